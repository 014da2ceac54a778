import type { ExpectedGap, GapsOutput } from './formats.ts';
import { byBucket, NO_BUCKET, rate } from './rates.ts';

/** Numbers over works of the catalogue. */
export interface GapsScore {
  /** Works that are gaps. */
  readonly expected: number;
  /** Works named as gaps; those that are a matter of taste left out. */
  readonly named: number;
  readonly right: number;
  /** Right, of those named. */
  readonly precision: number | null;
  /** Right, of those expected. */
  readonly recall: number | null;
  /** Works to be asked about or to be kept as upcoming, and how many were. */
  readonly setAside: number;
  readonly setAsideRight: number;
}

/** The score as a whole, and for each bucket. */
export interface ScoredGaps extends GapsScore {
  readonly buckets: Readonly<Record<string, GapsScore>>;
}

/** A work that was named and is no gap, or is one and was not named. */
export interface GapMiss {
  readonly work: string;
  readonly bucket: string;
  readonly fault: 'not-a-gap' | 'named-twice' | 'unlabelled' | 'not-found' | 'not-set-aside';
  readonly expected: string;
}

/** One expected row and how often it was named, as what. */
interface Held {
  readonly row: ExpectedGap;
  readonly bucket: string;
  readonly asGap: number;
  readonly asQuestion: boolean;
  readonly asUpcoming: boolean;
}

/**
 * Holds the gaps found against what is right. A work without an expectation counts as no gap; a
 * work named twice, under two of its rows, is right once.
 */
export function scoreGaps(output: GapsOutput, expected: readonly ExpectedGap[]): ScoredGaps {
  const held = holdAgainst(output, expected);
  const unlabelled = unlabelledWorks(output, expected).length;
  const buckets: Record<string, GapsScore> = {};
  for (const [name, rows] of byBucket(held)) {
    buckets[name] = scoreHeld(rows, name === NO_BUCKET ? unlabelled : 0);
  }
  return { ...scoreHeld(held, unlabelled), buckets };
}

/** What was named wrongly, and what was not named. */
export function missedGaps(
  output: GapsOutput,
  expected: readonly ExpectedGap[],
): readonly GapMiss[] {
  const misses: GapMiss[] = [];
  for (const one of holdAgainst(output, expected)) {
    const fault = faultOf(one);
    if (fault === null) continue;
    const { row, bucket } = one;
    misses.push({ work: String(row.work), bucket, fault, expected: row.expected });
  }
  for (const work of unlabelledWorks(output, expected)) {
    misses.push({ work, bucket: NO_BUCKET, fault: 'unlabelled', expected: 'none' });
  }
  return misses;
}

function faultOf(one: Held): GapMiss['fault'] | null {
  switch (one.row.expected) {
    case 'either':
      return null;
    case 'gap':
      if (one.asGap === 0) return 'not-found';
      return one.asGap > 1 ? 'named-twice' : null;
    case 'none':
      return one.asGap > 0 ? 'not-a-gap' : null;
    case 'upcoming':
      if (one.asGap > 0) return 'not-a-gap';
      return one.asUpcoming ? null : 'not-set-aside';
    case 'question':
      if (one.asGap > 0) return 'not-a-gap';
      return one.asQuestion ? null : 'not-set-aside';
    default:
      return one.row.expected satisfies never;
  }
}

function idsOf(row: ExpectedGap): readonly string[] {
  return [row.work, ...(row.also ?? [])].map(String);
}

function holdAgainst(output: GapsOutput, expected: readonly ExpectedGap[]): readonly Held[] {
  const gaps = new Set(output.gaps.map(({ work }) => String(work)));
  const questions = new Set(output.questions.map(({ work }) => String(work)));
  const upcoming = new Set(output.upcoming.map(({ work }) => String(work)));
  return expected.map((row) => {
    const ids = idsOf(row);
    return {
      row,
      bucket: row.bucket ?? NO_BUCKET,
      asGap: ids.filter((id) => gaps.has(id)).length,
      asQuestion: ids.some((id) => questions.has(id)),
      asUpcoming: ids.some((id) => upcoming.has(id)),
    };
  });
}

function unlabelledWorks(output: GapsOutput, expected: readonly ExpectedGap[]): readonly string[] {
  const labelled = new Set(expected.flatMap(idsOf));
  return output.gaps.map(({ work }) => String(work)).filter((work) => !labelled.has(work));
}

function scoreHeld(rows: readonly Held[], unlabelled: number): GapsScore {
  let expected = 0;
  let named = unlabelled;
  let right = 0;
  let setAside = 0;
  let setAsideRight = 0;
  for (const { row, asGap, asQuestion, asUpcoming } of rows) {
    if (row.expected === 'either') continue;
    named += asGap;
    if (row.expected === 'gap') {
      expected += 1;
      if (asGap > 0) right += 1;
    } else if (row.expected !== 'none') {
      setAside += 1;
      if (row.expected === 'upcoming' ? asUpcoming : asQuestion) setAsideRight += 1;
    }
  }
  return {
    expected,
    named,
    right,
    precision: rate(right, named),
    recall: rate(right, expected),
    setAside,
    setAsideRight,
  };
}
