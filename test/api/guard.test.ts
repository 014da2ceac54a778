import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { serveApi, type Sent, type Served } from './serving.ts';

const KEY = 'a-long-key-of-the-owner-é';
/** As curl sends it: the bytes of UTF-8. */
const SHOWN = Buffer.from(KEY, 'utf8').toString('latin1');

let database: TestDatabase;
before(async () => {
  database = await startDatabase();
});
after(() => database.stop());

type Case = readonly [name: string, line: string, sent: Sent, status: number, kind?: string];

async function hold(api: Served, [, line, sent, status, kind]: Case): Promise<void> {
  const { body, ...answer } = await api.ask(line, sent);
  assert.equal(answer.status, status, JSON.stringify(body));
  assert.equal(body.success, kind === undefined);
  if (kind === undefined) return;
  assert.deepEqual(Object.keys(body.error), ['kind', 'message', 'remedy']);
  assert.equal(body.error.kind, kind);
}

describe('with API_KEY set', () => {
  let api: Served;
  before(async () => {
    api = await serveApi(database.sql, { API_KEY: KEY });
  });
  after(() => api.stop());

  const cases: readonly Case[] = [
    ['the key lets in', 'GET /api/blocks', { headers: { 'X-API-Key': SHOWN } }, 200],
    [
      'and so it does by any name of the machine, for any page that has it',
      'GET /api/blocks',
      { headers: { 'x-api-key': SHOWN, host: 'nas.example', origin: 'https://my.example' } },
      200,
    ],
    ['no key', 'GET /api/blocks', {}, 401, 'no-key'],
    ['another key', 'GET /api/gaps', { headers: { 'x-api-key': 'guess' } }, 401, 'wrong-key'],
    ['a part of it', 'GET /api/gaps', { headers: { 'x-api-key': 'a-long' } }, 401, 'wrong-key'],
    ['an empty key', 'GET /api/review', { headers: { 'x-api-key': '' } }, 401, 'wrong-key'],
    ['no key, to decide', 'POST /api/review/1/approve', {}, 401, 'no-key'],
    ['no key, to lift', 'DELETE /api/blocks/word/x', {}, 401, 'no-key'],
    ['a route that is not there tells nothing without the key', 'GET /api/x', {}, 401, 'no-key'],
    ['no other way of writing /health goes round it', 'GET /health/', {}, 401, 'no-key'],
    // Open, but Temporal is away in this test.
    ['/health is open', 'GET /health', {}, 503, 'temporal-away'],
  ];
  for (const one of cases) it(`${one[0]}: ${one[3]}`, () => hold(api, one));

  it('is named in no answer and no log line', async () => {
    const { body } = await api.ask('GET /api/gaps', { headers: { 'x-api-key': 'my-guess' } });
    assert.doesNotMatch(JSON.stringify(body) + api.log.text, /a-long-key|my-guess/);
  });
});

describe('without API_KEY, on loopback', () => {
  let api: Served;
  before(async () => {
    api = await serveApi(database.sql);
  });
  after(() => api.stop());

  const from = (headers: Readonly<Record<string, string>>): Sent => ({ headers });
  const cases: readonly Case[] = [
    ['its own address', 'GET /api/blocks', {}, 200],
    ['localhost', 'GET /api/blocks', from({ host: 'localhost:8081' }), 200],
    ['IPv6', 'GET /api/blocks', from({ host: '[::1]:8081' }), 200],
    [
      'a page of its own origin',
      'GET /api/blocks',
      from({ host: 'localhost:8081', origin: 'http://localhost:8081' }),
      200,
    ],
    [
      'a name that leads here (DNS rebinding)',
      'GET /api/gaps',
      from({ host: 'evil.example' }),
      403,
      'foreign-host',
    ],
    [
      'a name that begins like ours',
      'GET /api/gaps',
      from({ host: '127.0.0.1.evil.example' }),
      403,
      'foreign-host',
    ],
    [
      'a name before ours',
      'GET /api/gaps',
      from({ host: 'evil.example@127.0.0.1' }),
      403,
      'foreign-host',
    ],
    [
      'a page from elsewhere that decides',
      'POST /api/review/1/approve',
      from({ origin: 'https://evil.example' }),
      403,
      'foreign-origin',
    ],
    [
      'a page of another program here',
      'POST /api/review/1/approve',
      from({ host: 'localhost:8081', origin: 'http://localhost:3000' }),
      403,
      'foreign-origin',
    ],
    ['a page of no origin', 'GET /api/gaps', from({ origin: 'null' }), 403, 'foreign-origin'],
    ['/health too', 'GET /health', from({ host: 'evil.example' }), 403, 'foreign-host'],
  ];
  for (const one of cases) it(`${one[0]}: ${one[3]}`, () => hold(api, one));
});
