import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { GAP_OUTCOMES, type GapOutcome } from '../../src/domain/gap.ts';
import { afterOutcome, wasTried, type Tries } from '../../src/domain/standing.ts';

const NOW = new Date('2026-11-23T20:00:00Z');
const DAY_MS = 86_400_000;

function daysOfRest({ nextTryAt }: Tries): number | null {
  return nextTryAt === null ? null : (nextTryAt.getTime() - NOW.getTime()) / DAY_MS;
}

test('a gap that is searched in vain rests a day, three, a week, a month, and then monthly', () => {
  let tries: Tries = { tries: 0, nextTryAt: null };
  const days = Array.from({ length: 6 }, () => {
    tries = afterOutcome(tries, { outcome: 'not-found' }, NOW);
    return daysOfRest(tries);
  });
  assert.deepEqual(days, [1, 3, 7, 30, 30, 30]);
});

const VAIN: ReadonlySet<GapOutcome> = new Set(['not-found', 'refused']);

describe('after two tries in vain and a third that ends', () => {
  const rested: Tries = { tries: 2, nextTryAt: new Date('2026-11-23T19:00:00Z') };
  for (const outcome of GAP_OUTCOMES) {
    if (outcome === 'resting') continue;
    const rests = VAIN.has(outcome) || outcome === 'to-review';
    test(`“${outcome}” the next search is due ${rests ? 'in a week' : 'at the next run'}`, () => {
      const after = afterOutcome(rested, { outcome }, NOW);
      assert.equal(daysOfRest(after), rests ? 7 : null);
      const tries = outcome === 'queued' ? 0 : VAIN.has(outcome) ? 3 : 2;
      assert.equal(after.tries, tries);
    });
  }

  for (const outcome of [...VAIN, 'to-review'] as const) {
    test(`“${outcome}” it is no try, and due at the next run, where something waits that may fit`, () => {
      const after = afterOutcome(rested, { outcome, mayFit: true }, NOW);
      assert.deepEqual(after, { tries: 2, nextTryAt: null });
    });
  }

  test('a gap that was not due stays as it was', () => {
    assert.deepEqual(afterOutcome(rested, { outcome: 'resting' }, NOW), rested);
  });
});

test('what waits for a person’s word is no try, and rests a week however often it was asked', () => {
  let tries: Tries = { tries: 0, nextTryAt: null };
  const days = Array.from({ length: 3 }, () => {
    tries = afterOutcome(tries, { outcome: 'to-review' }, NOW);
    return [daysOfRest(tries), tries.tries];
  });
  assert.deepEqual(days, [
    [7, 0],
    [7, 0],
    [7, 0],
  ]);
});

test('what was not searched for is no try', () => {
  const untried = GAP_OUTCOMES.filter((outcome) => !wasTried(outcome));
  assert.deepEqual(untried, ['already-queued', 'not-searched', 'resting']);
});
