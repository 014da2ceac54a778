import { authorKeys, seriesKey } from '../names.ts';
import { wholeVolumes } from '../positions.ts';
import type { KnownSeries, MissingGround, WellKnown } from './found.ts';
import { placeIn, type HeldSeries } from './held-series.ts';
import { knowsRecordings } from './trust.ts';

/** How many held members a catalogue must agree with: two; of a single member, which can be no two, that one. */
export function leastAgreeing({ held }: Pick<HeldSeries, 'held'>): number {
  return Math.min(2, held);
}

/** Of which held series catalogues know enough to be believed. */
export function wellKnown(series: readonly HeldSeries[], ground: MissingGround): WellKnown {
  const known = series.filter((held) => held.agreeing >= leastAgreeing(held));
  return { series: known.map((held) => toKnown(held, ground)) };
}

function toKnown(held: HeldSeries, ground: MissingGround): KnownSeries {
  const numbers = new Set(held.numbers);
  for (const work of held.works) {
    if (work.isPack || !ground.isOwned(work)) continue;
    const placed = placeIn(work, held)?.positions;
    if (placed !== undefined) for (const n of wholeVolumes(placed)) numbers.add(n);
  }
  const { keys, names, authors, isWhole } = held;
  return {
    keys: [...new Set([...keys, ...names.map(seriesKey)])],
    authorKeys: authorKeys(authors),
    numbers,
    isWhole,
    isComplete: isComplete(held),
  };
}

/** Catalogues answer a selection: of a series as long as this there may be more. */
const FULL_ANSWER = 10;

/**
 * Whether what catalogues of recordings know of a series runs from its first volume without a hole
 * at least to the last that is held. What anybody lists, or prints, says nothing of the end.
 */
export function isComplete({ keys, works, highest }: HeldSeries): boolean {
  const known = new Set<number>();
  for (const { isPack, rows, places } of works) {
    const placed = placeIn({ places }, { keys })?.positions;
    if (isPack || placed === undefined) continue;
    if (!rows.some((row) => knowsRecordings(row.known.source))) continue;
    for (const n of wholeVolumes(placed)) if (n > 0) known.add(n);
  }
  if (known.size >= FULL_ANSWER || known.size < highest) return false;
  for (let n = 1; n <= known.size; n += 1) if (!known.has(n)) return false;
  return true;
}
