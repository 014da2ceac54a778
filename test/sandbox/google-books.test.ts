import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { startGoogleBooks } from '../../src/sandbox/google-books/index.ts';
import { startSandbox } from '../../src/sandbox/index.ts';
import { createWorld } from '../../src/sandbox/world/index.ts';

const { catalogue } = createWorld({ seed: 1 });

async function start(t: TestContext) {
  const remote = await startGoogleBooks({ works: catalogue, key: 'key' });
  t.after(() => remote.stop());
  const ask = (query: string, path = '/books/v1/volumes') =>
    fetch(new URL(`${path}?${query}`, remote.url));
  return { remote, ask };
}

test('volumes have their date, numbers and language in volumeInfo, and no list of series', async (t) => {
  const { remote, ask } = await start(t);
  const dated = catalogue.find(({ isbn }) => isbn !== null)!;
  const q = encodeURIComponent(`intitle:"${dated.title}" inauthor:"${dated.authors[0]}"`);
  const { kind, totalItems, items } = await (await ask(`q=${q}&key=key`)).json();
  assert.deepEqual([kind, totalItems, items.length], ['books#volumes', 1, 1]);
  const { volumeInfo } = items[0];
  assert.equal(volumeInfo.title, dated.title);
  assert.equal(volumeInfo.publishedDate ?? null, dated.publishedDate);
  assert.equal(volumeInfo.industryIdentifiers[1].identifier, dated.isbn);
  assert.equal(volumeInfo.seriesInfo, undefined);
  assert.deepEqual(remote.requests, [
    { q: `intitle:"${dated.title}" inauthor:"${dated.authors[0]}"`, status: 200 },
  ]);
});

test('nothing found is a total of 0, and no list', async (t) => {
  const { ask } = await start(t);
  const nothing = await (await ask('q=intitle:%22nothing+at+all%22&key=key')).json();
  assert.deepEqual(nothing, { kind: 'books#volumes', totalItems: 0 });
});

test('another key is refused, and so are a search for nothing and another path', async (t) => {
  const { ask } = await start(t);
  const refused = await ask('q=x&key=other');
  assert.equal(refused.status, 400);
  assert.equal((await refused.json()).error.details[0].reason, 'API_KEY_INVALID');
  assert.equal((await ask('key=key')).status, 400);
  assert.equal((await ask('q=x&key=key', '/books/v2/volumes')).status, 404);
});

test('a fault befalls one request, and each request is counted', async (t) => {
  const { remote, ask } = await start(t);
  remote.faults.next = ['rate-limited', 'daily-limit', 'unavailable'];
  remote.faults.retryAfterS = 7;
  const answers = [];
  for (let asked = 0; asked < 4; asked += 1) answers.push(await ask('q=x&key=key'));
  assert.deepEqual(
    answers.map(({ status }) => status),
    [429, 403, 503, 200],
  );
  assert.equal(answers[0]?.headers.get('retry-after'), '7');
  assert.equal(remote.requests.length, 4);
});

test('the box has a Google Books for a world with a catalogue, and its key is a secret', async (t) => {
  const { libraries, items, torrents } = createWorld({ seed: 1 });
  const bare = await startSandbox({ world: { libraries, items, torrents }, qbittorrent: null });
  t.after(() => bare.stop());
  const full = await startSandbox({
    world: { libraries, items, torrents, catalogue },
    qbittorrent: null,
  });
  t.after(() => full.stop());
  assert.equal(bare.googleBooks, null);
  assert.ok(!('GOOGLE_BOOKS_API_KEY' in bare.settings));
  const {
    GOOGLE_BOOKS_URL: url,
    GOOGLE_BOOKS_API_KEY: key,
    ABS_URL: abs,
    ABS_TOKEN,
  } = full.settings;
  assert.ok(full.secrets.includes(key ?? ''));
  const [known] = catalogue;
  const q = encodeURIComponent(`inauthor:"${known!.authors[0]}"`);
  assert.equal((await fetch(new URL(`/books/v1/volumes?q=${q}&key=${key}`, url))).status, 200);
  const title = encodeURIComponent(known!.title);
  const found = await fetch(new URL(`/api/search/books?title=${title}&provider=audible`, abs), {
    headers: { authorization: `Bearer ${ABS_TOKEN}` },
  });
  assert.equal((await found.json())[0].title, known!.title);
});
