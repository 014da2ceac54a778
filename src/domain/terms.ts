import type { Gap, GapKind } from './gap.ts';
import { authorKey, seriesKey, textKey } from './names.ts';
import { byText, listAt } from './order.ts';
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
  readonly gaps: Gap[];
}

const WORTH: Readonly<Record<GapKind, number>> = { interior: 0, next: 1, author: 2 };

/** Less is worth more. What the policy does not put first comes after all that it does. */
function worthOf({ kind }: Gap, { first }: TermRules): number {
  const isFirst = kind === 'author' ? first?.authors : first?.series;
  return WORTH[kind] + (isFirst === false ? 10 : 0);
}

/**
 * The fewest searches that may fill the gaps: one for an author who has several series with gaps
 * or is wanted whole, else one for the series. The gaps' order does not matter.
 */
export function generateTerms(gaps: readonly Gap[], rules: TermRules): GeneratedTerms {
  const unsearchable: string[] = [];
  const sameText = new Map<string, Draft[]>();
  for (const draft of drafts(gaps)) {
    const text = cleanForSearch(draft.label);
    if (isSearchable(text)) listAt(sameText, text.toLowerCase()).push(draft);
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
  for (const gap of gaps) listAt(byAuthor, authorKey(gap.authors[0] ?? '')).push(gap);
  const made: Draft[] = [];
  for (const [author, own] of byAuthor) {
    const bySeries = new Map<string, Gap[]>();
    for (const gap of own) listAt(bySeries, seriesKey(gap.series ?? '')).push(gap);
    const isWanted = own.some((gap) => gap.kind === 'author');
    const isWhole = author !== '' && (bySeries.size > 1 || isWanted);
    if (isWhole) {
      made.push({
        kind: 'author',
        label: labelOf(own, (gap) => gap.authors[0]),
        author,
        gaps: own,
      });
      continue;
    }
    for (const part of bySeries.values()) {
      const label = labelOf(part, (gap) => gap.series);
      made.push({ kind: 'series', label, author, gaps: part });
    }
  }
  return made;
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
  const gaps = drafts.flatMap((draft) => draft.gaps).sort(byGapWorth);
  const { kind = 'series', label = '' } = drafts[0] ?? {};
  return {
    term: { kind, text: cleanForSearch(label), label, gapKeys: gaps.map((gap) => gap.key) },
    worth: Math.min(...gaps.map((gap) => worthOf(gap, rules))),
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
 * The term of a person's own search. It may fill each gap of which the author or the series has
 * all of the words. Its text may be too short to search for: ask {@link isSearchable}.
 */
export function userTerm(text: string, gaps: readonly Gap[]): Term {
  const wanted = [textKey(text), authorKey(text)].map(words).filter((set) => set.length > 0);
  const gapKeys: string[] = [];
  for (const gap of [...gaps].sort(byGapWorth)) {
    const names = gap.authors.map(
      (author) => new Set(words(`${authorKey(author)} ${textKey(author)}`)),
    );
    if (gap.series !== null) names.push(new Set(words(textKey(gap.series))));
    const isMeant = names.some((name) => wanted.some((set) => set.every((word) => name.has(word))));
    if (isMeant) gapKeys.push(gap.key);
  }
  return { kind: 'user', text: cleanForSearch(text), label: text.trim(), gapKeys };
}

function words(key: string): readonly string[] {
  return key.split(' ').filter((word) => word !== '');
}
