import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { openHistories, settle } from '../../src/activities/gap-histories.ts';
import type { RunGapRow } from '../../src/db/gaps.ts';
import type { ReviewRow } from '../../src/db/reviews.ts';
import type { TermRow } from '../../src/db/terms.ts';
import type { GapHistory } from '../../src/domain/settle.ts';
import { makeKnownGap } from '../domain/make.ts';

const NOW = new Date('2026-11-26T10:00:00Z');
const LATER = new Date('2026-12-01T10:00:00Z');
const gap = makeKnownGap();

const row = {
  id: '1',
  gap,
  onItsWay: false,
  isResting: true,
  outcome: null,
  tries: 2,
  nextTryAt: LATER,
} as RunGapRow;
const review = {
  ...{ id: '5', title: gap.key, sourceId: '9', why: 'doubt', status: 'open', note: null },
  gapKeys: [gap.key],
} as unknown as ReviewRow;
const term = { ordinal: 1, label: 'Mistborn', status: 'done', failure: null } as TermRow;

type Decided = GapHistory['decisions'][number];

function settled(given: {
  isSearched: boolean;
  dryRun?: boolean;
  reviews?: ReviewRow[];
  decisions?: readonly Decided[];
}) {
  const { isSearched, dryRun = false, reviews = [], decisions = [] } = given;
  const histories = openHistories({
    gaps: [row],
    terms: isSearched ? [term] : [],
    links: isSearched ? [{ ordinal: 1, gapKey: gap.key }] : [],
    acquisitions: [],
    reviews,
  });
  histories.get(gap.key)?.decisions.push(...decisions);
  const { outcome, tries, nextTryAt, isStill } = settle(row, histories, { now: NOW, dryRun });
  return { outcome, tries, nextTryAt, isStill };
}

describe('a gap that rests', () => {
  const before = { tries: 2, nextTryAt: LATER, isStill: true };

  it('rests on as it was while nothing was searched for it', () => {
    assert.deepEqual(settled({ isSearched: false }), { outcome: 'resting', ...before });
  });

  it('does so while a review of it waits: no try is counted that was not made', () => {
    const { outcome, ...rest } = settled({ isSearched: false, reviews: [review] });
    assert.deepEqual([outcome, rest], ['to-review', before]);
  });

  it('has one try more when its search was made by the way', () => {
    const { outcome, tries, isStill } = settled({ isSearched: true });
    assert.deepEqual([outcome, tries, isStill], ['not-found', 3, false]);
  });

  it('is left as it was by a dry run, which the real one follows', () => {
    const { outcome, ...rest } = settled({ isSearched: true, dryRun: true });
    assert.deepEqual([outcome, rest], ['not-found', before]);
  });
});

describe('a gap for which something is left', () => {
  const due = { tries: 2, nextTryAt: null, isStill: false };
  const decided = (sourceId: string, verdict: 'ask' | 'defer' | 'refuse'): Decided => {
    const reasons = [{ name: 'doubtful', got: 'this', want: 'that' }] as const;
    const decision = { verdict, gapKeys: [gap.key], reasons, nearMiss: false };
    return { title: `Torrent ${sourceId}`, sourceId, decision };
  };
  const refused: ReviewRow = { ...review, status: 'refused' };

  it('is due at the next run while another torrent of it waits for a word', () => {
    const { outcome, ...rest } = settled({
      isSearched: true,
      reviews: [{ ...review, why: 'proposed' }],
      decisions: [decided('8', 'defer')],
    });
    assert.deepEqual([outcome, rest], ['to-review', due]);
  });

  it('is due when what it was asked about was refused while the run went on', () => {
    const decisions = [decided('9', 'ask')];
    const { outcome, ...rest } = settled({ isSearched: true, reviews: [refused], decisions });
    assert.deepEqual([outcome, rest], ['refused', due]);
  });

  it('rests when what was refused before is all that was seen', () => {
    const decisions = [decided('9', 'refuse')];
    const { outcome, tries } = settled({ isSearched: true, reviews: [refused], decisions });
    assert.deepEqual([outcome, tries], ['refused', 3]);
  });
});
