import { decideGaps } from '../domain/decide-gaps.ts';
import { findGaps } from '../domain/gaps.ts';
import type { Gap } from '../domain/gap.ts';
import { authorKeys, seriesKey } from '../domain/names.ts';
import { wholeVolumes } from '../domain/positions.ts';
import { identify } from '../domain/works.ts';
import type {
  CandidateRow,
  CatalogueRow,
  DecisionsOutput,
  GapRow,
  GapsOutput,
  LibraryRow,
} from './formats.ts';
import type { Policy } from '../domain/policy.ts';
import { placesOfGap, toCandidate, toGap, toItem } from './rows.ts';

/** What judging depends on besides the rows. */
export interface EvaluationOptions {
  /** Today as `2026-10-01`: works released later are upcoming. */
  readonly today: string;
}

/** Finds what a library lacks of what a catalogue knows, with the code that a run uses. */
export function evaluateGaps(
  library: readonly LibraryRow[],
  catalogue: readonly CatalogueRow[],
  options: EvaluationOptions,
): GapsOutput {
  const { gaps } = findGaps(library.map(toItem), { authorMinItems: 10 });
  const byVolume = new Map<string, Gap>();
  for (const gap of gaps) {
    if (gap.series === null) continue;
    for (const author of authorKeys(gap.authors)) {
      byVolume.set(`${seriesKey(gap.series)}|${author}|${String(gap.position)}`, gap);
    }
  }
  const found: GapsOutput = { gaps: [], questions: [], upcoming: [] };
  for (const row of catalogue) {
    const identity = identify({ ...row, series: placesOfGap(row) });
    for (const place of identity.places) {
      const [volume] = wholeVolumes(place.positions);
      const gap = identity.authors
        .map((author) => byVolume.get(`${place.key}|${author}|${String(volume)}`))
        .find((one) => one !== undefined);
      if (gap === undefined) continue;
      const { because, kind } = gap;
      const named = { work: row.id, series: gap.series, position: String(gap.position), because };
      const releaseDate = row.releaseDate ?? null;
      if (releaseDate !== null && releaseDate > options.today) {
        found.upcoming.push({ ...named, releaseDate });
      } else found.gaps.push({ ...named, kind });
      break;
    }
  }
  return found;
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
