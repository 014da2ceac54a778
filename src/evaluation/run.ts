import { decideGaps } from '../domain/decide-gaps.ts';
import { findMissing, type MissingWork } from '../domain/missing/find.ts';
import type { Policy } from '../domain/policy.ts';
import type {
  CandidateRow,
  CatalogueRow,
  DecisionsOutput,
  GapRow,
  GapsOutput,
  LibraryRow,
} from './formats.ts';
import { toCandidate, toGap, toItem, toKnownWork } from './rows.ts';

/** What finding gaps depends on besides the rows. */
export interface EvaluationOptions {
  /** Today as `2026-10-01`: works released later are upcoming. */
  readonly today: string;
}

/** Finds what a library lacks of what a catalogue knows, with the code that a run uses. */
export function evaluateGaps(
  library: readonly LibraryRow[],
  catalogue: readonly CatalogueRow[],
  { today }: EvaluationOptions,
): GapsOutput {
  const ids = new Map(catalogue.map(({ id }) => [String(id), id]));
  const found = findMissing({
    library: library.map(toItem),
    known: catalogue.map(toKnownWork),
    policy: {},
    today,
  });
  const named = ({ work, series, position, because }: MissingWork) => ({
    work: ids.get(work) ?? work,
    series,
    position,
    because,
  });
  return {
    gaps: found.gaps.map((one) => ({ ...named(one), kind: one.kind })),
    questions: found.questions.map(named),
    upcoming: found.upcoming.map((one) => ({ ...named(one), releaseDate: one.releaseDate })),
  };
}

/**
 * Chooses among candidates for each gap, with the code that a run uses. Every candidate is offered
 * to every gap; those that have nothing to do with a gap are left out of its answer.
 */
export function evaluateDecisions(
  gaps: readonly GapRow[],
  candidates: readonly CandidateRow[],
  policy: Policy,
): DecisionsOutput {
  const gapIds = new Map(gaps.map(({ id }) => [String(id), id]));
  const candidateIds = new Map(candidates.map(({ id }) => [String(id), id]));
  const decided = decideGaps({
    gaps: gaps.map(toGap),
    candidates: candidates.map(toCandidate),
    policy,
  });
  const decisions = decided.map((made): DecisionsOutput['decisions'][number] => ({
    gap: gapIds.get(made.gapKey) ?? made.gapKey,
    chosen: made.chosen === null ? null : (candidateIds.get(made.chosen) ?? made.chosen),
    verdict: made.verdict,
    because: made.because,
    candidates: made.candidates.map(({ sourceId, verdict, reasons }) => ({
      id: candidateIds.get(sourceId) ?? sourceId,
      verdict,
      reasons: [...reasons],
    })),
  }));
  return { decisions };
}
