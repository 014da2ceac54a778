import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { phaseSeconds } from '../../src/domain/phase-times.ts';

const at = (seconds: number): Date => new Date(Date.UTC(2026, 10, 23) + seconds * 1000);
const CRAWL = { phase: 'crawl', startedAt: at(0), finishedAt: at(90.26) } as const;
const QUEUE = { phase: 'queue', startedAt: at(90), finishedAt: at(91) } as const;

describe('how long a phase took', () => {
  test('is told to a tenth of a second, and not of one under way', () => {
    const report = { phase: 'report', startedAt: at(91), finishedAt: null } as const;
    const told = phaseSeconds([CRAWL, report], []).map(({ phase, seconds }) => [phase, seconds]);
    assert.deepEqual(told, [
      ['crawl', 90.3],
      ['report', null],
    ]);
  });

  const lines = [
    { chosenAt: at(20), queuedAt: at(25) },
    { chosenAt: at(10), queuedAt: null },
    { chosenAt: at(30), queuedAt: at(42) },
  ];
  const queueing: readonly (readonly [string, Parameters<typeof phaseSeconds>[1], number])[] = [
    ['from the first torrent chosen to the last one handed over', lines, 32],
    ['and is nothing where nothing was queued', [{ chosenAt: at(10), queuedAt: null }], 0],
  ];
  for (const [what, given, seconds] of queueing) {
    test(`of queueing goes ${what}`, () => {
      assert.equal(phaseSeconds([QUEUE], given)[0]?.seconds, seconds);
    });
  }
});
