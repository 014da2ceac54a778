import type { AcquisitionRow } from '../db/acquisitions.ts';
import type { RunGapRow, SettledRow } from '../db/gaps.ts';
import type { ReviewRow } from '../db/reviews.ts';
import type { TermRow } from '../db/terms.ts';
import { isLeftOver, settleGap, type GapHistory } from '../domain/settle.ts';
import { afterOutcome } from '../domain/standing.ts';

type Mutable<T> = { [K in keyof T]: T[K] extends readonly (infer E)[] ? E[] : T[K] };

/** Each gap's history, by its key, to be added to. */
export type Histories = ReadonlyMap<string, Mutable<Required<GapHistory>>>;

/** A gap's outcome, and when it is searched next. */
export function settle(
  row: RunGapRow,
  histories: Histories,
  at: { readonly now: Date; readonly dryRun: boolean },
): SettledRow {
  const history = histories.get(row.gap.key);
  if (history === undefined) throw new Error(`gap ${row.gap.key} has no history`);
  const settled = settleGap(history);
  const { id, tries, nextTryAt } = row;
  // Settled before, by an attempt that died: its try is counted already. A look is no try, nor is
  // a rest that goes on beside a review.
  const wasSearched = history.terms.some(({ status }) => status === 'done');
  const isStill = at.dryRun || (history.isResting && !wasSearched);
  if (row.outcome !== null || isStill) return { id, ...settled, tries, nextTryAt, isStill };
  const came = { outcome: settled.outcome, mayFit: isLeftOver(history) };
  const next = afterOutcome({ tries, nextTryAt }, came, at.now);
  return { id, ...settled, ...next, isStill };
}

/** Brings together what became of each gap, but for its decisions. */
export function openHistories(books: {
  readonly gaps: readonly RunGapRow[];
  readonly terms: readonly TermRow[];
  readonly acquisitions: readonly AcquisitionRow[];
  readonly reviews: readonly ReviewRow[];
  /** Which term may fill which gap. */
  readonly links: readonly { readonly ordinal: number; readonly gapKey: string }[];
}): Histories {
  const terms = new Map(books.terms.map((term) => [term.ordinal, term]));
  const histories = new Map<string, Mutable<Required<GapHistory>>>();
  for (const { gap, onItsWay, isResting } of books.gaps) {
    const nothing = { terms: [], decisions: [], acquisitions: [], reviews: [] };
    histories.set(gap.key, { gap, onItsWay, isResting, ...nothing });
  }
  for (const { ordinal, gapKey } of books.links) {
    const term = terms.get(ordinal);
    if (term === undefined) continue;
    const { label, status, failure, isCut: cut, total: listed, resultsRead: read } = term;
    const told = { label, status, failure: failure?.what ?? null, cut, listed, read };
    histories.get(gapKey)?.terms.push(told);
  }
  for (const { title, sourceId, status, failure, gapKeys } of books.acquisitions) {
    const told = { title, sourceId, status, failure: failure?.what ?? null };
    for (const key of gapKeys) histories.get(key)?.acquisitions.push(told);
  }
  for (const { id, title, sourceId, why, status, note, gapKeys } of books.reviews) {
    const told = { id, title, sourceId, why, status, note };
    for (const key of gapKeys) histories.get(key)?.reviews.push(told);
  }
  return histories;
}
