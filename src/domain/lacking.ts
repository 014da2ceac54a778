import { seriesNamesOf, type Gap } from './gap.ts';
import { findGapsInSteps } from './gaps.ts';
import type { LibraryItem } from './item.ts';
import { pair } from './judging/owned-index.ts';
import { findMissingInSteps, type JudgedMissing, type MissingWork } from './missing/find.ts';
import type { KnownSeries, WellKnown } from './missing/found.ts';
import type { KnownWork } from './missing/known-work.ts';
import { LISTINGS } from './missing/trust.ts';
import { authorKeys, seriesKey } from './names.ts';
import { byText } from './order.ts';
import { OverrideIndex } from './overrides.ts';
import { completePolicy, type PolicyParts } from './policy.ts';
import { parsePositions, wholeVolumes } from './positions.ts';
import type { Knowledge } from './standing.ts';
import { runToEnd, type Steps } from './steps.ts';

/** What {@link findLacking} depends on. */
export interface LackingInput {
  readonly library: readonly LibraryItem[];
  /** What catalogues know, of whatever age; in any order. */
  readonly known: readonly KnownWork[];
  readonly policy: PolicyParts;
  /** Today as `2026-10-01`: works that come out later are upcoming. */
  readonly today: string;
}

/** Something that the library lacks, may lack, or will lack. */
export interface LackingWork {
  readonly gap: Gap;
  readonly state: 'open' | 'upcoming' | 'question';
  /** Which knowledge says so: the library's own numbers, or catalogues. */
  readonly sources: readonly Knowledge[];
  /** `2027-03-02`, or less of it; null when nobody knows, or only a number is known. */
  readonly releaseDate: string | null;
}

/** What a library lacks. No key stands in two of the lists. */
export interface Lacking {
  readonly gaps: readonly LackingWork[];
  /** Doubtful claims: for a person to say. */
  readonly questions: readonly LackingWork[];
  /** Not out yet. */
  readonly upcoming: readonly LackingWork[];
  /** Sentences for a person: series whose numbers don't look like volumes. */
  readonly notes: readonly string[];
}

/**
 * Finds what a library lacks: by its own numbers, and where catalogues know a held series or author
 * well by the works that they know. Linear but for namesakes; independent of any order.
 */
export function findLacking(input: LackingInput): Lacking {
  return runToEnd(findLackingInSteps(input));
}

/** As {@link findLacking}, in steps of some milliseconds. */
export function* findLackingInSteps(input: LackingInput): Steps<Lacking> {
  const { library, known } = input;
  const policy = completePolicy(input.policy);
  const { authorMinItems, wants } = policy;
  const byNumber = yield* findGapsInSteps(library, { authorMinItems, wants });
  const overrides = new OverrideIndex(policy);
  const numbered = byNumber.gaps.filter((gap) => isWanted(gap, overrides));
  const { notes } = byNumber;
  if (known.length === 0) {
    return { gaps: numbered.map(ofNumbers), questions: [], upcoming: [], notes };
  }
  const missing = yield* findMissingInSteps({ ...input, policy });
  const works = nameAsNumbers(missing, byNumber.gaps);
  yield;
  return { ...combine(numbered, works, missing.wellKnown), notes };
}

/** What the policy says of a gap of which only a number, or an author, is known. */
function isWanted(gap: Gap, overrides: OverrideIndex): boolean {
  const { ignore, stopAt } = overrides.for(gap.series, gap.authors);
  if (ignore === true) return false;
  return stopAt === undefined || gap.position === null || gap.position <= stopAt;
}

function ofNumbers(gap: Gap): LackingWork {
  return { gap, state: 'open', sources: [{ source: 'library', asOf: null }], releaseDate: null };
}

/** A found work in its state, under the key that it keeps. */
interface NamedWork extends LackingWork {
  readonly found: MissingWork;
}

/**
 * Gives works the keys that the library's numbers gave or would give them, so that a gap stays the
 * same one, with all that a person said of it, when catalogues come to know its work.
 */
function nameAsNumbers(missing: JudgedMissing, gaps: readonly Gap[]): readonly NamedWork[] {
  const stems = new Map<string, string>();
  for (const { key, series, authors } of gaps) {
    if (series === null) continue;
    const stem = key.slice(0, key.lastIndexOf(':') + 1);
    for (const author of authorKeys(authors)) stems.set(pair(seriesKey(series), author), stem);
  }
  const named = (found: MissingWork, state: LackingWork['state']): NamedWork => {
    const { gap, sources, releaseDate, heldBy } = found;
    const series = seriesNamesOf(gap).map(seriesKey);
    // Of several the first by its letters: which name is used most may change from day to day.
    const [stem] = series
      .flatMap((key) => heldBy.flatMap((author) => stems.get(pair(key, author)) ?? []))
      .sort(byText);
    const isPlaced = stem !== undefined && gap.position !== null;
    const key = isPlaced ? `${stem}${gap.position}` : gap.key;
    return { gap: { ...gap, key }, state, sources, releaseDate, found };
  };
  return [
    ...missing.gaps.map((one) => named(one, 'open')),
    ...missing.upcoming.map((one) => named(one, 'upcoming')),
    ...missing.questions.filter(isWorthAsking).map((one) => named(one, 'question')),
  ];
}

/** What an uploader claims in doubt is worth nobody's time. */
function isWorthAsking({ sources }: MissingWork): boolean {
  return sources.some(({ source }) => source !== LISTINGS);
}

/**
 * Known works first, then the numbers that they leave open; a doubtful claim comes last, and one
 * about a number that lacks anyway is told with it. Each key once.
 */
function combine(
  numbered: readonly Gap[],
  works: readonly NamedWork[],
  wellKnown: WellKnown,
): Omit<Lacking, 'notes'> {
  const lacking = new Map<string, LackingWork>();
  const sure = works.filter(({ state }) => state !== 'question');
  for (const { found: _, ...work } of sure) {
    if (!lacking.has(work.gap.key)) lacking.set(work.gap.key, work);
  }
  const isOpen = openNumbers(sure, wellKnown);
  for (const gap of numbered) {
    if (isOpen(gap) && !lacking.has(gap.key)) lacking.set(gap.key, ofNumbers(gap));
  }
  for (const { found: _, ...claim } of works.filter(({ state }) => state === 'question')) {
    const known = lacking.get(claim.gap.key);
    lacking.set(claim.gap.key, known === undefined ? claim : withClaim(known, claim));
  }
  const inState = (state: LackingWork['state']) =>
    [...lacking.values()].filter((work) => work.state === state);
  return {
    gaps: inState('open'),
    questions: inState('question'),
    upcoming: inState('upcoming'),
  };
}

/** The library's own numbers outrank a doubtful claim about one of them: the gap stays as it is. */
function withClaim(known: LackingWork, claim: LackingWork): LackingWork {
  if (known.state !== 'open' || known.gap.work != null) return known;
  const because = `${known.gap.because} In doubt: ${claim.gap.because}`;
  return {
    ...known,
    gap: { ...known.gap, because },
    sources: [...known.sources, ...claim.sources],
  };
}

/** Tells which gaps of numbers stand beside the works that are known. */
function openNumbers(works: readonly NamedWork[], wellKnown: WellKnown): (gap: Gap) => boolean {
  const spoken = placesOf(works);
  const known = new Map<string, KnownSeries>();
  for (const series of wellKnown.series) {
    for (const place of pairsOf(series)) known.set(place, series);
  }
  return ({ kind, series, position, authors: names }) => {
    // A catalogue's answer is a selection: of an author there may always be more.
    if (series === null || position === null) return true;
    const places = authorKeys(names).map((author) => pair(seriesKey(series), author));
    if (places.some((place) => spoken.has(pair(place, String(position))))) return false;
    const held = places.map((place) => known.get(place)).find((one) => one !== undefined);
    if (held === undefined) return true;
    // Under another name of the series.
    if (pairsOf(held).some((place) => spoken.has(pair(place, String(position))))) return false;
    if (held.isWhole || held.numbers.has(position)) return false;
    // The next volume is a guess, and whoever knows all of the series knows better; a hole is a fact.
    return kind === 'interior' || !held.isComplete;
  };
}

function pairsOf({ keys, authorKeys: authors }: KnownSeries): readonly string[] {
  return keys.flatMap((key) => authors.map((author) => pair(key, author)));
}

/** Every numbered place of the works: a work in two series fills the hole in both. */
function placesOf(works: readonly NamedWork[]): ReadonlySet<string> {
  return new Set(works.flatMap(placesOfWork));
}

function placesOfWork({ gap, found }: NamedWork): readonly string[] {
  const own = { name: gap.series ?? '', position: found.position };
  const authors = [...found.heldBy, ...authorKeys(gap.authors)];
  return [own, ...(gap.work?.series ?? [])].flatMap(({ name, position }) => {
    const volumes = wholeVolumes(parsePositions(position)).map(String);
    const series = authors.map((author) => pair(seriesKey(name), author));
    return volumes.flatMap((volume) => series.map((place) => pair(place, volume)));
  });
}
