import { authorKeys } from '../names.ts';
import { wholeVolumes } from '../positions.ts';
import type { KnownSeries, MissingGround, WellKnown } from './found.ts';
import type { HeldSeries } from './held-series.ts';

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
    const placed = work.places.get(held.key)?.positions;
    if (placed !== undefined) for (const n of wholeVolumes(placed)) numbers.add(n);
  }
  const { key, authors, isWhole } = held;
  return { key, authorKeys: authorKeys(authors), numbers, isWhole };
}
