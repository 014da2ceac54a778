import type {
  CandidateRow,
  CatalogueRow,
  DecisionsOutput,
  ExpectedDecision,
  ExpectedGap,
  GapRow,
  GapsOutput,
  LibraryRow,
} from '../../src/evaluation/formats.ts';
import { missedDecisions, scoreDecisions } from '../../src/evaluation/score-decisions.ts';
import { missedGaps, scoreGaps } from '../../src/evaluation/score-gaps.ts';

/** All files of one evaluation set. */
export interface EvaluationSet {
  readonly name: string;
  readonly library: readonly LibraryRow[];
  readonly catalogue: readonly CatalogueRow[];
  readonly expectedGaps: readonly ExpectedGap[];
  readonly gaps: readonly GapRow[];
  readonly candidates: readonly CandidateRow[];
  readonly expectedDecisions: readonly ExpectedDecision[];
}

/** What somebody answered. */
export interface Answer {
  readonly who: string;
  readonly gaps: GapsOutput;
  readonly decisions: DecisionsOutput;
}

const percent = (rate: number | null): string =>
  rate === null ? '–' : `${(rate * 100).toFixed(2)} %`;

/** One line for everybody who answered. */
export function comparison(set: EvaluationSet, answers: readonly Answer[]): string {
  const rows = answers.map(({ who, gaps, decisions }) => {
    const ofGaps = scoreGaps(gaps, set.expectedGaps);
    const of = scoreDecisions(decisions, set.expectedDecisions);
    return [
      who,
      percent(ofGaps.precision),
      percent(ofGaps.recall),
      percent(of.fillRate),
      percent(of.wrongChoiceRate),
      percent(of.wrongRecordingRate),
      percent(of.abstentionRate),
    ];
  });
  const head = [
    '',
    'gap precision',
    'recall',
    'filled',
    'wrong choice',
    'wrong recording',
    'asked',
  ];
  const sizes =
    `${String(set.expectedGaps.length)} works, ${String(set.expectedDecisions.length)} gaps, ` +
    `${String(set.candidates.length)} candidates`;
  return `${set.name}: ${sizes}\n${table([head, ...rows])}`;
}

/** One line for each bucket of one answer. */
export function bucketTables(set: EvaluationSet, { gaps, decisions }: Answer): string {
  const ofGaps = scoreGaps(gaps, set.expectedGaps).buckets;
  const of = scoreDecisions(decisions, set.expectedDecisions).buckets;
  const gapRows = Object.entries(ofGaps).map(([name, one]) =>
    [name, one.expected, one.named, one.right, one.setAside, one.setAsideRight].map(String),
  );
  const decisionRows = Object.entries(of).map(([name, one]) =>
    [name, one.gaps, one.fillable, one.filled, one.wrong, one.wrongRecording, one.asked].map(
      String,
    ),
  );
  return [
    table([['gaps', 'expected', 'named', 'right', 'to set aside', 'set aside'], ...gapRows]),
    table([
      ['decisions', 'gaps', 'fillable', 'filled', 'wrong', 'wrong recording', 'asked'],
      ...decisionRows,
    ]),
  ].join('\n\n');
}

/** What came out wrong, with what is known of each. */
export function missTable(set: EvaluationSet, { gaps, decisions }: Answer): string {
  const works = new Map(set.catalogue.map((row) => [String(row.id), row]));
  const wanted = new Map(set.gaps.map((row) => [String(row.id), row]));
  const offered = new Map(set.candidates.map((row) => [String(row.id), row]));
  const lines: string[] = [`${set.name}: gaps`];
  for (const miss of missedGaps(gaps, set.expectedGaps)) {
    const row = works.get(miss.work);
    const because = gaps.gaps.find(({ work }) => String(work) === miss.work)?.because ?? '';
    lines.push(
      `[${miss.bucket}] ${miss.fault} (expected ${miss.expected}): ${JSON.stringify(row)}`,
    );
    if (because !== '') lines.push(`    because: ${because}`);
  }
  lines.push('', `${set.name}: decisions`);
  for (const { expected, made, result } of missedDecisions(decisions, set.expectedDecisions)) {
    lines.push(
      `[${expected.bucket ?? ''}] ${result} (expected ${expected.expected})`,
      `    gap: ${JSON.stringify(wanted.get(String(expected.gap)))}`,
    );
    const shown = new Set([...expected.right, ...(made?.chosen == null ? [] : [made.chosen])]);
    for (const id of shown) {
      const judged = made?.candidates.find((one) => String(one.id) === String(id));
      const mark = made?.chosen === id ? 'chosen' : 'right';
      lines.push(`    ${mark}: ${JSON.stringify(offered.get(String(id)))}`);
      lines.push(`        ${judged === undefined ? 'not judged' : JSON.stringify(judged)}`);
    }
    if (made !== null) lines.push(`    because: ${made.because}`);
  }
  return lines.join('\n');
}

function table([head = [], ...rows]: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
