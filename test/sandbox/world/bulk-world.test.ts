import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBulkWorld, plainItems } from '../../../src/sandbox/world/index.ts';

for (const terms of [600, 10_000]) {
  test(`a bulk world of ${terms} terms has as many authors, each with one gap`, () => {
    const world = createBulkWorld({ seed: 4, terms });
    assert.equal(world.items.length, terms);
    assert.equal(new Set(world.items.flatMap(({ authors }) => authors)).size, terms);
    assert.equal(new Set(world.expected.gaps.map(({ key }) => key)).size, terms);
    assert.equal(world.expected.terms, terms);
    assert.equal(world.torrents.length, terms / 20);
    assert.equal(world.expected.queued.length, 10);
    assert.equal(world.expected.deferred.length, terms / 40 - 10);
  });
}

test('a bulk world has no more terms than there are names', () => {
  assert.throws(() => createBulkWorld({ seed: 4, terms: 30_000 }), RangeError);
});

test('plain items come one at a time, each another, always the same', () => {
  const ids = new Set<string>();
  const series = new Set<string>();
  for (const item of plainItems({ seed: 1, count: 100_000 })) {
    ids.add(item.id);
    series.add(item.series[0]!.name);
  }
  assert.deepEqual([ids.size, series.size], [100_000, 25_000]);
  const first = [...plainItems({ seed: 1, count: 3 })];
  assert.deepEqual([...plainItems({ seed: 1, count: 3 })], first);
});
