import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { startAudiobookshelf } from '../../src/sandbox/audiobookshelf/index.ts';
import type { CatalogueWork, WorldItem } from '../../src/sandbox/world/types.ts';

const AUTHORISED = { authorization: 'Bearer key' };
const JSON_BODY = { ...AUTHORISED, 'content-type': 'application/json' };

const ITEMS: readonly WorldItem[] = [3, 1, 2].map((n) => ({
  id: `i${n}`,
  libraryId: 'lib',
  title: `Title ${n}`,
  subtitle: null,
  authors: ['Ada Quill'],
  narrators: ['Ben Voice', 'Dee Tone'],
  series: [
    { name: 'Rho, Book of', position: '2' },
    { name: 'Lann Cycle', position: null },
  ],
  language: n === 1 ? null : 'English',
  durationSeconds: 60,
  asin: null,
  isbn: n === 2 ? '978' : null,
  publishedYear: '2001',
  abridged: false,
  addedAt: n,
  isMissing: n === 3,
}));

async function start(t: TestContext, items: Iterable<WorldItem> = ITEMS, basePath = '') {
  const remote = await startAudiobookshelf({
    libraries: [
      { id: 'lib', name: 'Books', mediaType: 'book' },
      { id: 'pod', name: 'Casts', mediaType: 'podcast' },
    ],
    items,
    token: 'key',
    basePath,
  });
  t.after(() => remote.stop());
  const ask = (path: string, init: RequestInit = {}) =>
    fetch(`${remote.url.href.replace(/\/$/, '')}${path}`, { headers: AUTHORISED, ...init });
  const ids = async (query: string): Promise<unknown[]> => {
    const { results } = await (await ask(`/api/libraries/lib/items?${query}`)).json();
    return results.map((row: { id: string }) => row.id);
  };
  return { remote, ask, ids };
}

test('rows are minified: joined strings, where a comma in a series looks like two', async (t) => {
  const { ask } = await start(t);
  const page = await (await ask('/api/libraries/lib/items?limit=1&page=1&sort=addedAt')).json();
  assert.deepEqual([page.total, page.limit, page.page], [3, 1, 1]);
  const { metadata } = page.results[0].media;
  assert.equal(page.results[0].id, 'i2');
  assert.equal(metadata.seriesName, 'Rho, Book of #2, Lann Cycle');
  assert.equal(metadata.narratorName, 'Ben Voice, Dee Tone');
  assert.equal(metadata.series, undefined);
});

test('batch/get answers lists, and leaves out the ids that it does not know', async (t) => {
  const { ask } = await start(t);
  const body = JSON.stringify({ libraryItemIds: ['i1', 'nobody'] });
  const answer = await ask('/api/items/batch/get', { method: 'POST', headers: JSON_BODY, body });
  const { libraryItems } = await answer.json();
  assert.equal(libraryItems.length, 1);
  const { series, authors } = libraryItems[0].media.metadata;
  assert.deepEqual(
    series.map((s: { sequence: unknown }) => s.sequence),
    ['2', null],
  );
  assert.equal(authors[0].name, 'Ada Quill');
});

test('a body without its content type is ignored, and logged as a sin', async (t) => {
  const { remote, ask } = await start(t);
  const body = Buffer.from(JSON.stringify({ libraryItemIds: ['i1'] }));
  const answer = await ask('/api/items/batch/get', { method: 'POST', body });
  assert.equal(answer.status, 403);
  assert.deepEqual(remote.log.sins, ['body-without-type']);
});

test('limit=0 gives everything, and is a sin', async (t) => {
  const { remote, ids } = await start(t);
  assert.equal((await ids('limit=0')).length, 3);
  assert.equal((await ids('sort=addedAt')).length, 3);
  assert.deepEqual(remote.log.sins, ['limit=0', 'limit=0']);
});

const base64 = (value: string): string => encodeURIComponent(Buffer.from(value).toString('base64'));

for (const [sentence, query, expected] of [
  ['newest first with desc', 'limit=9&sort=addedAt&desc=1', ['i3', 'i2', 'i1']],
  ['items without an isbn', `limit=9&sort=addedAt&filter=missing.${base64('isbn')}`, ['i1', 'i3']],
  [
    'items of a language',
    `limit=9&sort=addedAt&filter=languages.${base64('English')}`,
    ['i2', 'i3'],
  ],
  ['items with issues', 'limit=9&filter=issues', ['i3']],
  ['nothing for a value that is not encoded', 'limit=9&filter=missing.isbn', []],
  [
    'everything for an unknown group',
    `limit=9&sort=addedAt&filter=colour.${base64('red')}`,
    ['i1', 'i2', 'i3'],
  ],
] as const) {
  test(`a list gives ${sentence}`, async (t) => {
    const { ids } = await start(t);
    assert.deepEqual(await ids(query), expected);
  });
}

for (const [sin, query] of [
  ['repeated-query-key', 'limit=1&limit=2'],
  ['lone-percent', 'limit=1&filter=%'],
] as const) {
  test(`a request that kills the real server is cut and logged: ${sin}`, async (t) => {
    const { remote, ask } = await start(t);
    await assert.rejects(ask(`/api/libraries/lib/items?${query}`));
    assert.deepEqual(remote.log.sins, [sin]);
  });
}

test('errors are text, and only the open routes do without a key', async (t) => {
  const { ask } = await start(t);
  const refused = await ask('/api/libraries', { headers: {} });
  assert.equal(refused.status, 401);
  assert.equal(await refused.text(), 'Unauthorized');
  for (const path of ['/status', '/healthcheck', '/ping']) {
    assert.equal((await ask(path, { headers: {} })).status, 200);
  }
  assert.equal(await (await ask('/api/items/nobody')).text(), 'Not Found');
});

test('a restricted user silently sees less', async (t) => {
  const many = Array.from({ length: 20 }, (_, n) => ({ ...ITEMS[0]!, id: `m${n}` }));
  const { remote, ask, ids } = await start(t, many);
  remote.faults.lacking = ['accessAllLibraries', 'accessAllTags'];
  assert.equal((await ids('limit=50')).length, 18);
  assert.equal((await (await ask('/api/libraries')).json()).libraries.length, 1);
  const { user } = await (await ask('/api/authorize', { method: 'POST' })).json();
  assert.equal(user.type, 'user');
  assert.equal(user.permissions.accessAllTags, false);
  assert.equal(user.permissions.accessExplicitContent, true);
});

test('changed items keep their updatedAt', async (t) => {
  const { remote, ask } = await start(t);
  const before = await (await ask('/api/items/i1?expanded=1')).json();
  remote.setItems(ITEMS.map((item) => ({ ...item, authors: ['Renamed'] })));
  const after = await (await ask('/api/items/i1?expanded=1')).json();
  assert.equal(after.media.metadata.authors[0].name, 'Renamed');
  assert.equal(after.updatedAt, before.updatedAt);
});

const KNOWN: readonly CatalogueWork[] = [1, 2].map((n) => ({
  title: `Known ${n}`,
  subtitle: null,
  authors: ['Ada Quill', 'Cay Dow'],
  narrators: ['Ben Voice'],
  series: n === 1 ? [{ name: 'Lann Cycle', position: '1' }] : [],
  language: 'English',
  runtimeMinutes: n === 1 ? 600 : null,
  publishedDate: '2024-03-02',
  asin: `B00000000${n}`,
  isbn: null,
  abridged: false,
  knownTo: n === 1 ? ['audible'] : ['audible', 'google-books'],
}));

test('a search for books answers rows as the provider Audible has them', async (t) => {
  const { remote, ask } = await start(t);
  remote.setCatalogue([...KNOWN, { ...KNOWN[0]!, title: 'Known 3', knownTo: ['google-books'] }]);
  const found = await ask('/api/search/books?title=known&author=ada+quill&provider=audible');
  const [one, two, ...more] = await found.json();
  assert.deepEqual(more, []);
  assert.deepEqual(
    [one.title, one.author, one.narrator],
    ['Known 1', 'Ada Quill, Cay Dow', 'Ben Voice'],
  );
  assert.deepEqual(one.series, [{ series: 'Lann Cycle', sequence: '1' }]);
  assert.deepEqual([one.duration, one.publishedYear, one.asin], [600, '2024', 'B000000001']);
  assert.deepEqual([two.series, two.duration], [null, 0]);
  const inSeries = await ask('/api/search/books?title=lann+cycle&provider=audible');
  assert.equal((await inSeries.json()).length, 1);
});

for (const [sentence, query] of [
  ['of another author', 'title=known&author=nobody&provider=audible'],
  ['without a title', 'author=ada+quill&provider=audible'],
  ['of a provider that it does not know', 'title=known&provider=nobody'],
  ['without a provider', 'title=known'],
] as const) {
  test(`a search for books ${sentence} answers an empty list`, async (t) => {
    const { remote, ask } = await start(t);
    remote.setCatalogue(KNOWN);
    assert.deepEqual(await (await ask(`/api/search/books?${query}`)).json(), []);
  });
}

test('a search that failed answers an empty list too, and ten rows are the most', async (t) => {
  const { remote, ask } = await start(t);
  remote.setCatalogue(Array.from({ length: 12 }, () => KNOWN[0]!));
  remote.faults.searches = ['failed'];
  const rows = async () => (await ask('/api/search/books?title=known&provider=audible')).json();
  assert.deepEqual(await rows(), []);
  assert.equal((await rows()).length, 10);
  assert.equal(remote.log.count('/api/search/books'), 2);
});

test('a body of more than 10 MB is refused in HTML', async (t) => {
  const { ask } = await start(t);
  const body = JSON.stringify({ libraryItemIds: ['x'.repeat(11 * 1024 * 1024)] });
  const answer = await ask('/api/items/batch/get', { method: 'POST', headers: JSON_BODY, body });
  assert.equal(answer.status, 413);
  assert.match(await answer.text(), /^</);
});

test('the log tells times, statuses and how many requests were under way together', async (t) => {
  const { remote, ask } = await start(t, ITEMS, '/audiobookshelf');
  remote.faults.delayMs = 20;
  await Promise.all([ask('/ping'), ask('/ping'), ask('/api/libraries')]);
  assert.equal(remote.log.maxInFlight, 3);
  for (const request of remote.log.requests) {
    assert.equal(request.status, 200);
    assert.ok((request.endedAt ?? 0) - request.startedAt >= 19);
  }
  remote.log.clear();
  assert.deepEqual([remote.log.requests.length, remote.log.maxInFlight], [0, 0]);
});

test('pages of 100,000 items are cheap to serve', async (t) => {
  const many = Array.from({ length: 100_000 }, (_, n) => ({
    ...ITEMS[0]!,
    id: `m${n}`,
    addedAt: n,
  }));
  const { ids } = await start(t, many);
  const started = performance.now();
  assert.equal((await ids('limit=500&page=199&sort=addedAt')).at(-1), 'm99999');
  assert.ok(performance.now() - started < 1_000);
});
