import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { makeTorrentFile } from '../../integrations/torrent-file/bencoder.ts';
import { rawCaller, type RawCaller } from '../../integrations/qbittorrent/raw-caller.ts';

/** A server of version 4.5: the real one or the stand-in. */
export interface WireServer {
  readonly url: URL;
  readonly username: string;
  readonly password: string;
  stop(): Promise<void>;
}

type Exchange = readonly [what: string, call: (raw: RawCaller) => Promise<Response>, says: string];

const form = (fields: Record<string, string>) => new URLSearchParams(fields);

function upload(file: Uint8Array<ArrayBuffer>, fields: Record<string, string> = {}): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.set(name, value);
  body.set('torrents', new Blob([file]), 'x.torrent');
  return body;
}

const first = makeTorrentFile('v1', 'first').bytes;
const stopped = makeTorrentFile('v1', 'stopped').bytes;
const misnamed = makeTorrentFile('v1', 'misnamed').bytes;
const copy = (bytes: Buffer) => new Uint8Array(bytes);

/** Said by the real 4.5.2 word for word; the stand-in must say the same. In order: it keeps state. */
const EXCHANGES: readonly Exchange[] = [
  ['its version', (raw) => raw.get('app/webapiVersion'), '200 2.8.19'],
  ['no count', (raw) => raw.get('torrents/count'), '404 Not Found'],
  ['no verb of 5.0', (raw) => raw.post('torrents/stop', form({ hashes: '' })), '404 Not Found'],
  ['a change by GET', (raw) => raw.get('torrents/createCategory'), '405 Method Not Allowed'],
  ['a new torrent', (raw) => raw.post('torrents/add', upload(copy(first))), '200 Ok.'],
  ['the same again', (raw) => raw.post('torrents/add', upload(copy(first))), '200 Fails.'],
  [
    'a page',
    (raw) => raw.post('torrents/add', upload(new TextEncoder().encode('<html>'))),
    "415 Error: 'x.torrent' is not a valid torrent file.",
  ],
  ['nothing to add', (raw) => raw.post('torrents/add', form({ urls: '' })), '200 Fails.'],
  ['a bad magnet', (raw) => raw.post('torrents/add', form({ urls: 'magnet:?x' })), '200 Fails.'],
  [
    'an add by its own name for stopping',
    (raw) => raw.post('torrents/add', upload(copy(stopped), { paused: 'true' })),
    '200 Ok.',
  ],
  [
    "an add by 5.0's name for stopping",
    (raw) => raw.post('torrents/add', upload(copy(misnamed), { stopped: 'true' })),
    '200 Ok.',
  ],
  ['a category', (raw) => raw.post('torrents/createCategory', form({ category: 'c' })), '200 '],
  [
    'the same category',
    (raw) => raw.post('torrents/createCategory', form({ category: 'c' })),
    '409 Unable to create category',
  ],
  [
    'a bad category',
    (raw) => raw.post('torrents/createCategory', form({ category: 'a//b' })),
    '409 Incorrect category name',
  ],
  [
    'no category',
    (raw) => raw.post('torrents/createCategory', form({ category: '' })),
    '400 Category cannot be empty',
  ],
  [
    'its categories',
    (raw) => raw.get('torrents/categories'),
    '200 {"c":{"name":"c","savePath":""}}',
  ],
];

/** Names as `torrents/info` lists them, with states reduced to stopped or not. */
const LISTINGS: readonly (readonly [what: string, query: string, names: string])[] = [
  ['all by name', '?sort=name', 'first misnamed stopped'],
  ['those that are paused', '?filter=paused', 'stopped'],
  ['everything for an unknown filter', '?filter=bogus&sort=name', 'first misnamed stopped'],
  ['from the start for an offset past the end', '?sort=name&offset=9&limit=1', 'first'],
  ['a page', '?sort=name&offset=1&limit=1', 'misnamed'],
  ['backwards', '?sort=name&reverse=true', 'stopped misnamed first'],
  ['nothing for an unknown hash', `?hashes=${'0'.repeat(40)}`, ''],
  ['nothing for an unknown category', '?category=none', ''],
];

/** Plays the exchanges against a server. */
export function wireContract(name: string, start: () => Promise<WireServer>): void {
  describe(`the wire of ${name}`, () => {
    let server: WireServer;
    let raw: RawCaller;
    before(async () => {
      server = await start();
      raw = await rawCaller(server);
    });
    after(() => server.stop());

    for (const [what, call, says] of EXCHANGES) {
      it(`answers to ${what}`, async () => {
        const answer = await call(raw);
        assert.equal(`${answer.status} ${await answer.text()}`, says);
      });
    }

    for (const [what, query, names] of LISTINGS) {
      it(`lists ${what}`, async () => {
        assert.equal(await eventualNames(raw, query, names), names);
      });
    }

    it('lets any password in with a live cookie', async () => {
      const answer = await raw.post('auth/login', form({ username: 'x', password: 'x' }));
      assert.equal(`${answer.status} ${await answer.text()}`, '200 Ok.');
    });

    it('splits a tag at its comma', async () => {
      await raw.post('torrents/createTags', form({ tags: 'Le Guin,Ursula' }));
      const tags: unknown = await (await raw.get('torrents/tags')).json();
      assert.ok(Array.isArray(tags) && tags.includes('Le Guin') && tags.includes('Ursula'));
    });

    it('answers 403 without a session, and bans after five refused passwords', async () => {
      const base = `${server.url.href}api/v2/`;
      assert.equal((await fetch(`${base}app/version`)).status, 403);
      const said: string[] = [];
      for (let i = 0; i < 6; i += 1) {
        const body = form({ username: server.username, password: `wrong ${i}` });
        const answer = await fetch(`${base}auth/login`, { method: 'POST', body });
        said.push(`${answer.status} ${await answer.text()}`);
      }
      const banned =
        '403 Your IP address has been banned after too many failed authentication attempts.';
      assert.deepEqual(said, [...Array<string>(5).fill('200 Fails.'), banned]);
      assert.equal((await raw.get('app/version')).status, 200);
    });
  });
}

/** A listing comes a moment after the add's answer: asks until it is right, or a second is over. */
async function eventualNames(raw: RawCaller, query: string, wanted: string): Promise<string> {
  const deadline = Date.now() + 1_000;
  for (;;) {
    const rows: unknown = await (await raw.get(`torrents/info${query}`)).json();
    assert.ok(Array.isArray(rows));
    const names = rows.map((row: { name: string }) => row.name).join(' ');
    if (names === wanted || Date.now() > deadline) return names;
  }
}
