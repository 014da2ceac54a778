import { byText } from '../order.ts';
import { contradicts, isGiven, type PositionSet } from '../positions.ts';
import type { WorkReading } from './reading.ts';

/** So many of another volume's listings are judged for a gap: enough to say what there is. */
export const MOST_FAR = 24;

/** A candidate that was read. */
export interface Read {
  readonly reading: WorkReading;
  readonly candidate: { readonly sourceId: string };
}

/**
 * Of what is near a work, all but the many other volumes of a long series: of those that are
 * surely others, by number and by title, only the nearest numbers stay. They are refused in any
 * case; a long series by one author would cost the square of its length.
 */
export function withoutFarVolumes<T extends Read>(
  wanted: WorkReading,
  near: readonly T[],
): readonly T[] {
  if (near.length <= MOST_FAR) return near;
  const kept: T[] = [];
  const far: { readonly one: T; readonly apart: number }[] = [];
  for (const one of near) {
    const apart = volumesApart(wanted, one.reading);
    if (apart === null) kept.push(one);
    else far.push({ one, apart });
  }
  far.sort(
    (a, b) => a.apart - b.apart || byText(a.one.candidate.sourceId, b.one.candidate.sourceId),
  );
  return [...kept, ...far.slice(0, MOST_FAR).map(({ one }) => one)];
}

/** By how many numbers another volume is apart; null when it may be the wanted one. */
function volumesApart(wanted: WorkReading, offered: WorkReading): number | null {
  const { pieces, asides, isCollection } = offered.title;
  if (isCollection || asides.length > 0 || pieces.length > 1) return null;
  if (pieces.some((piece) => isWithin(piece, wanted.title))) return null;
  let apart: number | null = null;
  for (const [key, got] of offered.places) {
    const want = wanted.places.get(key);
    if (want === undefined || key.includes('#')) return null;
    if (!isGiven(want) || !contradicts(want, got)) return null;
    apart = Math.min(apart ?? Number.POSITIVE_INFINITY, Math.abs(firstOf(want) - firstOf(got)));
  }
  return apart;
}

function firstOf(set: PositionSet): number {
  return set.spans[0]?.from ?? 0;
}

function isWithin(piece: string, { whole, pieces }: WorkReading['title']): boolean {
  return whole.includes(piece) || pieces.some((one) => piece.includes(one));
}
