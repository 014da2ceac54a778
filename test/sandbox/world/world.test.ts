import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asProposed } from '../../../src/sandbox/expectation.ts';
import { createSearchIndex } from '../../../src/sandbox/tracker/search-index.ts';
import { versionOf } from '../../../src/sandbox/torrents.ts';
import { searchTextOf } from '../../../src/sandbox/world/keys.ts';
import { createWorld, type World } from '../../../src/sandbox/world/index.ts';

const world = createWorld({ seed: 1 });
const { items, torrents, expected } = world;
const SEEDS = [1, 2, 42, 2026];

function outcomes({ expected: { gaps } }: World): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { outcome } of gaps) counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

test('a seed always gives the same world, and another seed another one', () => {
  assert.deepEqual(createWorld({ seed: 1 }), world);
  assert.notDeepEqual(createWorld({ seed: 2 }).items[0]?.id, items[0]?.id);
});

for (const seed of SEEDS) {
  test(`the numbers of the world do not depend on the seed: ${seed}`, () => {
    const made = createWorld({ seed });
    assert.equal(made.items.length, 800);
    assert.equal(made.expected.terms, 66);
    assert.equal(made.expected.gaps.length, 157);
    assert.deepEqual(outcomes(made), { 'not-found': 115, refused: 24, queued: 13, deferred: 5 });
    assert.deepEqual([made.expected.queued.length, made.expected.deferred.length], [10, 7]);
  });
}

test('ids are unique, and so are the keys of gaps', () => {
  assert.equal(new Set(items.map(({ id }) => id)).size, items.length);
  assert.equal(new Set(torrents.map(({ sourceId }) => sourceId)).size, torrents.length);
  assert.equal(new Set(expected.gaps.map(({ key }) => key)).size, expected.gaps.length);
});

test('what fills a gap is listed, is queued or deferred, and nothing is both', () => {
  const listed = new Set(torrents.map(({ sourceId }) => sourceId));
  for (const { outcome, sourceId } of expected.gaps) {
    assert.equal(sourceId !== null, outcome === 'queued' || outcome === 'deferred');
    if (sourceId === null) continue;
    assert.ok(listed.has(sourceId));
    const ids = outcome === 'queued' ? expected.queued : expected.deferred;
    assert.ok(ids.includes(sourceId));
  }
  assert.deepEqual(
    expected.queued.filter((id) => expected.deferred.includes(id)),
    [],
  );
});

test('where all is proposed nothing is queued, and what would be is for a person to say', () => {
  const { expectedWithCatalogue: wanted } = world;
  const proposed = asProposed(wanted);
  assert.deepEqual(proposed.queued, []);
  assert.deepEqual(
    [proposed.deferred, proposed.upcoming, proposed.questions],
    [wanted.deferred, wanted.upcoming, wanted.questions],
  );
  for (const [nth, { key, outcome }] of wanted.gaps.entries()) {
    const stands = outcome === 'queued' ? 'to-review' : outcome;
    assert.deepEqual([proposed.gaps[nth]?.key, proposed.gaps[nth]?.outcome], [key, stands]);
  }
});

test('one pack is queued for four gaps', () => {
  const filled = new Map<string, number>();
  for (const { outcome, sourceId } of expected.gaps) {
    if (outcome === 'queued' && sourceId !== null) {
      filled.set(sourceId, (filled.get(sourceId) ?? 0) + 1);
    }
  }
  assert.deepEqual(
    [...filled.values()].sort((a, b) => a - b),
    [1, 1, 1, 1, 1, 1, 1, 1, 1, 4],
  );
});

test('all three versions of torrent files are queued', () => {
  const versions = new Set(expected.queued.map((id) => versionOf(id)));
  assert.deepEqual([...versions].sort(), ['hybrid', 'v1', 'v2']);
});

test('the library holds every trap', () => {
  const positions = new Set(items.flatMap(({ series }) => series.map(({ position }) => position)));
  for (const trap of ['1-3', '2.5', '0', '0.5', 'Prequel', '01', null])
    assert.ok(positions.has(trap));
  const authors = new Set(items.flatMap((item) => item.authors));
  for (const junk of ['Unknown Artist', 'Various', 'Anonymous']) assert.ok(authors.has(junk));
  assert.ok([...authors].some((author) => /^\p{L}\. \p{L}\. /u.test(author)));
  assert.ok([...authors].some((author) => /^\p{L}\.\p{L}\. /u.test(author)));
  assert.ok([...authors].some((author) => /\w'\w/.test(author)));
  assert.ok([...authors].some((author) => author !== author.normalize('NFKD')));
  assert.ok(items.some(({ isMissing }) => isMissing));
  assert.ok(items.some(({ series }) => series.length === 2));
  assert.ok(items.some((item) => item.authors.length === 2));
  assert.ok(items.some(({ language }) => language === 'German'));
  const works = items.map(({ title, authors: by, series }) => JSON.stringify([title, by, series]));
  assert.ok(works.length - new Set(works).size >= 5, 'exact copies');
});

test('the podcast library is empty of books', () => {
  assert.deepEqual(
    world.libraries.map(({ name, mediaType }) => [name, mediaType]),
    [
      ['Audiobooks', 'book'],
      ['Podcasts', 'podcast'],
    ],
  );
  assert.ok(items.every(({ libraryId }) => libraryId === world.libraries[0]?.id));
});

test('some searches bring several pages', () => {
  const index = createSearchIndex(torrents);
  const byAuthor = new Map<string, number>();
  for (const author of new Set(torrents.flatMap((torrent) => torrent.authors))) {
    const request = { start: 0, categories: [], audiobooksOnly: false, activeOnly: false };
    byAuthor.set(author, index.search({ ...request, text: searchTextOf(author) }).total);
  }
  const long = [...byAuthor.values()].filter((total) => total >= 25 && total <= 47);
  assert.ok(long.length >= 4, `${long.length} authors with 25 to 47 results`);
});
