import type { Gap } from './gap.ts';
import { readHoldingsInSteps, type AuthorHolding, type SeriesHolding } from './holdings.ts';
import type { LibraryItem } from './item.ts';
import { OverrideIndex } from './overrides.ts';
import { DEFAULT_POLICY, type Policy } from './policy.ts';
import { eachInSteps, runToEnd, type Steps } from './steps.ts';

/** What {@link findGaps} may be told; a whole policy will do. */
export interface GapRules {
  /** How many works of an author make the user one who would want more of them. */
  readonly authorMinItems: number;
  /** Absent: gaps of series and of authors alike. */
  readonly wants?: Policy['wants'];
  /** What holds for one series or author alone: where to stop, and what to ignore. */
  readonly series?: Policy['series'];
  readonly authors?: Policy['authors'];
}

/** The gaps of a library, and what was left out of them. */
export interface FoundGaps {
  /** Series by series, volume by volume, then the authors; independent of the items' order. */
  readonly gaps: readonly Gap[];
  /** Sentences for a person: series whose numbers don't look like volumes. */
  readonly notes: readonly string[];
}

/** What a sync says where the policy lets it look for nothing. */
export const NOT_ANALYSED =
  'No gaps were looked for: the policy says analysis: false (or GAP_ANALYSIS_ENABLED is off).';

/** A volume number from here on is a year or a catalogue number. */
const FIRST_NO_VOLUME = 1000;
/** More holes than this, and {@link HOLES_PER_OWNED} times the owned: no volumes. */
const MOST_HOLES = 20;
const HOLES_PER_OWNED = 3;

/**
 * Finds what a library lacks: holes below the highest volume that it owns, the volume after it,
 * and more by authors that it holds in number. Linear in the items and the gaps.
 */
export function findGaps(items: readonly LibraryItem[], rules: GapRules): FoundGaps {
  return runToEnd(findGapsInSteps(items, rules));
}

/** As {@link findGaps}, in steps of a few milliseconds: a large library takes seconds to read. */
export function* findGapsInSteps(items: readonly LibraryItem[], rules: GapRules): Steps<FoundGaps> {
  const holdings = yield* readHoldingsInSteps(items);
  const { wants = DEFAULT_POLICY.wants, series: ofSeries = {}, authors = {} } = rules;
  const overrides = new OverrideIndex({ series: ofSeries, authors });
  const gaps: Gap[] = [];
  const notes: string[] = [];
  yield* eachInSteps(wants.series ? holdings.series : [], (series) => {
    const { ignore, stopAt = Infinity } = overrides.for(series.name, series.authors);
    if (ignore === true) return;
    const note = numberingNote(series);
    if (note !== null) notes.push(note);
    else gaps.push(...seriesGaps(series).filter(({ position }) => (position ?? 0) <= stopAt));
  });
  for (const author of wants.authors ? holdings.authors : []) {
    const isIgnored = overrides.for(null, [author.name]).ignore === true;
    if (author.held >= rules.authorMinItems && !isIgnored) gaps.push(authorGap(author));
  }
  return { gaps, notes };
}

/** Why the numbers of a series can't be volumes, or null when they can. */
function numberingNote(series: SeriesHolding): string | null {
  const highest = series.volumes.at(-1);
  if (highest === undefined) return null;
  const owned = series.volumes.length;
  const holes = highest - owned;
  const isSparse = holes > MOST_HOLES && holes > HOLES_PER_OWNED * owned;
  if (highest < FIRST_NO_VOLUME && !isSparse) return null;
  const numbers = listVolumes(series.volumes);
  return (
    `“${series.name}” by ${series.authors[0] ?? 'nobody'}: ` +
    `the numbers held (${numbers}) do not look like volumes, so no gaps were made of them.`
  );
}

function seriesGaps(series: SeriesHolding): readonly Gap[] {
  const highest = series.volumes.at(-1);
  if (highest === undefined) return [];
  const owned = new Set(series.volumes);
  const has = `The library holds ${listVolumes(series.volumes)} of “${series.name}”`;
  const gaps: Gap[] = [];
  for (let position = 1; position < highest; position += 1) {
    if (owned.has(position) || series.nameless.has(position)) continue;
    const because = `${has}, but not ${position}.`;
    gaps.push({ ...seriesGap(series, position), kind: 'interior', because });
  }
  let next = highest + 1;
  while (series.nameless.has(next)) next += 1;
  const because = `${has}; ${next} would be the next.`;
  gaps.push({ ...seriesGap(series, next), kind: 'next', because });
  return gaps;
}

function seriesGap(series: SeriesHolding, position: number): Omit<Gap, 'kind' | 'because'> {
  const { seriesKey, authorKeys, name, authors, held } = series;
  const key = `series:${seriesKey}:${authorKeys[0] ?? ''}:${position}`;
  return { key, series: name, position, authors, held };
}

function authorGap(author: AuthorHolding): Gap {
  return {
    key: `author:${author.key}`,
    kind: 'author',
    series: null,
    position: null,
    authors: [author.name],
    held: author.held,
    because: `The library holds ${author.held} works by ${author.name}: there may be more.`,
  };
}

/** `1-3, 5`. */
function listVolumes(volumes: readonly number[]): string {
  const runs: [number, number][] = [];
  for (const volume of volumes) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] === volume - 1) run[1] = volume;
    else runs.push([volume, volume]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}
