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
import { type Kind, misplacedWords, wantedWords } from './kinds.ts';
import { checkRows, FormatError, KindError, parseJson, readRows } from './read-rows.ts';
import { evaluateDecisions, evaluateGaps } from './run.ts';
import { scoreDecisions, type ScoredDecisions } from './score-decisions.ts';
import { scoreGaps, type ScoredGaps } from './score-gaps.ts';

/** Told what is odd about a file that can be read all the same. */
type Warn = (words: string) => void;

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
  warn: Warn,
): Promise<GapsOutput & { score?: ScoredGaps }> {
  refuseNoDay(files.today);
  const read = readerOf(warn);
  const library = await read('library', files.library, LibraryRow);
  const catalogue = await read('catalogue', files.catalogue, CatalogueRow);
  const output = evaluateGaps(library, catalogue, { today: files.today });
  if (files.expected === undefined) return output;
  const expected = await read('expected-gaps', files.expected, ExpectedGap);
  return { ...output, score: scoreGaps(output, expected) };
}

/**
 * Decides on a file of candidates, and scores it when told what is right.
 *
 * @throws {FormatError} for a file that is not there, or not what its format says.
 */
export async function evaluateDecisionFiles(
  files: DecisionFiles,
  warn: Warn,
): Promise<DecisionsOutput & { score?: ScoredDecisions }> {
  const read = readerOf(warn);
  const gaps = await read('gaps', files.gaps, GapRow);
  const candidates = await read('candidates', files.candidates, CandidateRow);
  const policy = await readFilePolicy(files.policy);
  const output = evaluateDecisions(gaps, candidates, policy);
  if (files.expected === undefined) return output;
  const expected = await read('expected-decisions', files.expected, ExpectedDecision);
  return { ...output, score: scoreDecisions(output, expected) };
}

/** Reads files of one kind each; one that is of another kind is told so, by its fields. */
function readerOf(warn: Warn) {
  return async <T>(kind: Kind, path: string, row: z.ZodType<T>): Promise<readonly T[]> => {
    const text = await readText(path);
    let value: unknown;
    try {
      value = parseJson(path, text);
      const rows = checkRows(path, value, row);
      const odd = misplacedWords(path, kind, value);
      if (odd !== null) warn(odd);
      return rows;
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
      throw new KindError(error, wantedWords(kind, value));
    }
  };
}

async function readFilePolicy(path: string | undefined): Promise<Policy> {
  if (path === undefined) return readPolicy('the defaults', '{}');
  const text = await readText(path);
  try {
    return readPolicy(path, text);
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    throw new KindError(error, 'Wanted: a policy, as policy.example.yaml shows.');
  }
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
