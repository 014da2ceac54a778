import assert from 'node:assert/strict';
import { endOf } from '../support/politeness.ts';
import { ledgerOf, runOf } from '../support/runs.ts';
import type { Stack } from '../support/stack.ts';
import { torrentsOf } from '../support/torrent-list.ts';

/** By the site's own log: within a run, no search of a term after the database called it finished. */
export async function assertNoTermTwice(stack: Stack, runId: string): Promise<void> {
  const { log } = stack.sandbox.tracker;
  const { startedAt, finishedAt: end } = await runOf(stack, runId);
  assert.ok(end !== null, `${runId} has not ended`);
  const ofRun = log.entries.filter(
    ({ at, kind }) => kind === 'search' && at > startedAt.getTime() && at < end.getTime(),
  );
  const terms = await stack.sql<{ text: string; status: string; finishedAt: Date }[]>`
    SELECT text, status, finished_at AS "finishedAt" FROM terms WHERE run_id = ${runId}`;
  assert.ok(terms.length > 0);
  for (const { text, status, finishedAt } of terms) {
    assert.equal(status, 'done');
    const searches = ofRun.filter((entry) => entry.term === text);
    assert.ok(searches.length > 0, `"${text}" was never searched`);
    for (const search of searches) {
      assert.ok(search.at < finishedAt.getTime(), `"${text}" was searched after it was done`);
      assert.ok(endOf(log, search) <= finishedAt.getTime() + 1, `"${text}" was done too early`);
    }
  }
}

/** qBittorrent lists what the ledger says, each torrent once, with our category and tags. */
export async function assertEachTorrentOnce(stack: Stack): Promise<void> {
  const ledger = await ledgerOf(stack);
  const listed = await torrentsOf(stack);
  const hashes = ledger.map(({ v1, v2 }) => v1 ?? v2?.slice(0, 40) ?? '');
  assert.deepEqual(listed.map(({ hash }) => hash).sort(), [...hashes].sort());
  assert.equal(new Set(hashes).size, hashes.length);
  for (const { category, tags } of listed) {
    assert.equal(category, 'audiobooks');
    assert.match(tags, /\bmam\b/);
  }
}

/** How many terms have been searched to their end. */
export async function termsDone(stack: Stack): Promise<number> {
  const [row] = await stack.sql<{ done: number }[]>`
    SELECT count(*)::int AS done FROM terms WHERE status = 'done'`;
  return row?.done ?? 0;
}
