import { seriesNamesOf, type Gap } from './gap.ts';
import type { Aim } from './judging/aim.ts';
import { authorKeys, seriesKey } from './names.ts';
import type { Policy, PolicyOverride } from './policy.ts';
import { wholeVolumes } from './positions.ts';
import type { Identity } from './works.ts';

/** A policy's overrides, found by the key of a series or an author. */
export class OverrideIndex {
  readonly #series = new Map<string, PolicyOverride>();
  readonly #authors = new Map<string, PolicyOverride>();

  constructor({ series, authors }: Pick<Policy, 'series' | 'authors'>) {
    for (const [name, override] of Object.entries(series)) {
      this.#series.set(seriesKey(name), override);
    }
    for (const [name, override] of Object.entries(authors)) {
      for (const key of authorKeys([name])) this.#authors.set(key, override);
    }
  }

  /** What holds for a series by these authors: the series' word before the authors'. */
  for(series: string | null, authors: readonly string[]): PolicyOverride {
    return this.forAny(series === null ? [] : [series], authors);
  }

  /** What holds for a series of several names: the first one's word counts last. */
  forAny(names: readonly string[], authors: readonly string[]): PolicyOverride {
    const ofAuthors = authorKeys(authors).map((key) => this.#authors.get(key) ?? {});
    const ofSeries = names.map((name) => this.#series.get(seriesKey(name)) ?? {}).reverse();
    return [...ofAuthors, ...ofSeries].reduce<PolicyOverride>(
      (all, one) => ({ ...all, ...one }),
      {},
    );
  }

  /** Why a work of these places in series is not wanted, whatever gap it would fill, or null. */
  against(places: Identity['places']): string | null {
    if (this.#series.size === 0) return null;
    for (const { key, name, positions } of places) {
      const { ignore, stopAt } = this.#series.get(key) ?? {};
      if (ignore === true) return `“${name}” is ignored by your policy`;
      const volumes = wholeVolumes(positions);
      if (stopAt === undefined || volumes.length === 0) continue;
      if (volumes.every((volume) => volume > stopAt)) {
        return `your policy stops “${name}” at ${stopAt}`;
      }
    }
    return null;
  }

  /** What holds for the gaps that a candidate comes nearest to. */
  of(aim: Aim): PolicyOverride {
    if (aim.kind === 'none' || (this.#series.size === 0 && this.#authors.size === 0)) return {};
    return this.ofGap(aim.nearest);
  }

  /** What holds for a gap: its work may be in several series, and the first one's word counts last. */
  ofGap(gap: Gap): PolicyOverride {
    if (this.#series.size === 0 && this.#authors.size === 0) return {};
    const own = seriesNamesOf(gap);
    const others = (gap.work?.series ?? []).map(({ name }) => name);
    return this.forAny([...own, ...others.filter((name) => !own.includes(name))], gap.authors);
  }
}
