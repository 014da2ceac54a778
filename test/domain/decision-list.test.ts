import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { ReasonName } from '../../src/domain/decision.ts';
import { checkSums } from '../../src/domain/report-check.ts';
import { renderMarkdown } from '../../src/domain/report-markdown.ts';
import type { DecidedCandidate, RunReport } from '../../src/domain/report.ts';
import { DecisionList, type ListRoom } from '../../src/domain/reporting/decision-list.ts';
import { makeReport } from './make-report.ts';

const small = makeReport();
const [torrent] = small.queued;
const term = firstTerm();
const author = { title: 'A tale', authors: ['Ann'], term: term.text };

function firstTerm() {
  const [first] = small.terms;
  if (first === undefined) throw new Error('the report has no term');
  return first;
}

function accepted(): DecidedCandidate {
  const [key = '', ...rest] = torrent?.gapKeys ?? [];
  const gapKeys = [key, ...rest] as const;
  const decision = { verdict: 'accept', gapKeys, because: 'Chosen.' } as const;
  return { ...author, sourceId: torrent?.sourceId ?? '', decision };
}

function refused(sourceId: string, name: ReasonName, nearMiss = false): DecidedCandidate {
  const reasons = [{ name, got: 'this', want: 'that' }] as const;
  return {
    ...author,
    sourceId,
    decision: { verdict: 'refuse', gapKeys: [], reasons, nearMiss },
  };
}

function asked(sourceId: string): DecidedCandidate {
  const reasons = [{ name: 'doubtful', got: 'this', want: 'that' }] as const;
  return {
    ...author,
    sourceId,
    decision: { verdict: 'ask', gapKeys: [], reasons, nearMiss: false },
  };
}

/** A report of refusals of another series and near misses, by turns, and one acceptance at the end. */
function reportOf(pairs: number, room?: ListRoom): RunReport {
  const list = new DecisionList(room);
  for (let n = 0; n < pairs; n += 1) {
    list.add(refused(`far-${n}`, 'wrong-series'));
    list.add(refused(`near-${n}`, 'abridged', true));
  }
  list.add(accepted());
  return { ...small, ...list.parts(), terms: [{ ...term, candidates: 2 * pairs + 1 }] };
}

const cut = reportOf(50, { most: 20, mostTelling: 40 });

describe('the decisions of a large run', () => {
  test('are listed whole while there is room', () => {
    const report = reportOf(50);
    assert.equal(report.decisions.length, 101);
    assert.equal(report.decisionsLeftOut, 0);
    assert.deepEqual(checkSums(report), []);
    assert.match(renderMarkdown(report), /with each candidate's decision, is in the JSON file/);
  });

  test('beyond it are counted: first those of other works, then near misses, acceptances never', () => {
    assert.equal(cut.decisions.filter((one) => one.sourceId.startsWith('far')).length, 10);
    assert.equal(cut.nearMisses.length, 30);
    assert.equal(cut.decisions.at(-1)?.verdict, 'accept');
    assert.equal(cut.decisionsLeftOut, 60);
    assert.deepEqual(cut.candidates, {
      seen: 101,
      accepted: 1,
      deferred: 0,
      refused: 100,
      asked: 0,
    });
    assert.deepEqual(cut.refusedByReason, { 'wrong-series': 50, abridged: 50 });
    assert.deepEqual(checkSums(cut), []);
  });

  test('ask a person: they are counted on their own, and listed after refusals are not any more', () => {
    const list = new DecisionList({ most: 1, mostTelling: 3 });
    list.add(refused('first', 'wrong-series'));
    list.add(refused('second', 'wrong-series'));
    for (const id of ['one', 'two', 'three']) list.add(asked(id));
    const { candidates, decisions, toReview, refusedByReason } = list.parts();
    assert.deepEqual(candidates, { seen: 5, accepted: 0, deferred: 0, refused: 2, asked: 3 });
    assert.deepEqual(
      toReview.map(({ sourceId }) => sourceId),
      ['one', 'two'],
    );
    assert.equal(decisions.length, 3);
    assert.deepEqual(refusedByReason, { 'wrong-series': 2 });
    const terms = [{ ...term, candidates: 6 }];
    list.add(accepted());
    assert.deepEqual(checkSums({ ...small, ...list.parts(), terms }), []);
  });

  test('left out are spoken of', () => {
    const text = renderMarkdown(cut);
    assert.match(text, /101 seen: 1 accepted, 0 deferred, 100 refused/);
    assert.match(text, /too many candidates to list each: 60 candidates are counted above/);
  });

  test('never outgrow what a database holds', () => {
    const report = reportOf(60_000);
    assert.equal(report.decisions.length, 50_001);
    assert.equal(report.candidates.seen, 120_001);
    assert.ok(JSON.stringify(report).length < 32_000_000);
  });

  const faults: readonly (readonly [string, Partial<RunReport>, RegExp])[] = [
    ['too few left out', { decisionsLeftOut: 59 }, /101 candidates seen, but 41 listed and 59/],
    ['too many left out', { decisionsLeftOut: 61 }, /61 decisions left out, but 60 by the terms/],
    [
      'a count below the list',
      { candidates: { ...cut.candidates, refused: 39, deferred: 61 } },
      /candidates refused: 39 told, 40 counted/,
    ],
    [
      'an acceptance left out',
      { candidates: { ...cut.candidates, accepted: 2, refused: 99 } },
      /candidates accepted: 2 told, 1 counted/,
    ],
    [
      'refusals left out without a reason',
      { refusedByReason: { 'wrong-series': 50, abridged: 49 } },
      /60 refusals left out, but only 59 reasons/,
    ],
    ['a term that hides some', { terms: [{ ...term, candidates: 100 }] }, /but 59 by the terms/],
  ];
  for (const [what, parts, said] of faults) {
    test(`are caught with ${what}`, () => {
      assert.match(checkSums({ ...cut, ...parts }).join('\n'), said);
    });
  }
});
