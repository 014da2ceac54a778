import type { Acquaintance } from '../authors.ts';
import { isGiven, isPack } from '../positions.ts';
import type { Likeness } from './likeness.ts';
import type { Evidence } from './match.ts';
import type { TitlePair, VolumeMatch } from './volume.ts';

/** What tells whether a number is only that of another order. */
interface Found {
  readonly likeness: Likeness;
  readonly volume: VolumeMatch;
  readonly persons: Acquaintance;
  readonly evidence: Evidence;
}

/**
 * True when a title of its own, by its author and in the wanted recording, stands under another
 * number: series are counted by publication, by their inner time, with novellas and without. A title
 * that holds a number (`Town 4`, `Year 2, Vol. 3`) is none of its own.
 */
export function isRenumbered(
  { likeness, volume, persons, evidence }: Found,
  { wanted, offered }: TitlePair,
): boolean {
  if (evidence.mayBeRenumbered !== true || volume.answer !== 'other') return false;
  if (likeness !== 'same' || persons !== 'same' || isPack(volume.got)) return false;
  const isNumbered = isGiven(wanted.positions) || isGiven(offered.positions);
  const title = wanted.pieces.join('');
  if (isNumbered || title === '' || /\d/u.test(title)) return false;
  const { narrators, runtime } = evidence;
  if (narrators === 'different' || runtime === 'differs') return false;
  return narrators === 'same' || runtime === 'agrees' || runtime === 'exact';
}
