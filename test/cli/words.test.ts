import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { clockOf, durationOf, momentOf } from '../../src/cli/durations.ts';
import { inNewWords } from '../../src/cli/old-words.ts';
import { table } from '../../src/cli/table.ts';
import { nearestOf } from '../../src/operations/nearest.ts';

describe('a time span', () => {
  const spans: readonly (readonly [number, string])[] = [
    [-5, '0 s'],
    [400, '0 s'],
    [59_499, '59 s'],
    [59_500, '1 min'],
    [125_000, '2 min 5 s'],
    [3_600_000, '1 h'],
    [4_800_000, '1 h 20 min'],
    [90_000_000, '25 h'],
  ];
  for (const [ms, said] of spans) {
    it(`of ${ms} ms is ${said}`, () => assert.equal(durationOf(ms), said));
  }
});

describe('a time', () => {
  it('is told by the clock of the owner’s zone', () => {
    const at = new Date('2026-11-23T23:05:09Z');
    assert.equal(clockOf(at, 'America/New_York'), '18:05:09');
    assert.equal(momentOf(at, 'Asia/Tokyo'), '2026-11-24 08:05');
  });
});

describe('the old system’s words', () => {
  const lines: readonly (readonly [readonly string[], readonly string[]])[] = [
    [['--full-sync'], ['sync']],
    [
      ['--full-sync', '--dry-run'],
      ['sync', '--dry-run'],
    ],
    [
      ['--search', 'Ada Quill'],
      ['search', 'Ada Quill'],
    ],
    [['--search=Ada Quill'], ['search', 'Ada Quill']],
    [
      ['runs', '--json'],
      ['runs', '--json'],
    ],
    [[], []],
  ];
  for (const [old, today] of lines) {
    it(`“${old.join(' ')}” is “${today.join(' ')}”`, () => {
      assert.deepEqual(inNewWords(old), today);
    });
  }
});

describe('a table', () => {
  it('aligns by what is seen: colours and wide marks take their own room', () => {
    const rows = [
      ['\u001b[1mab\u001b[22m', 'x'],
      ['äöü', 'y'],
    ];
    assert.equal(table(rows), '\u001b[1mab\u001b[22m   x\näöü  y');
  });
});

describe('the nearest known names', () => {
  const known = [
    'full-sync-20261123-214521',
    'full-sync-20261124-020000',
    'search-20261123-214600',
  ];
  const cases: readonly (readonly [string, readonly string[]])[] = [
    ['full-sync-20261123-214520', ['full-sync-20261123-214521', 'full-sync-20261124-020000']],
    ['20261124', ['full-sync-20261124-020000']],
    ['FULL-SYNC', ['full-sync-20261123-214521', 'full-sync-20261124-020000']],
    ['zebra', []],
  ];
  for (const [name, nearest] of cases) {
    it(`to “${name}” are ${nearest.length === 0 ? 'none' : nearest.join(', ')}`, () => {
      assert.deepEqual(nearestOf(name, known), nearest);
    });
  }
});
