import { fileURLToPath } from 'node:url';
import { readFileRows } from '../../src/evaluation/files.ts';
import {
  CandidateRow,
  CatalogueRow,
  ExpectedDecision,
  ExpectedGap,
  GapRow,
  LibraryRow,
} from '../../src/evaluation/formats.ts';
import type { EvaluationSet } from './report.ts';

/** The day on which the sets' preorders are not out yet. */
export const TODAY = '2026-10-01';

/**
 * The sets: drawn, drawn in disorder, written by hand, drawn as real libraries and shops write,
 * held out once, written as whole shelves by people who did not know the judge, and drawn from
 * other series that nobody tunes on.
 */
export const SETS = [
  'public',
  'rough',
  'hard',
  'wild',
  'former',
  'shelf',
  'tags',
  'mixed',
  'second',
  'heldout',
] as const;

export type SetName = (typeof SETS)[number];

/** Reads one of the sets in eval/. */
export async function readSet(name: SetName): Promise<EvaluationSet> {
  const path = (file: string): string =>
    fileURLToPath(new URL(`../../eval/${name}/${file}.json`, import.meta.url));
  return {
    name,
    library: await readFileRows(path('library'), LibraryRow),
    catalogue: await readFileRows(path('catalogue'), CatalogueRow),
    expectedGaps: await readFileRows(path('expected-gaps'), ExpectedGap),
    gaps: await readFileRows(path('gaps'), GapRow),
    candidates: await readFileRows(path('candidates'), CandidateRow),
    expectedDecisions: await readFileRows(path('expected-decisions'), ExpectedDecision),
  };
}
