import type { Acquaintance } from '../authors.ts';
import { formatPositions, isGiven, isPack } from '../positions.ts';
import type { Likeness } from './likeness.ts';
import type { Evidence } from './evidence.ts';
import type { WorkReading } from './reading.ts';
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
 * number, and its list shows itself that it is counted in several orders: it has a number in a
 * series besides. A number that differs in the only series that there is stays a doubt. A title that
 * holds a number (`Town 4`, `Year 2, Vol. 3`) is none of its own.
 */
export function isRenumbered(
  { likeness, volume, persons, evidence }: Found,
  { wanted, offered }: TitlePair,
  places: WorkReading['places'],
): boolean {
  if (evidence.mayBeRenumbered !== true || volume.answer !== 'other') return false;
  if (likeness !== 'same' || persons !== 'same' || isPack(volume.got)) return false;
  if (numbersIn(places) < 2) return false;
  const isNumbered = isGiven(wanted.positions) || isGiven(offered.positions);
  const title = wanted.pieces.join('');
  if (isNumbered || title === '' || /\d/u.test(title)) return false;
  const { narrators, runtime } = evidence;
  if (narrators === 'different' || runtime === 'differs') return false;
  return narrators === 'same' || runtime === 'agrees' || runtime === 'exact';
}

/** How many different numbers its series give it. */
function numbersIn(places: WorkReading['places']): number {
  return new Set([...places.values()].filter(isGiven).map(formatPositions)).size;
}
