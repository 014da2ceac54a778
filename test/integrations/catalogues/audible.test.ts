import assert from 'node:assert/strict';
import { test } from 'node:test';
import { splitNames } from '../../../src/integrations/audiobookshelf/joined-names.ts';
import { audible, work } from './works.ts';

const SERIES = { kind: 'series', name: 'Lantern Accord', author: 'Ada Quill' } as const;

test('audible tells series and numbers, readers, minutes, ASIN and the year', async (t) => {
  const { catalogue } = await audible(t);
  const [known] = (await catalogue.ask(SERIES)).works;
  assert.deepEqual(known, {
    id: 'audible:B0123ABCDE',
    title: 'The Pale Needle',
    subtitle: 'Lantern Accord, Book 2',
    authors: ['Ada Quill', 'Martin King, Jr.'],
    narrators: ['Ben Voice', 'Dee Tone'],
    series: [{ name: 'Lantern Accord', position: '2' }],
    language: 'English',
    runtimeMinutes: 611,
    releaseDate: '2024',
    asin: 'B0123ABCDE',
    isbn: null,
    abridged: false,
    source: 'audible',
    asOf: '2026-11-26T08:00:00.000Z',
  });
});

test('an odd row of audible keeps a number that came as a number, and no series without a name', async (t) => {
  const { remote, catalogue } = await audible(t);
  remote.faults.searches = ['odd'];
  const [known] = (await catalogue.ask(SERIES)).works;
  assert.deepEqual(known?.series, [{ name: 'Odd Series', position: '3' }]);
  assert.deepEqual([known.releaseDate, known.asin, known.abridged], ['1999', null, false]);
  assert.match(known.id, /^audible:[0-9a-f]{16}$/);
});

test('a failed search of audible looks like an empty one, and the catalogue says that it may be', async (t) => {
  const { remote, catalogue } = await audible(t);
  remote.faults.searches = ['failed'];
  assert.deepEqual((await catalogue.ask(SERIES)).works, []);
  assert.equal(catalogue.emptyMeans, 'unknown');
  assert.equal((await catalogue.ask(SERIES)).works.length, 1);
});

test('many lookups never have more than two requests in flight, nor one that kills the server', async (t) => {
  const { remote, catalogue, audiobookshelf } = await audible(t);
  remote.faults.delayMs = 10;
  const asked = ['50%', 'a&title=b', 'c'].map((name) => catalogue.ask({ ...SERIES, name }));
  const reads = [audiobookshelf.libraries(), audiobookshelf.libraries()];
  await Promise.all([...asked, ...reads]);
  assert.equal(remote.log.requests.length, 5);
  assert.equal(remote.log.maxInFlight, 2);
  assert.deepEqual(remote.log.sins, []);
});

test('closing audible leaves the client of Audiobookshelf open', async (t) => {
  const { catalogue, audiobookshelf } = await audible(t);
  await catalogue.close();
  assert.deepEqual(await audiobookshelf.libraries(), []);
});

test('a provider that Audiobookshelf does not know, and a blank title, answer nothing', async (t) => {
  const { audiobookshelf } = await audible(t, { works: [work()] });
  const search = { title: 'The Pale Needle', author: '', provider: 'audible' };
  assert.equal((await audiobookshelf.searchBooks(search)).books.length, 1);
  assert.deepEqual(await audiobookshelf.searchBooks({ ...search, provider: 'nobody' }), {
    books: [],
    rows: 0,
  });
  assert.deepEqual(await audiobookshelf.searchBooks({ ...search, title: '' }), {
    books: [],
    rows: 0,
  });
});

const JOINED: readonly [string | null, readonly string[]][] = [
  [null, []],
  ['', []],
  ['Ada Quill', ['Ada Quill']],
  ['Ada Quill, Ben Voice', ['Ada Quill', 'Ben Voice']],
  ['Martin King, Jr., Ada Quill', ['Martin King, Jr.', 'Ada Quill']],
  ['Ada Quill, Ph.D., Ben Voice, III', ['Ada Quill, Ph.D.', 'Ben Voice, III']],
  [' Ada Quill ,, ', ['Ada Quill']],
  ['Jr.', ['Jr.']],
];

for (const [joined, names] of JOINED) {
  test(`${JSON.stringify(joined)} names ${JSON.stringify(names)}`, () => {
    assert.deepEqual(splitNames(joined), names);
  });
}
