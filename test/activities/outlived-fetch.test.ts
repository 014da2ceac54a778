import assert from 'node:assert/strict';
import { after, before, beforeEach, it } from 'node:test';
import type { Dependencies } from '../../src/activities/dependencies.ts';
import { fetchActivities } from '../../src/activities/torrents.ts';
import {
  confirm,
  failAcquisition,
  getAcquisition,
  intend,
  keepTorrent,
} from '../../src/db/acquisitions.ts';
import { noteRemoval } from '../../src/db/removals.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';
import { RemoteError } from '../../src/integrations/errors.ts';
import { createSeal } from '../../src/sealing.ts';
import { Secret } from '../../src/secret.ts';
import { makeTorrentFile } from '../integrations/torrent-file/bencoder.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { startBooks, type ReviewBooks } from '../support/review-books.ts';

let database: TestDatabase;
let books: ReviewBooks;
let runs = 0;
before(async () => {
  database = await startDatabase();
});
after(() => database.stop());
beforeEach(async () => {
  await database.sql`TRUNCATE reviews, acquisitions, gaps CASCADE`;
  runs += 1;
  books = await startBooks(database.sql, `run-${runs}`);
});

const SEAL = createSeal(new Secret('a key that a person chose'));
const { bytes: FILE } = makeTorrentFile('v1', 'outlived');

/** One attempt to fetch, at a tracker that answers so. */
async function attempt(line: string, answer: () => Promise<Uint8Array>): Promise<string> {
  const deps = {
    sql: database.sql,
    policy: async () => DEFAULT_POLICY,
    tracker: { fetchTorrent: answer },
    trackerPacer: { cost: () => ({ requests: 0, waitedMs: 0 }) },
    seal: SEAL,
  } as unknown as Dependencies;
  const input = { runId: books.runId, acquisitionId: line };
  return (await fetchActivities(deps).fetchTorrent(input)).status;
}

const refusal = () =>
  new RemoteError('no such torrent', { remote: 'tracker', kind: 'not-found', remedy: 'None.' });

/** What has become of a line while one attempt still waited for the tracker. */
const MEANWHILE: readonly {
  readonly what: string;
  readonly happens: (line: string) => Promise<unknown>;
  readonly status: string;
  readonly step: string;
}[] = [
  { what: 'fetched it', happens: async () => null, status: 'fetched', step: 'ready' },
  {
    what: 'is about to queue it',
    happens: (line) => intend(database.sql, line),
    status: 'intended',
    step: 'ready',
  },
  {
    what: 'queued it',
    happens: (line) => confirm(database.sql, line, 'queued'),
    status: 'queued',
    step: 'queued',
  },
  {
    what: 'queued it, and its owner removed it',
    happens: async (line) => {
      await confirm(database.sql, line, 'queued');
      assert.ok(await noteRemoval(database.sql, await getAcquisition(database.sql, line)));
    },
    status: 'removed',
    step: 'queued',
  },
  {
    what: 'fetched it, and its owner took the approval back',
    happens: (line) =>
      failAcquisition(database.sql, line, { name: 'review/withdrawn', what: 'said so' }),
    status: 'failed',
    step: 'failed',
  },
];

for (const { what, happens, status, step } of MEANWHILE) {
  for (const answer of ['the file', 'a refusal'] as const) {
    it(`a fetch that is answered with ${answer} when another one ${what} changes nothing`, async () => {
      const line = await books.choose({ sourceId: '1', gapKeys: ['a'] });
      let then: unknown = null;
      const late = await attempt(line, async () => {
        assert.equal(await attempt(line, async () => FILE), 'ready');
        await happens(line);
        then = await getAcquisition(database.sql, line);
        if (answer === 'a refusal') throw refusal();
        return FILE;
      });
      const now = await getAcquisition(database.sql, line);
      assert.deepEqual([late, now.status], [step, status]);
      assert.deepEqual(now, then);
      const told = await database.sql`
        SELECT 1 FROM run_events WHERE run_id = ${books.runId} AND kind = 'torrent-failed'`;
      assert.equal(told.length, 0);
    });
  }
}

it('of attempts that come back at once, one keeps its file', async () => {
  const line = await books.choose({ sourceId: '1', gapKeys: ['a'] });
  const files = ['a', 'b', 'c', 'd'].map((name) => ({
    v1: name.repeat(40),
    v2: null,
    sealed: Buffer.from(name),
  }));
  const kept = await Promise.all(files.map((file) => keepTorrent(database.sql, line, file)));
  assert.deepEqual(kept.toSorted(), ['kept', 'too-late', 'too-late', 'too-late']);
  const { infoHashV1 } = await getAcquisition(database.sql, line);
  assert.equal(infoHashV1, files[kept.indexOf('kept')]?.v1);
});

it('the same torrent under another id is given up, and said to be so', async () => {
  const line = await books.choose({ sourceId: '1', gapKeys: ['a'] });
  const twin = await books.choose({ sourceId: '2', gapKeys: ['b'] });
  assert.equal(await attempt(line, async () => FILE), 'ready');
  assert.equal(await attempt(twin, async () => FILE), 'failed');
  assert.equal((await getAcquisition(database.sql, twin)).failure?.name, 'ledger/same-torrent');
});

it('a refusal that no other attempt outran fails the line, and its run tells it', async () => {
  const line = await books.choose({ sourceId: '1', gapKeys: ['a'] });
  const step = await attempt(line, () => Promise.reject(refusal()));
  const { status, failure } = await getAcquisition(database.sql, line);
  assert.deepEqual([step, status, failure?.name], ['failed', 'failed', 'tracker/not-found']);
  const told = await database.sql`SELECT kind FROM run_events WHERE run_id = ${books.runId}`;
  assert.match(JSON.stringify(told), /torrent-failed/);
});
