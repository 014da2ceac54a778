import type { Gap, GapKind } from './gap.ts';
import { pair } from './judging/owned-index.ts';
import { authorKey, seriesKey, textKey } from './names.ts';
import { addAt, byText } from './order.ts';
import type { Policy } from './policy.ts';
import type { Term, TermKind } from './term.ts';

/** What {@link generateTerms} may be told. */
export interface TermRules {
  /** How many terms a run may search. */
  readonly maxTerms: number;
  /** How many items the library holds of each author, by author key: heavy authors come first. */
  readonly heldByAuthor: ReadonlyMap<string, number>;
  /** Kinds of gaps that come before all else, or only after it; absent: both come first. */
  readonly first?: Policy['first'];
  /** Keys of gaps that are not due: no term is made for them alone. */
  readonly resting?: ReadonlySet<string>;
}

/** The searches of a run. */
export interface GeneratedTerms {
  /** In the order of their worth, at most as many as the cap allows. */
  readonly terms: readonly Term[];
  /** What the cap cut off, in the same order. */
  readonly beyondCap: readonly Term[];
  /** Keys of gaps whose name leaves nothing to search for. */
  readonly unsearchable: readonly string[];
}

/** A term in the making. */
interface Draft {
  readonly kind: TermKind;
  readonly label: string;
  readonly author: string;
  /** Key of the series; null when its author is searched whole. */
  readonly series: string | null;
  readonly gaps: Gap[];
  /** Gaps that rest, and that this search may fill as well. */
  readonly rides: Gap[];
}

const WORTH: Readonly<Record<GapKind, number>> = { interior: 0, next: 1, author: 2 };

/** Less is worth more. What the policy does not put first comes after all that it does. */
function worthOf({ kind }: Gap, { first }: TermRules): number {
  const isFirst = kind === 'author' ? first?.authors : first?.series;
  return WORTH[kind] + (isFirst === false ? 10 : 0);
}

/**
 * The fewest searches that may fill the gaps that are due: one for an author who has several series
 * with gaps or is wanted whole, else one for the series. A gap that rests rides along on a search
 * that is made anyway. The gaps' order does not matter.
 */
export function generateTerms(gaps: readonly Gap[], rules: TermRules): GeneratedTerms {
  const unsearchable: string[] = [];
  const sameText = new Map<string, Draft[]>();
  const { resting = new Set() } = rules;
  const made = drafts(gaps.filter((gap) => !resting.has(gap.key)));
  letRide(
    made,
    gaps.filter((gap) => resting.has(gap.key)),
  );
  for (const draft of made) {
    const text = cleanForSearch(draft.label);
    if (isSearchable(text)) addAt(sameText, text.toLowerCase(), draft);
    else unsearchable.push(...draft.gaps.map((gap) => gap.key));
  }
  const ranked = [...sameText.values()].map((same) => merge(same, rules));
  ranked.sort(byWorth);
  const terms = ranked.map(({ term }) => term);
  return {
    terms: terms.slice(0, rules.maxTerms),
    beyondCap: terms.slice(rules.maxTerms),
    unsearchable: unsearchable.sort(),
  };
}

/** One draft for each author that is searched whole, and each series that is not. */
function drafts(gaps: readonly Gap[]): readonly Draft[] {
  const byAuthor = new Map<string, Gap[]>();
  for (const gap of gaps) addAt(byAuthor, authorKey(gap.authors[0] ?? ''), gap);
  const made: Draft[] = [];
  for (const [author, own] of byAuthor) {
    const bySeries = new Map<string, Gap[]>();
    for (const gap of own) addAt(bySeries, seriesKey(gap.series ?? ''), gap);
    const isWanted = own.some((gap) => gap.kind === 'author');
    const isWhole = author !== '' && (bySeries.size > 1 || isWanted);
    if (isWhole) {
      made.push({
        kind: 'author',
        label: labelOf(own, (gap) => gap.authors[0]),
        author,
        series: null,
        gaps: own,
        rides: [],
      });
      continue;
    }
    for (const [series, part] of bySeries) {
      const label = labelOf(part, (gap) => gap.series);
      made.push({ kind: 'series', label, author, series, gaps: part, rides: [] });
    }
  }
  return made;
}

/** Puts each gap that rests onto the search for its author, or for its series, if there is one. */
function letRide(drafts: readonly Draft[], resting: readonly Gap[]): void {
  const byPlace = new Map<string, Draft>();
  for (const draft of drafts) byPlace.set(pair(draft.author, draft.series ?? ''), draft);
  for (const gap of resting) {
    const author = authorKey(gap.authors[0] ?? '');
    const ofSeries = byPlace.get(pair(author, seriesKey(gap.series ?? '')));
    const draft = ofSeries ?? byPlace.get(pair(author, ''));
    draft?.rides.push(gap);
  }
}

/** Of several spellings the first in the alphabet, so that the gaps' order does not matter. */
function labelOf(gaps: readonly Gap[], name: (gap: Gap) => string | null | undefined): string {
  const names = gaps.map((gap) => name(gap) ?? '').filter((text) => text !== '');
  return names.sort()[0] ?? '';
}

/** A term with what it is ranked by. */
interface RankedTerm {
  readonly term: Term;
  readonly worth: number;
  readonly held: number;
}

/** Drafts of one text become one term: it is searched once. */
function merge(same: readonly Draft[], rules: TermRules): RankedTerm {
  const drafts = [...same].sort(
    (a, b) => byText(a.kind, b.kind) || byText(a.author, b.author) || byText(a.label, b.label),
  );
  const due = drafts.flatMap((draft) => draft.gaps);
  const gaps = [...due, ...drafts.flatMap((draft) => draft.rides)].sort(byGapWorth);
  const { kind = 'series', label = '' } = drafts[0] ?? {};
  return {
    term: { kind, text: cleanForSearch(label), label, gapKeys: gaps.map((gap) => gap.key) },
    worth: Math.min(...due.map((gap) => worthOf(gap, rules))),
    held: Math.max(...drafts.map((draft) => rules.heldByAuthor.get(draft.author) ?? 0)),
  };
}

function byGapWorth(a: Gap, b: Gap): number {
  const bySeries = byText(a.series ?? '', b.series ?? '');
  const byPosition = (a.position ?? 0) - (b.position ?? 0);
  return WORTH[a.kind] - WORTH[b.kind] || bySeries || byPosition || byText(a.key, b.key);
}

function byWorth(a: RankedTerm, b: RankedTerm): number {
  return a.worth - b.worth || b.held - a.held || byText(a.term.text, b.term.text);
}

// The tracker's engine reads these as operators, and splits words at apostrophes.
const OPERATORS = /[@!\-/~^$<>=\\"()|*.,:;&+#?[\]{}%_'`´\u2018\u2019\u201b\u02bc\u2010-\u2015]/gu;

/**
 * Cleans a name for the tracker's query language: operators and apostrophes become spaces,
 * single letters (initials; `J.R.R.` and `JRR` differ there) are dropped.
 */
export function cleanForSearch(name: string): string {
  return name
    .normalize('NFC')
    .replace(OPERATORS, ' ')
    .split(/\s+/u)
    .filter((word) => word !== '' && !/^\p{L}\p{M}*$/u.test(word))
    .join(' ');
}

/** False for what is too short to search for: the search would list everything, or nothing. */
export function isSearchable(text: string): boolean {
  return [...text].length >= 2;
}

/**
 * The term of a person's own search. It may fill each gap of which the author, the series or the
 * title has all of the words. Its text may be too short to search for: ask {@link isSearchable}.
 */
export function userTerm(text: string, gaps: readonly Gap[]): Term {
  const wanted = [textKey(text), authorKey(text)].map(words).filter((set) => set.length > 0);
  const gapKeys: string[] = [];
  for (const gap of [...gaps].sort(byGapWorth)) {
    const names = gap.authors.map(
      (author) => new Set(words(`${authorKey(author)} ${textKey(author)}`)),
    );
    if (gap.series !== null) names.push(new Set(words(textKey(gap.series))));
    if (gap.work != null) names.push(new Set(words(textKey(gap.work.title))));
    const isMeant = names.some((name) => wanted.some((set) => set.every((word) => name.has(word))));
    if (isMeant) gapKeys.push(gap.key);
  }
  return { kind: 'user', text: cleanForSearch(text), label: text.trim(), gapKeys };
}

function words(key: string): readonly string[] {
  return key.split(' ').filter((word) => word !== '');
}
