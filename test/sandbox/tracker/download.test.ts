import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { readTorrentFile } from '../../../src/integrations/torrent-file/index.ts';
import { startTrackerSite, type RunningTrackerSite } from '../../../src/sandbox/tracker/index.ts';
import { account, aTorrent, someTorrents } from './some-torrents.ts';
import { visitorOf, type Visitor } from './visitor.ts';

const torrents = [...someTorrents(3), aTorrent({ sourceId: '5000020', vip: true })];
let site: RunningTrackerSite;
let visitor: Visitor;

before(async () => {
  site = await startTrackerSite({ world: { torrents }, account, seed: 5 });
  visitor = visitorOf(site);
  await visitor.logIn();
});
after(() => site.stop());

test('a member gets a private torrent with the passkey in its announce and its id as comment', async () => {
  const { status, headers, text } = await visitor.get('/tor/download.php?tid=5000002');
  assert.equal(status, 200);
  assert.equal(headers.get('content-type'), 'application/x-bittorrent');
  assert.match(text, /MID=5000002/);
  const passkey = site.secrets().find((secret) => text.includes(secret));
  assert.ok(passkey !== undefined && passkey.length >= 32);
  assert.equal(site.state().downloads['5000002'], 1);
});

test('the personal token of a row gives the same torrent, and the log keeps no token', async () => {
  const { text } = await visitor.get('/tor/js/loadSearch.php?tor[text]=hollow');
  const [, path] = /id="dlLink5000001"[^>]*\s+href="([^"]+)"/.exec(text)!;
  const answer = await fetch(`${site.url}${path!}`);
  const file = readTorrentFile(new Uint8Array(await answer.arrayBuffer()));
  assert.equal(file.sourceComment, 'MID=5000001');
  const token = path!.split('/').at(-1)!;
  assert.ok(site.secrets().includes(token));
  assert.ok(!JSON.stringify(site.log.entries).includes(token));
  assert.equal(site.log.entries.at(-1)?.tid, '5000001');
});

test('strangers are refused with 403', async () => {
  const { status, text } = await visitorOf(site).get('/tor/download.php?tid=5000001');
  assert.equal(status, 403);
  assert.match(text, /not signed in/);
});

test('the mere presence of fl spends a wedge, and the log tells', async () => {
  await visitor.get('/tor/download.php?tid=5000003&fl');
  assert.equal(site.state().wedgesSpent, 1);
  assert.equal(site.log.entries.at(-1)?.wedge, true);
});

test('what is gone answers 404', async () => {
  assert.equal((await visitor.get('/tor/download.php?tid=42')).status, 404);
});

test('below VIP a torrent for VIPs is refused in words, with status 200', async () => {
  const plain = { ...account, userClass: 'Power User' };
  const own = await startTrackerSite({ world: { torrents }, account: plain, seed: 5 });
  try {
    const member = visitorOf(own);
    await member.logIn();
    const { status, text } = await member.get('/tor/download.php?tid=5000020');
    assert.deepEqual([status, text], [200, 'Error: you are not VIP or higher']);
  } finally {
    await own.stop();
  }
});

test('quick downloads beyond the burst answer 429 without Retry-After', async () => {
  const downloadBurst = { count: 2, windowMs: 60_000 };
  const own = await startTrackerSite({ world: { torrents }, account, seed: 5, downloadBurst });
  try {
    const member = visitorOf(own);
    await member.logIn();
    const statuses: number[] = [];
    for (const id of ['5000001', '5000002', '5000003']) {
      const answer = await member.get(`/tor/download.php?tid=${id}`);
      statuses.push(answer.status);
      assert.equal(answer.headers.get('retry-after'), null);
    }
    assert.deepEqual(statuses, [200, 200, 429]);
  } finally {
    await own.stop();
  }
});

test('the account summary counts unsatisfied torrents', async () => {
  const summary = JSON.parse((await visitor.get('/jsonLoad.php?snatch_summary')).text);
  assert.equal(summary.classname, 'VIP');
  assert.ok(summary.snatch_summary.unsat.count > 3);
});
