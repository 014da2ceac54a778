import assert from 'node:assert/strict';
import { after, afterEach, before, test } from 'node:test';
import { classifyPage } from '../../../src/integrations/tracker/parse/index.ts';
import { startTrackerSite, type RunningTrackerSite } from '../../../src/sandbox/tracker/index.ts';
import { account, someTorrents } from './some-torrents.ts';
import { visitorOf, type Visitor } from './visitor.ts';

const SEARCH = '/tor/browse.php?tor[text]=tide';
const DOWNLOAD = '/tor/download.php?tid=5000001';
let site: RunningTrackerSite;
let visitor: Visitor;

before(async () => {
  site = await startTrackerSite({ world: { torrents: someTorrents(3) }, account, seed: 9 });
  visitor = visitorOf(site);
  await visitor.logIn();
});
after(() => site.stop());
afterEach(() => site.faults.clear());

test('a fault waits for its turn, strikes its times, and is over', async () => {
  site.faults.set({ name: 'unavailable', after: 1, times: 2 });
  const statuses: number[] = [];
  for (let count = 0; count < 4; count += 1) statuses.push((await visitor.get(SEARCH)).status);
  assert.deepEqual(statuses, [200, 503, 503, 200]);
  assert.deepEqual(site.faults.active(), []);
  assert.equal(site.log.entries.at(-2)?.fault, 'unavailable');
});

test('rate limits come with and without Retry-After', async () => {
  site.faults.set({ name: 'rate-limited', times: 1 });
  const bare = await visitor.get(SEARCH);
  assert.deepEqual([bare.status, bare.headers.get('retry-after')], [429, null]);
  site.faults.set({ name: 'rate-limited', times: 1, retryAfter: 7 });
  assert.equal((await visitor.get(DOWNLOAD)).headers.get('retry-after'), '7');
});

test('forbidden answers 403 to those who are signed in', async () => {
  site.faults.set({ name: 'forbidden', on: ['download'] });
  assert.equal((await visitor.get(SEARCH)).status, 200);
  assert.equal((await visitor.get(DOWNLOAD)).status, 403);
});

test('a layout change renames what a reader looks for', async () => {
  site.faults.set({ name: 'layout-changed', times: 1 });
  const shell = (await visitor.get(SEARCH)).text;
  const [, extra] = /data-extra="([^"]+)"/.exec(shell)!;
  const { text } = await visitor.get(
    `/tor/js/loadSearch.php?tor[text]=tide${extra!.replaceAll('&amp;', '&')}`,
  );
  assert.doesNotMatch(text, /newTorTable|id="tdr|Search Results|torTitle|pageDiv/);
  assert.match(text, /The Hollow Tide, Book 1/);
});

test('a page that never draws loads no script', async () => {
  site.faults.set({ name: 'layout-changed', variant: 'never-draws', times: 1 });
  assert.doesNotMatch((await visitor.get(SEARCH)).text, /<script/);
});

test('trouble of the engine is told in words', async () => {
  site.faults.set({ name: 'search-engine-trouble', times: 1 });
  const [, extra] = /data-extra="([^"]+)"/.exec((await visitor.get(SEARCH)).text)!;
  const query = `tor[text]=tide${extra!.replaceAll('&amp;', '&')}`;
  assert.match((await visitor.get(`/tor/js/loadSearch.php?${query}`)).text, /Search error/);
});

test('a download may answer with the login page, or with a refusal', async () => {
  site.faults.set({ name: 'download-answers-login-page', times: 1 });
  const page = await visitor.get(DOWNLOAD);
  assert.equal(page.status, 200);
  assert.equal(classifyPage(page.text, { url: '', status: 200 }), 'not-logged-in');
  site.faults.set({ name: 'download-refused', times: 1 });
  assert.match((await visitor.get(DOWNLOAD)).text, /Time Till Download Allowed: 1d 02:04:02/);
  site.faults.set({ name: 'download-refused', variant: 'vip-only', times: 1 });
  assert.match((await visitor.get(DOWNLOAD)).text, /not VIP or higher/);
});

test('the login can be locked, refuse the right password, or ask for a human', async () => {
  const stranger = visitorOf(site);
  site.faults.set({ name: 'login-locked', times: 1 });
  assert.match((await stranger.logIn()).text, /Login Locked!/);
  site.faults.set({ name: 'wrong-credentials', times: 1 });
  assert.match((await stranger.logIn()).text, /failed login/);
  site.faults.set({ name: 'captcha', times: 1 });
  const { text } = await stranger.get('/login.php');
  assert.equal(classifyPage(text, { url: '/login.php', status: 200 }), 'captcha');
});

test('a connection is cut amid the answer, and the log has no status for it', async () => {
  site.faults.set({ name: 'connection-cut', times: 1 });
  await assert.rejects(visitor.get(SEARCH));
  const cut = site.log.entries.at(-1);
  assert.deepEqual([cut?.fault, cut?.status], ['connection-cut', null]);
});

test('a slow answer takes at least as long as it was told to', async () => {
  site.faults.set({ name: 'slow', ms: 60, times: 1 });
  await visitor.get(SEARCH);
  const { at, endedAt, fault } = site.log.entries.at(-1)!;
  assert.equal(fault, 'slow');
  assert.ok(endedAt! - at >= 55);
});

test('a session can end at a page, at a redirect, and between a page and its script', async () => {
  site.faults.set({ name: 'session-expired', variant: 'script', times: 1 });
  assert.match((await visitor.get(SEARCH)).text, /id="tmUS"/);
  assert.equal((await visitor.get('/tor/js/loadSearch.php?tor[text]=tide')).status, 403);
  await visitor.logIn();
  site.faults.set({ name: 'session-expired', variant: 'redirect', times: 1 });
  assert.equal((await visitor.get(SEARCH)).status, 302);
  await visitor.logIn();
  site.faults.set({ name: 'session-expired', variant: 'page', times: 1 });
  assert.match((await visitor.get(SEARCH)).text, /Not logged in!/);
  await visitor.logIn();
});

test('the levers work over HTTP', async () => {
  const post = (body: unknown): Promise<Response> =>
    fetch(`${site.url}/_sandbox/faults`, { method: 'POST', body: JSON.stringify(body) });
  assert.equal((await post({ name: 'forbidden', times: 1 })).status, 200);
  assert.deepEqual(
    site.faults.active().map(({ name }) => name),
    ['forbidden'],
  );
  const state = (await (await fetch(`${site.url}/_sandbox/state`)).json()) as { faults: unknown[] };
  assert.equal(state.faults.length, 1);
  await post({ clear: true });
  assert.deepEqual(site.faults.active(), []);
  assert.equal((await post({ name: 'no such thing' })).status, 400);
  const log = (await (await fetch(`${site.url}/_sandbox/log`)).json()) as { kind: string }[];
  assert.equal(log.at(-1)?.kind, 'control');
});
