import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Gap } from '../../src/domain/gap.ts';
import { keepHeldIn } from '../../src/domain/held-in.ts';
import { at, makeItem, makeKnownGap } from './make.ts';

const held = (libraryId: string, author: string, series: string) =>
  makeItem({ libraryId, authors: [author], series: at(series, '1') });

const ITEMS = [
  held('a', 'Ann Smith', 'Gatefall'),
  held('a', 'Cy Poe', 'Legacy'),
  held('b', 'Ann Smith', 'Harbour'),
  held('b', 'Bo Lee', 'Legacy'),
];

const lacks = (series: string | null, author: string): Gap =>
  makeKnownGap({}, { series, authors: [author] });

const CASES: readonly (readonly [string, Gap, boolean])[] = [
  ['of a series that it holds', lacks('The Gatefall Series', 'Smith, Ann'), true],
  ['of a series that it holds, by a guest', lacks('Gatefall', 'Guest Hand'), true],
  ['of a series that only the other holds', lacks('Harbour', 'Ann Smith'), false],
  ['of the other’s series of the same name', lacks('Legacy', 'Bo Lee'), false],
  ['of its own series of that name', lacks('Legacy', 'Cy Poe'), true],
  ['of an author that it holds', lacks(null, 'Ann Smith'), true],
  ['of an author that only the other holds', lacks(null, 'Bo Lee'), false],
];

describe('a gap concerns a library, being', () => {
  for (const [what, gap, isKept] of CASES) {
    test(`${what}: ${isKept ? 'yes' : 'no'}`, () => {
      const work = { gap, state: 'open', sources: [], releaseDate: null } as const;
      const lacking = { gaps: [work], questions: [work], upcoming: [work], notes: ['note'] };
      const kept = keepHeldIn(lacking, ITEMS, new Set(['a']));
      const expected = isKept ? [work] : [];
      assert.deepEqual(kept, {
        gaps: expected,
        questions: expected,
        upcoming: expected,
        notes: ['note'],
      });
      assert.deepEqual(keepHeldIn(lacking, ITEMS, new Set(['a', 'b'])), lacking);
    });
  }
});
