import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { noticeSentence, sentenceOf } from '../../src/cli/sentences.ts';
import type { RunEvent } from '../../src/domain/event.ts';

const EVENTS: readonly (readonly [RunEvent, string])[] = [
  [{ kind: 'phase', phase: 'analyse' }, 'Reading the library.'],
  [{ kind: 'phase', phase: 'crawl' }, 'Searching the tracker.'],
  [
    { kind: 'library-read', items: 1204, changed: 3, gaps: 1 },
    'The library holds 1,204 items, 3 of them new or changed; it has 1 gap.',
  ],
  [
    { kind: 'catalogue-asked', source: 'google-books', asked: 12, told: 9 },
    'Asked Google Books about 12 series, authors and titles; it told of 9.',
  ],
  [{ kind: 'terms-made', terms: 66, beyondCap: 0, onTheirWay: 0 }, '66 searches to make.'],
  [
    { kind: 'terms-made', terms: 1, beyondCap: 4, onTheirWay: 2 },
    '1 search to make; 4 more are left for later runs; 2 gaps are on the way already.',
  ],
  [
    { kind: 'terms-made', terms: 1, beyondCap: 0, onTheirWay: 0, resting: 1 },
    '1 search to make; 1 gap was searched in vain lately.',
  ],
  [
    {
      kind: 'term-done',
      ordinal: 7,
      of: 66,
      label: 'Ada Quill',
      listed: 40,
      candidates: 12,
      accepted: 1,
      deferred: 0,
      refused: 11,
    },
    '[ 7/66] Ada Quill: 12 found, 1 accepted, 11 refused.',
  ],
  [
    {
      kind: 'term-done',
      ordinal: 66,
      of: 66,
      label: 'Ada Quill',
      listed: 0,
      candidates: 0,
      accepted: 0,
      deferred: 0,
      refused: 0,
    },
    '[66/66] Ada Quill: nothing listed.',
  ],
  [
    {
      kind: 'term-done',
      ordinal: 8,
      of: 66,
      label: 'Ada Quill',
      listed: 5,
      candidates: 0,
      accepted: 0,
      deferred: 0,
      refused: 0,
    },
    '[ 8/66] Ada Quill: 5 listed, all seen under an earlier term.',
  ],
  [
    {
      kind: 'term-done',
      ordinal: 9,
      of: 66,
      label: 'Ada Quill',
      listed: 5,
      candidates: 3,
      accepted: 0,
      deferred: 0,
      refused: 1,
      asked: 2,
    },
    '[ 9/66] Ada Quill: 3 found, 1 refused, 2 in doubt.',
  ],
  [
    { kind: 'review-opened', reviewId: '12', title: 'Tide', why: 'doubt' },
    'For you to review (12): Tide.',
  ],
  [
    { kind: 'term-failed', ordinal: 1, of: 9, label: 'Ada', what: 'the tracker could not search' },
    '[1/9] Ada: failed, the tracker could not search.',
  ],
  [
    { kind: 'torrent-queued', title: 'Tide', author: 'Ada Quill', sourceId: '1' },
    'Queued: Tide, by Ada Quill.',
  ],
  [{ kind: 'torrent-queued', title: 'Tide', author: '', sourceId: '1' }, 'Queued: Tide.'],
  [
    { kind: 'torrent-already-there', title: 'Tide', sourceId: '1' },
    'In qBittorrent already: Tide.',
  ],
  [{ kind: 'torrent-would-queue', title: 'Tide', sourceId: '1' }, 'Would be queued: Tide.'],
  [
    { kind: 'torrent-failed', title: 'Tide', sourceId: '1', what: 'it is gone' },
    'Could not be queued: Tide: it is gone.',
  ],
  [
    { kind: 'waiting', name: 'tracker/unreachable', what: 'no answer', remedy: 'Check it.' },
    'Waiting: no answer. Check it.',
  ],
  [{ kind: 'paused' }, 'Paused; it waits for you to resume it.'],
  [{ kind: 'resumed' }, 'Resumed.'],
  [{ kind: 'finished', status: 'completed', what: '', reportPath: null }, 'Completed.'],
  [
    { kind: 'finished', status: 'stopped', what: 'a captcha', reportPath: null },
    'Stopped early: a captcha.',
  ],
  [
    { kind: 'finished', status: 'cancelled', what: 'the run was cancelled', reportPath: null },
    'Cancelled.',
  ],
];

describe('an event as a sentence', () => {
  for (const [event, sentence] of EVENTS) {
    it(`${event.kind}: ${sentence}`, () => assert.equal(sentenceOf(event), sentence));
  }
});

describe('a notice', () => {
  it('about a server that is away says that the run is not lost', () => {
    for (const notice of ['database-away', 'temporal-away'] as const) {
      assert.match(noticeSentence(notice), /still trying. The run itself is not lost\.$/);
    }
  });
  it('about a run that nobody takes up says how to start a worker', () => {
    assert.match(noticeSentence('not-begun'), /npm start/);
  });
});
