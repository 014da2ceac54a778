import type { GapKind } from '../../domain/gap.ts';
import { authorKeyOf, searchTextOf } from './keys.ts';
import type { DeclaredGap, DeclaredTerm } from './stage.ts';
import type { ExpectedGap, ExpectedOutcome, ExpectedWithCatalogue, WorldItem } from './types.ts';

/** The default of `GAP_MAX_DOWNLOADS_PER_RUN`. */
const CAP = 10;

const WORTH: Readonly<Record<GapKind, number>> = { interior: 0, next: 1, author: 2 };

/** What a right run makes of what was declared: only the order of the terms and the cap remain. */
export function expectOutcome(
  declared: readonly DeclaredTerm[],
  items: readonly WorldItem[],
): ExpectedOutcome {
  const queued = new Set<string>();
  const deferred = new Set<string>();
  const gaps: ExpectedGap[] = [];
  for (const term of inOrder(declared, items)) {
    for (const gap of term.gaps) {
      if (gap.fate !== 'fits' || gap.sourceId === null) continue;
      // A pack that fills several gaps takes one slot.
      if (queued.has(gap.sourceId) || queued.size < CAP) queued.add(gap.sourceId);
      else deferred.add(gap.sourceId);
    }
    for (const sourceId of term.waiting) deferred.add(sourceId);
    for (const gap of term.gaps) gaps.push(expectGap(gap, queued));
  }
  return { terms: declared.length, gaps, queued: [...queued], deferred: [...deferred] };
}

/** What asking the catalogues changes. */
export interface Knowledge extends Pick<ExpectedWithCatalogue, 'upcoming' | 'questions'> {
  /** Keys of gaps by number that are none: no such work exists, or it is not out. */
  readonly noGaps: ReadonlySet<string>;
}

/** Of a world that no catalogue knows. */
export const NOTHING_KNOWN: Knowledge = { noGaps: new Set(), upcoming: [], questions: [] };

/** What a right run makes of what was declared when it knows what catalogues know. */
export function expectWithCatalogue(
  declared: readonly DeclaredTerm[],
  items: readonly WorldItem[],
  { noGaps, upcoming, questions }: Knowledge,
): ExpectedWithCatalogue {
  const left = declared
    .map((term) => ({ ...term, gaps: term.gaps.filter(({ key }) => !noGaps.has(key)) }))
    .filter(({ gaps }) => gaps.length > 0);
  const outcome = expectOutcome(left, items);
  const inDoubt = new Set(
    left.flatMap(({ gaps }) =>
      gaps.filter(({ fate }) => fate === 'in-doubt').map(({ key }) => key),
    ),
  );
  const gaps = outcome.gaps.map((gap) =>
    inDoubt.has(gap.key) ? { ...gap, outcome: 'to-review' as const } : gap,
  );
  return { ...outcome, gaps, upcoming, questions };
}

/** The best kind of gap first, then the authors of whom most is owned, then the alphabet. */
export function inOrder(
  declared: readonly DeclaredTerm[],
  items: readonly WorldItem[],
): readonly DeclaredTerm[] {
  const held = new Map<string, number>();
  for (const item of items) {
    for (const author of item.authors) {
      const key = authorKeyOf(author);
      held.set(key, (held.get(key) ?? 0) + 1);
    }
  }
  const ranked = declared.map((term) => ({
    term,
    worth: Math.min(...term.gaps.map((gap) => WORTH[gap.kind])),
    held: held.get(authorKeyOf(term.author)) ?? 0,
    text: searchTextOf(term.label),
  }));
  ranked.sort((a, b) => a.worth - b.worth || b.held - a.held || (a.text < b.text ? -1 : 1));
  return ranked.map(({ term }) => term);
}

function expectGap({ key, fate, sourceId }: DeclaredGap, queued: ReadonlySet<string>): ExpectedGap {
  if (fate === 'in-doubt') return { key, outcome: 'refused', sourceId: null };
  if (fate !== 'fits') return { key, outcome: fate, sourceId: null };
  const isQueued = sourceId !== null && queued.has(sourceId);
  return { key, outcome: isQueued ? 'queued' : 'deferred', sourceId };
}
