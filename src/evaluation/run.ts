import { findGaps } from '../domain/gaps.ts';
import type { Gap } from '../domain/gap.ts';
import { openCourt } from '../domain/judge.ts';
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
import type { EvaluationPolicy } from './policy.ts';
import { placesOfGap, toCandidate, toItem } from './rows.ts';

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

/** Chooses among candidates for each gap, with the code that a run uses. */
export function evaluateDecisions(
  gaps: readonly GapRow[],
  candidates: readonly CandidateRow[],
  policy: EvaluationPolicy,
): DecisionsOutput {
  const court = openCourt({ gaps: gaps.map(toGap), items: [] });
  const judge = court.withCircumstances({
    ledger: { sourceIds: new Set(), workKeys: new Set(), gapKeys: new Set() },
    account: { userClass: null },
    policy,
  });
  const made = new Map<string, DecisionsOutput['decisions'][number]>();
  for (const { id } of gaps) {
    const because = 'Nothing that was offered fits.';
    made.set(String(id), { gap: id, chosen: null, verdict: 'none', because, candidates: [] });
  }
  const rows = new Map(candidates.map((row) => [String(row.id), row]));
  for (const [sourceId, decision] of judge.judge(candidates.map(toCandidate))) {
    for (const key of decision.gapKeys) {
      const of = made.get(key);
      const id = rows.get(sourceId)?.id;
      if (of === undefined || id === undefined) continue;
      const { verdict } = decision;
      const reasons = decision.verdict === 'accept' ? [] : [...decision.reasons];
      of.candidates.push({ id, verdict, reasons });
      if (decision.verdict !== 'accept') continue;
      of.chosen = id;
      of.verdict = 'accept';
      of.because = decision.because;
    }
  }
  return { decisions: [...made.values()] };
}

function toGap(row: GapRow): Gap {
  const identity = identify({ ...row, series: placesOfGap(row) });
  const [volume] = wholeVolumes(identity.positions);
  const [place] = identity.places;
  return {
    key: String(row.id),
    kind: 'interior',
    series: place?.name ?? null,
    position: volume ?? null,
    authors: row.authors,
    held: 1,
    because: 'It was asked for.',
  };
}
