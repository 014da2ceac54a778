import { readFile } from 'node:fs/promises';
import type { z } from 'zod';
import {
  CandidateRow,
  CatalogueRow,
  ExpectedDecision,
  ExpectedGap,
  GapRow,
  LibraryRow,
  type DecisionsOutput,
  type GapsOutput,
} from './formats.ts';
import type { Policy } from '../domain/policy.ts';
import { readPolicy } from './policy.ts';
import { FormatError, readRows } from './read-rows.ts';
import { evaluateDecisions, evaluateGaps } from './run.ts';
import { scoreDecisions, type ScoredDecisions } from './score-decisions.ts';
import { scoreGaps, type ScoredGaps } from './score-gaps.ts';

/** Paths of the files, and the day that counts as today. */
export interface GapFiles {
  readonly library: string;
  readonly catalogue: string;
  readonly expected?: string;
  /** `2026-10-01`. */
  readonly today: string;
}

/** Paths of the files. */
export interface DecisionFiles {
  readonly gaps: string;
  readonly candidates: string;
  readonly policy?: string;
  readonly expected?: string;
}

/**
 * Finds the gaps of a library's file, and scores them when told what is right.
 *
 * @throws {FormatError} for a file that is not there, or not what its format says.
 */
export async function evaluateGapFiles(
  files: GapFiles,
): Promise<GapsOutput & { score?: ScoredGaps }> {
  refuseNoDay(files.today);
  const library = await readFileRows(files.library, LibraryRow);
  const catalogue = await readFileRows(files.catalogue, CatalogueRow);
  const output = evaluateGaps(library, catalogue, { today: files.today });
  if (files.expected === undefined) return output;
  const expected = await readFileRows(files.expected, ExpectedGap);
  return { ...output, score: scoreGaps(output, expected) };
}

/**
 * Decides on a file of candidates, and scores it when told what is right.
 *
 * @throws {FormatError} for a file that is not there, or not what its format says.
 */
export async function evaluateDecisionFiles(
  files: DecisionFiles,
): Promise<DecisionsOutput & { score?: ScoredDecisions }> {
  const gaps = await readFileRows(files.gaps, GapRow);
  const candidates = await readFileRows(files.candidates, CandidateRow);
  const policy = await readFilePolicy(files.policy);
  const output = evaluateDecisions(gaps, candidates, policy);
  if (files.expected === undefined) return output;
  const expected = await readFileRows(files.expected, ExpectedDecision);
  return { ...output, score: scoreDecisions(output, expected) };
}

async function readFilePolicy(path: string | undefined): Promise<Policy> {
  if (path === undefined) return readPolicy('the defaults', '{}');
  return readPolicy(path, await readText(path));
}

/** Reads the rows of a file. @throws {FormatError} */
export async function readFileRows<T>(path: string, row: z.ZodType<T>): Promise<readonly T[]> {
  return readRows(path, await readText(path), row);
}

async function readText(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new FormatError(path, [`can't be read (${why})`]);
  }
}

/** With another text for a day nothing would be upcoming, without a word. */
function refuseNoDay(today: string): void {
  const isDay = /^\d{4}-\d{2}-\d{2}$/u.test(today) && !Number.isNaN(Date.parse(today));
  if (!isDay) throw new FormatError('--today', [`“${today}” is no day: write it as 2026-11-26`]);
}
