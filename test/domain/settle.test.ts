import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Decision, ReasonName } from '../../src/domain/decision.ts';
import type { ReviewStatus, ReviewWhy } from '../../src/domain/review.ts';
import { settleGap, type GapHistory } from '../../src/domain/settle.ts';
import { makeReport } from './make-report.ts';

const [reported] = makeReport().gaps;
if (reported === undefined) throw new Error('the report has no gap');
const { gap } = reported;

type Term = GapHistory['terms'][number];

const DONE: Term = { label: 'Mistborn', status: 'done', failure: null };
const CUT: Term = { ...DONE, cut: true, listed: 470, read: 50 };

function refusal(...names: readonly [ReasonName, ...ReasonName[]]): Decision {
  const [first, ...rest] = names.map((name) => ({ name, got: 'this', want: 'that' }));
  if (first === undefined) throw new Error('a refusal has a reason');
  return { verdict: 'refuse', gapKeys: [gap.key], reasons: [first, ...rest], nearMiss: false };
}

function settle(parts: Partial<GapHistory>) {
  return settleGap({
    gap,
    onItsWay: false,
    terms: [DONE],
    decisions: [],
    acquisitions: [],
    ...parts,
  });
}

const seen = (decision: Decision) => [{ title: 'A title', sourceId: '7', decision }];
const torrent = (status: string, failure: string | null = null) => [
  { title: 'A title', sourceId: '7', status, failure },
];

const review = (status: ReviewStatus, why: ReviewWhy = 'doubt') => [
  { id: '12', title: 'A title', sourceId: '7', why, status, note: 'a note' },
];
function doubt(): Decision {
  const reasons = [{ name: 'doubtful', got: 'this', want: 'that' }] as const;
  return { verdict: 'ask', gapKeys: [gap.key], reasons, nearMiss: false };
}
function acceptance(): Decision {
  return { verdict: 'accept', gapKeys: [gap.key], because: 'It fits.' };
}

/** What happened, the outcome of it, and what is said. */
const CASES: readonly (readonly [string, Partial<GapHistory>, string, RegExp])[] = [
  ['a torrent was queued', { acquisitions: torrent('queued') }, 'queued', /^A title$/],
  ['it was there', { acquisitions: torrent('already-there') }, 'already-queued', /^A title$/],
  ['an earlier run queued it', { onItsWay: true, terms: [] }, 'already-queued', /earlier run/],
  ['its torrent failed', { acquisitions: torrent('failed', 'gone') }, 'failed', /gone/],
  [
    'its torrent was removed again meanwhile',
    { acquisitions: torrent('removed', 'its owner has said so') },
    'failed',
    /^A title: its owner has said so/,
  ],
  ['its torrent was begun', { acquisitions: torrent('fetched') }, 'deferred', /goes on/],
  [
    'it is proposed, whatever else was seen',
    { reviews: review('open', 'proposed'), decisions: seen(refusal('abridged')) },
    'to-review',
    /^A title \(review 12\)$/,
  ],
  [
    'what is proposed waits since an earlier run',
    { reviews: review('open', 'proposed'), terms: [] },
    'to-review',
    /12/,
  ],
  [
    'it was queued, and something is in doubt',
    { reviews: review('open'), acquisitions: torrent('queued') },
    'queued',
    /^A title$/,
  ],
  ['a person approved its torrent', { reviews: review('queued') }, 'already-queued', /review 12$/],
  [
    'its approved torrent is being fetched',
    { reviews: review('approved') },
    'already-queued',
    /12/,
  ],
  ['its approved torrent could not be had', { reviews: review('failed') }, 'failed', /a note$/],
  [
    'what was in doubt was refused by a person meanwhile',
    { reviews: review('refused'), decisions: seen(doubt()) },
    'refused',
    /1 seen/,
  ],
  [
    'what was proposed was refused by a person meanwhile',
    { reviews: review('refused', 'proposed'), decisions: seen(acceptance()) },
    'refused',
    /1 seen/,
  ],
  ['a dry run is in doubt', { decisions: seen(doubt()) }, 'to-review', /^A title$/],
  [
    'its term failed',
    { terms: [{ ...DONE, status: 'failed', failure: 'blocked' }] },
    'failed',
    /blocked/,
  ],
  ['no term was made', { terms: [] }, 'not-searched', /nothing that the tracker can search/],
  [
    'its term lay beyond the cap',
    { terms: [{ ...DONE, status: 'beyond-cap' }] },
    'not-searched',
    /CRAWL_MAX_TERMS/,
  ],
  [
    'its term was not reached',
    { terms: [DONE, { ...DONE, label: 'Other', status: 'pending' }] },
    'not-searched',
    /before "Other"/,
  ],
  ['all was read and nothing listed', {}, 'not-found', /nothing of it was listed for "Mistborn"/],
  [
    'all was read and its work refused',
    { decisions: seen(refusal('abridged')) },
    'refused',
    /1 seen/,
  ],
  [
    'only another series was seen',
    { decisions: seen(refusal('wrong-series')) },
    'not-found',
    /nothing of it/,
  ],
  [
    'its term was cut, and nothing of it seen',
    { terms: [CUT] },
    'not-searched',
    /^only 50 of 470 results of "Mistborn" were read \(MAM_MAX_RESULT_PAGES\)$/,
  ],
  [
    'one of its terms was cut, and only another series seen',
    { terms: [DONE, { ...CUT, label: 'Other' }], decisions: seen(refusal('wrong-series')) },
    'not-searched',
    /of "Other" were read/,
  ],
  [
    'its term was cut, and its work refused',
    { terms: [CUT], decisions: seen(refusal('abridged')) },
    'refused',
    /1 seen/,
  ],
  [
    'its term was cut, and nobody says how many there are',
    { terms: [{ ...CUT, listed: null }] },
    'not-searched',
    /only the first 50 results of/,
  ],
  ['no term was made, since it rests', { terms: [], isResting: true }, 'resting', /not due yet/],
  [
    'it rests, and the term that it rode along on failed',
    { terms: [{ ...DONE, status: 'failed', failure: 'blocked' }], isResting: true },
    'resting',
    /not due yet/,
  ],
  ['it rests, and was searched all the same', { isResting: true }, 'not-found', /nothing of it/],
  [
    'it rests, and a torrent for it was queued',
    { terms: [], isResting: true, acquisitions: torrent('queued') },
    'queued',
    /^A title$/,
  ],
  [
    'it rests, and something that was seen by the way may fit',
    {
      terms: [],
      isResting: true,
      decisions: seen({ ...refusal('doubtful'), verdict: 'ask' } as Decision),
    },
    'to-review',
    /^A title$/,
  ],
  [
    'its term was cut, and an earlier run queued it',
    { terms: [CUT], onItsWay: true },
    'already-queued',
    /earlier run/,
  ],
];

describe('the outcome of a gap', () => {
  for (const [what, parts, outcome, detail] of CASES) {
    test(`is ${outcome} when ${what}`, () => {
      const settled = settle(parts);
      assert.equal(settled.outcome, outcome);
      assert.match(settled.detail, detail);
    });
  }
});
