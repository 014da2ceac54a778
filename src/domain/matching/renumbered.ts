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
 * True when a title of its own, by its author and in the wanted recording, stands in the wanted
 * series under two numbers, of which one agrees: the series is counted in two orders. Any other
 * number that differs stays a doubt. A title that holds a number (`Town 4`, `Year 2, Vol. 3`) is none
 * of its own.
 */
export function isRenumbered(
  { likeness, volume, persons, evidence }: Found,
  { wanted, offered }: TitlePair,
  places: WorkReading['places'],
): boolean {
  if (evidence.mayBeRenumbered !== true || volume.answer !== 'other') return false;
  if (likeness !== 'same' || persons !== 'same' || isPack(volume.got)) return false;
  if (!agreesInOtherOrder(volume, places)) return false;
  const isNumbered = isGiven(wanted.positions) || isGiven(offered.positions);
  const title = wanted.pieces.join('');
  if (isNumbered || title === '' || /\d/u.test(title)) return false;
  const { narrators, runtime } = evidence;
  if (narrators === 'different' || runtime === 'differs') return false;
  return narrators === 'same' || runtime === 'agrees' || runtime === 'exact';
}

/** The wanted number, in another order of the series in which it is another. */
function agreesInOtherOrder({ want, got }: VolumeMatch, places: WorkReading['places']): boolean {
  const [wanted, other] = [formatPositions(want), formatPositions(got)];
  const at = [...places].map(([key, told]) => ({
    series: key.split('#')[0],
    told: formatPositions(told),
  }));
  const orders = at.filter(({ told }) => told === other).map(({ series }) => series);
  return at.some(({ series, told }) => told === wanted && orders.includes(series));
}
