import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  budgetOf,
  costsNoRatio,
  type BudgetInput,
  type OwnTorrent,
} from '../../src/domain/budget.ts';
import type { Decision } from '../../src/domain/decision.ts';
import { applyLimits, NO_SLOT, type Limits } from '../../src/domain/limits.ts';
import { makeCandidate, reasonsOf } from './make.ts';

const GB = 1_000_000_000;
const own = (parts: Partial<OwnTorrent> = {}): OwnTorrent => ({
  sizeBytes: GB,
  vip: false,
  freeleech: false,
  ...parts,
});

const ACCOUNT = {
  userClass: 'User',
  ratio: 2,
  uploadedBytes: 20 * GB,
  downloadedBytes: 10 * GB,
  unsatisfied: 3,
};

function budget(account: Partial<BudgetInput['account']>, rest: Partial<BudgetInput> = {}) {
  return budgetOf({ account: { ...ACCOUNT, ...account }, own: [], ratioFloor: 1, ...rest });
}

/** What is left of bytes. */
const BYTES: readonly (readonly [string, ReturnType<typeof budget>, number | null])[] = [
  ['at a floor of 1, what was uploaded and not downloaded', budget({}), 10 * GB],
  ['at a floor of 2, nothing', budget({}, { ratioFloor: 2 }), 0],
  ['at a floor of 0, no limit', budget({}, { ratioFloor: 0 }), null],
  ['below the floor, nothing rather than less', budget({ uploadedBytes: 5 * GB }), 0],
  ['our own torrents are taken off', budget({}, { own: [own(), own()] }), 8 * GB],
  ['but not those that were free', budget({}, { own: [own({ freeleech: true })] }), 10 * GB],
  [
    'nor, for a VIP, those for VIPs',
    budget({ userClass: 'VIP' }, { own: [own({ vip: true })] }),
    10 * GB,
  ],
  ['which cost others their size', budget({}, { own: [own({ vip: true })] }), 9 * GB],
  ['an account that downloaded nothing', budget({ ratio: Infinity, downloadedBytes: 0 }), 20 * GB],
  ['without amounts, a good ratio says nothing', budget({ uploadedBytes: null }), null],
  ['without amounts, a bad ratio says: nothing', budget({ uploadedBytes: null, ratio: 0.9 }), 0],
  [
    'a page of an older version has no amounts',
    budgetOf({ account: { userClass: null, ratio: null, unsatisfied: 0 }, own: [], ratioFloor: 1 }),
    null,
  ],
];

describe('bytes that may be fetched', () => {
  for (const [what, { bytesLeft }, expected] of BYTES) {
    test(what, () => assert.equal(bytesLeft, expected));
  }
});

/** Class, unsatisfied, our own on top, and how many are left. */
const UNSATISFIED: readonly (readonly [string | null, number, number, number | null])[] = [
  ['User', 3, 0, 47],
  ['user', 48, 1, 1],
  ['User', 49, 4, 0],
  ['Power User', 3, 0, 97],
  ['VIP', 150, 0, 0],
  ['Elite VIP', 150, 10, 40],
  ['Keeper of the Cheese', 3, 0, null],
  [null, 3, 0, null],
];

describe('torrents that may be unsatisfied', () => {
  for (const [userClass, unsatisfied, ours, left] of UNSATISFIED) {
    test(`${userClass}, ${unsatisfied} and ${ours} of our own: ${left}`, () => {
      const more = { own: Array.from({ length: ours }, () => own({ freeleech: true })) };
      assert.equal(budget({ userClass, unsatisfied }, more).unsatisfiedLeft, left);
    });
  }
});

test('a torrent for VIPs is free for those alone of whom it is known', () => {
  for (const [userClass, isFree] of [
    ['VIP', true],
    ['Elite VIP', true],
    ['User', false],
    ['Mouse', false],
    [null, false],
    ['', false],
  ] as const) {
    assert.equal(costsNoRatio({ vip: true, freeleech: false }, userClass), isFree, `${userClass}`);
    assert.equal(costsNoRatio({ vip: false, freeleech: true }, userClass), true);
  }
});

const ACCEPT: Decision = { verdict: 'accept', gapKeys: ['g'], because: 'It fits.' };

function serve(candidates: readonly Partial<OwnTorrent>[], limits: Partial<Limits>) {
  const accepted = candidates.map((parts, index) => ({
    candidate: makeCandidate({ sourceId: `${index + 1}`, ...own(parts) }),
    decision: ACCEPT,
  }));
  return applyLimits(accepted, { slotsLeft: 10, ...limits });
}

test('what has no slot left says what the run does with its slots', () => {
  const got = (act: Limits['act']) => {
    const [one] = serve([{}], { slotsLeft: 0, ...(act === undefined ? {} : { act }) }).beyond;
    return one?.decision.verdict === 'defer' ? one.decision.reasons[0].got : null;
  };
  assert.deepEqual(
    [undefined, 'queue', 'propose', 'look'].map((act) => got(act as Limits['act'])),
    [NO_SLOT.queue, NO_SLOT.queue, NO_SLOT.propose, NO_SLOT.look],
  );
});

/** Sizes (or more) in their order, limits, who goes, and why the others wait. */
const LIMITS: readonly (readonly [
  string,
  readonly Partial<OwnTorrent>[],
  Partial<Limits>,
  readonly string[],
  readonly (readonly [string, readonly string[]])[],
])[] = [
  ['no limit', [{}, {}], {}, ['1', '2'], []],
  ['one slot', [{}, {}], { slotsLeft: 1 }, ['1'], [['2', ['run-cap']]]],
  ['no slot, or less', [{}], { slotsLeft: -1 }, [], [['1', ['run-cap']]]],
  [
    'bytes for two',
    [{}, {}, {}],
    { budget: { bytesLeft: 2.5 * GB, unsatisfiedLeft: null } },
    ['1', '2'],
    [['3', ['ratio-budget']]],
  ],
  [
    'a smaller one fits behind one that did not',
    [{ sizeBytes: 2 * GB }, {}],
    { budget: { bytesLeft: GB, unsatisfiedLeft: null } },
    ['2'],
    [['1', ['ratio-budget']]],
  ],
  [
    'what is free costs no bytes, and a place among the unsatisfied',
    [{ freeleech: true }, { freeleech: true }],
    { budget: { bytesLeft: 0, unsatisfiedLeft: 1 } },
    ['1'],
    [['2', ['unsatisfied-budget']]],
  ],
  [
    'what is for VIPs is free for one',
    [{ vip: true }],
    { budget: { bytesLeft: 0, unsatisfiedLeft: null }, account: { userClass: 'VIP' } },
    ['1'],
    [],
  ],
  [
    'every limit is named',
    [{}],
    { slotsLeft: 0, budget: { bytesLeft: 0, unsatisfiedLeft: 0 } },
    [],
    [['1', ['run-cap', 'ratio-budget', 'unsatisfied-budget']]],
  ],
];

describe('acceptances one after another', () => {
  for (const [what, candidates, limits, within, beyond] of LIMITS) {
    test(what, () => {
      const served = serve(candidates, limits);
      assert.deepEqual(
        served.within.map(({ candidate }) => candidate.sourceId),
        within,
      );
      assert.deepEqual(
        served.beyond.map(({ candidate, decision }) => [candidate.sourceId, reasonsOf(decision)]),
        beyond,
      );
      for (const { decision } of served.beyond) assert.equal(decision.verdict, 'defer');
    });
  }

  test('what was not accepted takes nothing', () => {
    const refused: Decision = {
      verdict: 'ask',
      gapKeys: [],
      reasons: [{ name: 'doubtful', got: '', want: '' }],
      nearMiss: false,
    };
    const given = [{ candidate: makeCandidate(), decision: refused }];
    assert.equal(applyLimits(given, { slotsLeft: 0 }).within.length, 1);
  });
});
