import assert from 'node:assert/strict';
import { test } from 'node:test';
import type {
  DecisionsOutput,
  ExpectedDecision,
  ExpectedGap,
  GapsOutput,
} from '../../src/evaluation/formats.ts';
import { missedDecisions, scoreDecisions } from '../../src/evaluation/score-decisions.ts';
import { missedGaps, scoreGaps } from '../../src/evaluation/score-gaps.ts';

function decided(...made: readonly (readonly [string, string | null])[]): DecisionsOutput {
  return {
    decisions: made.map(([gap, what]) => ({
      gap,
      chosen: what === 'ask' ? null : what,
      verdict: what === 'ask' ? 'ask' : what === null ? 'none' : 'accept',
      because: '',
      candidates: [],
    })),
  };
}

const FILLABLE: ExpectedDecision = {
  gap: 'g',
  expected: 'accept',
  right: ['r1', 'r2'],
  tolerated: ['t'],
  wrongRecording: ['w'],
};

/** What was decided, and: filled, wrong, wrong recording, asked, missed. */
const OUTCOMES: readonly (readonly [string | null, readonly number[]])[] = [
  ['r2', [1, 0, 0, 0, 0]],
  ['other', [0, 1, 0, 0, 0]],
  ['w', [0, 1, 1, 0, 0]],
  ['t', [0, 0, 0, 0, 0]],
  ['ask', [0, 0, 0, 1, 0]],
  [null, [0, 0, 0, 0, 1]],
];

for (const [what, numbers] of OUTCOMES) {
  test(`a fillable gap with ${what ?? 'nothing'} chosen counts as it should`, () => {
    const score = scoreDecisions(decided(['g', what]), [FILLABLE]);
    const { filled, wrong, wrongRecording, asked, missed } = score;
    assert.deepEqual([filled, wrong, wrongRecording, asked, missed], numbers);
    assert.equal(score.fillable, 1);
  });
}

test('a gap without a decision is one that was missed', () => {
  assert.equal(scoreDecisions({ decisions: [] }, [FILLABLE]).missed, 1);
});

test('where an expert would ask, asking is no miss and a wrong choice is one', () => {
  const row: ExpectedDecision = { gap: 'g', expected: 'ask', right: [], wrongRecording: ['w'] };
  assert.deepEqual(missedDecisions(decided(['g', 'ask']), [row]), []);
  assert.deepEqual(missedDecisions(decided(['g', null]), [row]), []);
  assert.equal(missedDecisions(decided(['g', 'w']), [row])[0]?.result, 'wrong-recording');
  assert.equal(scoreDecisions(decided(['g', 'ask']), [row]).fillRate, null);
});

test('rates are of gaps, and buckets have their own', () => {
  const rows: readonly ExpectedDecision[] = [
    { gap: 1, expected: 'accept', right: ['a'], bucket: 'x' },
    { gap: 2, expected: 'accept', right: ['b'], bucket: 'x' },
    { gap: 3, expected: 'none', right: [], bucket: 'y' },
    { gap: 4, expected: 'none', right: [] },
  ];
  const score = scoreDecisions(decided(['1', 'a'], ['2', 'ask'], ['3', 'c']), rows);
  assert.equal(score.fillRate, 0.5);
  assert.equal(score.wrongChoiceRate, 0.25);
  assert.equal(score.abstentionRate, 0.25);
  assert.deepEqual(Object.keys(score.buckets), ['other', 'x', 'y']);
  assert.equal(score.buckets['y']?.wrongChoiceRate, 1);
  assert.equal(score.buckets['x']?.wrongChoiceRate, 0);
});

const GAP = { kind: 'interior', series: null, position: null, because: '' };

function found(
  gaps: readonly string[],
  aside: { readonly questions?: readonly string[]; readonly upcoming?: readonly string[] } = {},
): GapsOutput {
  return {
    gaps: gaps.map((work) => ({ ...GAP, work })),
    questions: (aside.questions ?? []).map((work) => ({ ...GAP, work })),
    upcoming: (aside.upcoming ?? []).map((work) => ({ ...GAP, work, releaseDate: null })),
  };
}

const WORKS: readonly ExpectedGap[] = [
  { work: 'a', also: ['a2'], expected: 'gap', bucket: 'x' },
  { work: 'b', expected: 'gap', bucket: 'x' },
  { work: 'c', expected: 'none', bucket: 'y' },
  { work: 'd', expected: 'upcoming', bucket: 'y' },
  { work: 'e', expected: 'question', bucket: 'y' },
  { work: 'f', expected: 'either', bucket: 'y' },
];

/** Gaps named, and: named that count, right, precision, recall. */
const NAMED: readonly (readonly [readonly string[], readonly (number | null)[]])[] = [
  [[], [0, 0, null, 0]],
  [
    ['a', 'b'],
    [2, 2, 1, 1],
  ],
  [
    ['a2', 'b'],
    [2, 2, 1, 1],
  ],
  [
    ['a', 'a2', 'b'],
    [3, 2, 0.6667, 1],
  ],
  [
    ['a', 'c'],
    [2, 1, 0.5, 0.5],
  ],
  [
    ['a', 'b', 'd', 'e'],
    [4, 2, 0.5, 1],
  ],
  [
    ['a', 'b', 'f'],
    [2, 2, 1, 1],
  ],
  [
    ['a', 'nobody knows it'],
    [2, 1, 0.5, 0.5],
  ],
];

for (const [gaps, numbers] of NAMED) {
  test(`naming ${gaps.join(', ') || 'nothing'} is scored as it should be`, () => {
    const { named, right, precision, recall } = scoreGaps(found(gaps), WORKS);
    assert.deepEqual([named, right, precision, recall], numbers);
  });
}

test('what is set aside is counted by where it was put', () => {
  const score = scoreGaps(found(['a', 'b'], { questions: ['e'], upcoming: ['d'] }), WORKS);
  assert.deepEqual([score.setAside, score.setAsideRight], [2, 2]);
  assert.deepEqual(missedGaps(found(['a', 'b'], { questions: ['e'], upcoming: ['d'] }), WORKS), []);
  const faults = missedGaps(found(['a', 'c', 'g'], { questions: ['d'] }), WORKS);
  assert.deepEqual(
    faults.map(({ work, fault }) => `${work} ${fault}`),
    ['b not-found', 'c not-a-gap', 'd not-set-aside', 'e not-set-aside', 'g unlabelled'],
  );
});
