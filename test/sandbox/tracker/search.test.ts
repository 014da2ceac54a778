import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parseResultPage } from '../../../src/integrations/tracker/parse/index.ts';
import { startTrackerSite, type RunningTrackerSite } from '../../../src/sandbox/tracker/index.ts';
import { createWorld } from '../../../src/sandbox/world/index.ts';
import { account, aTorrent, someTorrents } from './some-torrents.ts';
import { visitorOf, type Visitor } from './visitor.ts';

const odd = aTorrent({
  sourceId: '6000001',
  title: 'Of Moths & Men',
  authors: ["Séverine O'Tarrick", 'J. R. Hallowmere'],
  series: [
    { name: "The Drover's Ledger", position: '1-3' },
    { name: 'Loose Ends', position: null },
  ],
  formats: ['m4b', 'mp3'],
  description: 'Unabridged <64 kbps>',
  vip: true,
  abridged: true,
  freeleech: true,
  ownHistory: 'seeding',
});
const ebook = aTorrent({
  sourceId: '6000002',
  title: 'Moth Atlas',
  categoryId: 63,
  formats: ['epub'],
});

let site: RunningTrackerSite;
let visitor: Visitor;

before(async () => {
  const world = { torrents: [...someTorrents(25), odd, ebook] };
  site = await startTrackerSite({ world, account, seed: 5 });
  visitor = visitorOf(site);
  await visitor.logIn();
});
after(() => site.stop());

async function drawn(query: string): Promise<string> {
  const shell = (await visitor.get(`/tor/browse.php?${query}`)).text;
  const { text } = await visitor.get(`/tor/js/loadSearch.php?${query}`);
  return shell.replace(/(<div id="ssr"[^>]*>)/, `$1${text}`);
}

const searchFor = (text: string, start = 0): Promise<string> =>
  drawn(`tor[text]=${encodeURIComponent(text)}&tor[startNumber]=${start}`);

test('the page itself holds no results: its script asks for them', async () => {
  const { text } = await visitor.get('/tor/browse.php?tor[text]=tide');
  assert.match(text, /<div id="ssr" data-extra=""><\/div>/);
  assert.doesNotMatch(text, /newTorTable/);
  assert.match(text, /<script src="\/js\/search\.js">/);
});

test('a page lists ten rows, counts all of them, and says where the next one starts', async () => {
  const first = parseResultPage(await searchFor('hollow tide'), { start: 0 });
  assert.deepEqual([first.candidates.length, first.total, first.nextStart], [10, 25, 10]);
  const last = parseResultPage(await searchFor('hollow tide', 20), { start: 20 });
  assert.deepEqual([last.candidates.length, last.total, last.nextStart], [5, 25, null]);
});

test('a row gives back the torrent that it was made from', async () => {
  const { candidates } = parseResultPage(await searchFor('moths men'), { start: 0 });
  const { addedAt: _added, uploader: _uploader, fileCount: _files, ...candidate } = odd;
  assert.deepEqual(candidates, [candidate]);
});

test('every torrent of the world survives the way through the page', async () => {
  const { torrents } = createWorld({ seed: 1 });
  const own = await startTrackerSite({ world: { torrents }, account, seed: 1 });
  try {
    const reader = visitorOf(own);
    await reader.logIn();
    const shell = (await reader.get('/tor/browse.php?tor[text]=')).text;
    for (let start = 0; start < torrents.length; start += 10) {
      const { text } = await reader.get(
        `/tor/js/loadSearch.php?tor[text]=&tor[startNumber]=${start}`,
      );
      const html = shell.replace(/(<div id="ssr"[^>]*>)/, `$1${text}`);
      const expected = torrents.slice(start, start + 10).map((torrent) => {
        const { addedAt: _added, uploader: _uploader, fileCount: _files, ...candidate } = torrent;
        return candidate;
      });
      assert.deepEqual(parseResultPage(html, { start }).candidates, expected);
    }
  } finally {
    await own.stop();
  }
});

const WORDS: readonly (readonly [string, string, number])[] = [
  ['words without diacritics find those with', 'severine tarrick', 1],
  ['apostrophes split words', 'drover s ledger', 1],
  ['a word over the apostrophe is another word', 'drovers ledger', 0],
  ['initials written together are another word', 'jr hallowmere', 0],
  ['every word must occur', 'moths women', 0],
  ['a part of a word is no word', 'holl', 0],
  ['narrators are searched', 'ismene', 27],
];
for (const [name, text, total] of WORDS) {
  test(`${name}: “${text}”`, async () => {
    assert.equal(parseResultPage(await searchFor(text), { start: 0 }).total, total);
  });
}

test('an empty search has the heading and no table', async () => {
  const html = await searchFor('nobody');
  assert.match(html, /<h1>Search Results<\/h1><br>Nothing returned, out of 0/);
  assert.doesNotMatch(html, /newTorTable|pageDiv/);
});

for (const text of ['tide!', 'a/b', '"tide', '(tide', '-tide', 'tide@home']) {
  test(`the query language breaks on ${text}`, async () => {
    const html = await searchFor(text);
    assert.throws(() => parseResultPage(html, { start: 0 }), { kind: 'search-refused' });
  });
}

test('the main category leaves e-books out', async () => {
  const all = parseResultPage(await searchFor('moth'), { start: 0 });
  assert.deepEqual(
    all.candidates.map(({ sourceId }) => sourceId),
    ['6000002'],
  );
  const audio = parseResultPage(await drawn('tor[text]=moth&tor[main_cat][]=13'), { start: 0 });
  assert.equal(audio.total, 0);
});

test('a torrent has a page of its own', async () => {
  const { status, text } = await visitor.get('/t/6000001');
  assert.equal(status, 200);
  assert.match(text, /<div class="TorrentTitle">Of Moths &amp; Men<\/div>/);
  assert.match(text, /id="tddl" href="\/tor\/download\.php\/[\w-]{100,}"/);
  assert.equal((await visitor.get('/t/1')).status, 404);
});

test('strangers get no results from the script', async () => {
  const { status, text } = await visitorOf(site).get('/tor/js/loadSearch.php?tor[text]=tide');
  assert.equal(status, 403);
  assert.match(text, /Error, you are not signed in <br \/>Invalid\/missing cookie/);
});
