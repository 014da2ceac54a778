import type { Draw } from './draw.ts';

/** Something to be dealt: how often, and for which stages. */
export interface Dealt<S> {
  readonly weight: number;
  readonly can: (stage: S) => boolean;
}

/**
 * Deals out of a list: of what can be dealt, that which came least often for its weight; among
 * equals the draw decides.
 */
export function dealer<S extends { readonly draw: Draw }, T extends Dealt<S>>(
  list: readonly T[],
  nameOf: (one: T) => string,
): (stage: S) => T {
  const counts = new Map<T, number>();
  return (stage) => {
    let best: { readonly one: T; readonly rank: number } | null = null;
    for (const one of stage.draw.shuffle(list)) {
      if (!one.can(stage)) continue;
      const rank = ((counts.get(one) ?? 0) + 1) / one.weight;
      if (best === null || rank < best.rank) best = { one, rank };
    }
    if (best === null) throw new Error(`nothing can be dealt of ${list.map(nameOf).join(', ')}`);
    counts.set(best.one, (counts.get(best.one) ?? 0) + 1);
    return best.one;
  };
}
