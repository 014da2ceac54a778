import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { listedWork } from '../../src/domain/listed-work.ts';
import { makeCandidate } from './make.ts';

describe('a listing tells of a work', () => {
  test('with its place in a series, and where it was listed', () => {
    const work = listedWork(makeCandidate({ runtimeMinutes: 1640 }));
    assert.deepEqual(
      [work?.id, work?.title, work?.series, work?.runtimeMinutes, work?.source],
      ['1000', 'The Hero of Ages', [{ name: 'Mistborn', position: '3' }], 1640, 'mam'],
    );
  });

  const none = [
    ['that names no series', { series: [] }],
    ['that names no author', { authors: [] }],
    ['of an e-book', { formats: ['epub'] }],
    ['in a category of something else', { categoryId: 63 }],
  ] as const;
  for (const [what, parts] of none) {
    test(`but not one ${what}`, () => {
      assert.equal(listedWork(makeCandidate(parts)), null);
    });
  }
});
