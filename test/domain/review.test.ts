import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Candidate } from '../../src/domain/candidate.ts';
import { findGaps } from '../../src/domain/gaps.ts';
import { applyCap, openCourt } from '../../src/domain/judge.ts';
import { checkSums } from '../../src/domain/report-check.ts';
import { renderMarkdown } from '../../src/domain/report-markdown.ts';
import { deriveParts, reportDecision } from '../../src/domain/report.ts';
import { outcomeSentence } from '../../src/domain/sentences.ts';
import { settleGap } from '../../src/domain/settle.ts';
import { makeReport } from './make-report.ts';
import { at, makeCandidate, makeItem, makeKnownGap, makeLedger, makeSeries } from './make.ts';

const GAP = makeKnownGap();

function judgeAll(candidates: readonly Candidate[], gaps = [GAP]) {
  return openCourt({ gaps, items: [] })
    .withCircumstances({ ledger: makeLedger(), account: { userClass: null }, policy: {} })
    .judge(candidates);
}

const OTHER_READER = makeCandidate({ sourceId: '7', narrators: ['Ann Reader'] });

test('what is asked about takes no slot of the run', () => {
  const decision = judgeAll([OTHER_READER]).get('7');
  assert.equal(decision?.verdict, 'ask');
  assert.equal(applyCap([{ decision }], 0).within.length, 1);
});

test('a gap for which only a question is left waits for a review, and says which', () => {
  const decision = judgeAll([OTHER_READER]).get('7');
  assert.ok(decision !== undefined);
  const terms = [{ label: 'Mistborn', status: 'done', failure: null }] as const;
  const { title, sourceId } = OTHER_READER;
  const settled = settleGap({
    gap: GAP,
    onItsWay: false,
    terms,
    decisions: [{ title, sourceId, decision }],
    acquisitions: [],
  });
  assert.deepEqual(settled, { outcome: 'to-review', detail: title, sourceId: '7' });
  assert.match(outcomeSentence(settled.outcome), /waits for you to say/);
});

test('a report counts and shows what is asked about', () => {
  const decision = judgeAll([OTHER_READER]).get('7');
  const report = makeReport();
  const [gap] = report.gaps;
  assert.ok(decision !== undefined && decision.verdict === 'ask' && gap !== undefined);
  const { title, authors, sourceId } = OTHER_READER;
  const asked = { title, authors, sourceId, term: 'Brandon Sanderson' };
  const decisions = [
    ...report.decisions,
    reportDecision({ ...asked, decision: { ...decision, gapKeys: [gap.gap.key] } }),
  ];
  const terms = report.terms.map((term) => ({
    ...term,
    candidates: decisions.filter((one) => one.term === term.text).length,
  }));
  const whole = { ...report, decisions, terms, ...deriveParts(decisions) };
  assert.deepEqual(checkSums(whole), []);
  assert.equal(whole.candidates.asked, 1);
  const text = renderMarkdown(whole);
  assert.match(text, /## For you to review/);
  assert.match(text, /1 to review/);
  assert.deepEqual(checkSums({ ...whole, toReview: [] }), [
    'what waits for a review is not what the decisions ask about',
  ]);
});

test('a pack fills all known works that it holds, and none that would make it fetched again', () => {
  const gaps = ['3', '4', '5'].map((n) =>
    makeKnownGap({ title: `Tale ${n}`, series: at('Mistborn', n) }, { key: `g${n}` }),
  );
  const pack = makeCandidate({ title: 'Mistborn', series: at('Mistborn', '3-5') });
  const decision = judgeAll([pack], gaps).get('1000');
  assert.deepEqual(decision?.gapKeys, ['g3', 'g4', 'g5']);
  const items = ['3', '4'].map((n) =>
    makeItem({ id: n, title: `Tale ${n}`, series: at('Mistborn', n) }),
  );
  const again = openCourt({ gaps: gaps.slice(2), items })
    .withCircumstances({ ledger: makeLedger(), account: { userClass: null }, policy: {} })
    .judge([pack])
    .get('1000');
  assert.deepEqual(
    again?.verdict !== 'accept' && again?.reasons.map(({ name, got }) => [name, got]),
    [['pack-repeats-owned', '3-5: 1 new, 2 repeated (about 467 of 700 MB fetched again)']],
  );
});

test('gaps with and without a known work are filled side by side', () => {
  const gaps = [...findGaps(makeSeries('Elantris', ['1']), { authorMinItems: 10 }).gaps, GAP];
  const decisions = judgeAll(
    [
      makeCandidate(),
      makeCandidate({ sourceId: '2', title: 'Elantris 2', series: at('Elantris', '2') }),
    ],
    gaps,
  );
  assert.deepEqual(decisions.get('1000')?.gapKeys, ['gap']);
  assert.deepEqual(decisions.get('2')?.gapKeys, ['series:elantris:brandon sanderson:2']);
});
