import type { DecisionsOutput, ExpectedDecision } from './formats.ts';
import { byBucket, rate } from './rates.ts';

type Made = DecisionsOutput['decisions'][number];

/** What became of one gap, held against what is right. */
export type GapResult =
  /** A right candidate was chosen. */
  | 'filled'
  /** A wrong one was: another work, or another recording. */
  | 'wrong-work'
  | 'wrong-recording'
  /** The choice is neither right nor wrong. */
  | 'tolerated'
  | 'asked'
  | 'none';

/** Numbers over gaps, never over pairs of a gap and a candidate. */
export interface DecisionsScore {
  readonly gaps: number;
  /** Gaps that some candidate fills. */
  readonly fillable: number;
  readonly filled: number;
  /** Filled, of the fillable. */
  readonly fillRate: number | null;
  readonly wrong: number;
  /** Gaps for which a wrong torrent was chosen, of all gaps. */
  readonly wrongChoiceRate: number | null;
  readonly wrongRecording: number;
  /** Gaps for which a wrong recording of the right work was chosen, of all gaps. */
  readonly wrongRecordingRate: number | null;
  readonly asked: number;
  /** Gaps with a question, of all gaps. */
  readonly abstentionRate: number | null;
  /** Fillable gaps with a question. */
  readonly askedThoughFillable: number;
  /** Fillable gaps left empty. */
  readonly missed: number;
}

/** The score as a whole, and for each bucket. */
export interface ScoredDecisions extends DecisionsScore {
  readonly buckets: Readonly<Record<string, DecisionsScore>>;
}

/** A gap that did not come out right. */
export interface DecisionMiss {
  readonly expected: ExpectedDecision;
  readonly made: Made | null;
  readonly result: GapResult;
}

/** Holds decisions against what is right; a gap without a decision counts as left empty. */
export function scoreDecisions(
  output: DecisionsOutput,
  expected: readonly ExpectedDecision[],
): ScoredDecisions {
  const made = madeByGap(output);
  const buckets: Record<string, DecisionsScore> = {};
  for (const [name, rows] of byBucket(expected)) buckets[name] = scoreRows(rows, made);
  return { ...scoreRows(expected, made), buckets };
}

/** The gaps that were filled wrongly, or not though they could be. */
export function missedDecisions(
  output: DecisionsOutput,
  expected: readonly ExpectedDecision[],
): readonly DecisionMiss[] {
  const made = madeByGap(output);
  const misses: DecisionMiss[] = [];
  for (const row of expected) {
    const decision = made.get(String(row.gap)) ?? null;
    const result = resultOf(row, decision);
    const isWrong = result === 'wrong-work' || result === 'wrong-recording';
    const isLeft = row.expected === 'accept' && (result === 'asked' || result === 'none');
    if (isWrong || isLeft) misses.push({ expected: row, made: decision, result });
  }
  return misses;
}

function madeByGap(output: DecisionsOutput): ReadonlyMap<string, Made> {
  return new Map(output.decisions.map((made) => [String(made.gap), made]));
}

function scoreRows(
  rows: readonly ExpectedDecision[],
  made: ReadonlyMap<string, Made>,
): DecisionsScore {
  const counts: Record<GapResult, number> = {
    filled: 0,
    'wrong-work': 0,
    'wrong-recording': 0,
    tolerated: 0,
    asked: 0,
    none: 0,
  };
  let fillable = 0;
  let filled = 0;
  let askedThoughFillable = 0;
  let missed = 0;
  for (const row of rows) {
    const result = resultOf(row, made.get(String(row.gap)) ?? null);
    counts[result] += 1;
    if (row.expected !== 'accept') continue;
    fillable += 1;
    if (result === 'filled') filled += 1;
    if (result === 'asked') askedThoughFillable += 1;
    if (result === 'none') missed += 1;
  }
  const gaps = rows.length;
  const wrong = counts['wrong-work'] + counts['wrong-recording'];
  return {
    gaps,
    fillable,
    filled,
    fillRate: rate(filled, fillable),
    wrong,
    wrongChoiceRate: rate(wrong, gaps),
    wrongRecording: counts['wrong-recording'],
    wrongRecordingRate: rate(counts['wrong-recording'], gaps),
    asked: counts.asked,
    abstentionRate: rate(counts.asked, gaps),
    askedThoughFillable,
    missed,
  };
}

function resultOf(row: ExpectedDecision, made: Made | null): GapResult {
  if (made === null || made.verdict === 'none') return 'none';
  if (made.verdict === 'ask') return 'asked';
  const chosen = String(made.chosen);
  const isIn = (ids: readonly (string | number)[] | null | undefined): boolean =>
    (ids ?? []).some((id) => String(id) === chosen);
  if (isIn(row.right)) return 'filled';
  if (isIn(row.tolerated)) return 'tolerated';
  return isIn(row.wrongRecording) ? 'wrong-recording' : 'wrong-work';
}
