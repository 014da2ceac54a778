import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import { ApplicationFailure } from '@temporalio/activity';
import { analysisActivities } from '../../src/activities/analyse.ts';
import type { Dependencies } from '../../src/activities/dependencies.ts';
import { createDesk } from '../../src/activities/judging.ts';
import { snapshotActivities } from '../../src/activities/snapshot.ts';
import { loadConfig } from '../../src/config.ts';
import { finishRun } from '../../src/db/runs.ts';
import { getTerm, saveTerms } from '../../src/db/terms.ts';
import {
  createAudiobookshelf,
  type Audiobookshelf,
} from '../../src/integrations/audiobookshelf/index.ts';
import { createLogger } from '../../src/logger.ts';
import { createPolicyReader } from '../../src/policy/load.ts';
import {
  startAudiobookshelf,
  type AudiobookshelfSandbox,
} from '../../src/sandbox/audiobookshelf/index.ts';
import type { WorldItem } from '../../src/sandbox/world/types.ts';
import { Secret } from '../../src/secret.ts';
import { at, makeCandidate } from '../domain/make.ts';
import { item, TOKEN } from '../integrations/audiobookshelf/shelf.ts';
import { bookRun } from '../operations/servers.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';

const MAIN = { id: 'main', name: 'Main', mediaType: 'book' } as const;
const OTHER = { id: 'other', name: 'Other', mediaType: 'book' } as const;

const volume = (libraryId: string, series: string, position: number): WorldItem => {
  const title = `Chapter ${position} of ${series}`;
  const place = { name: series, position: String(position) };
  return item(position, { id: `${series}-${position}`, libraryId, title, series: [place] });
};

/** Of one series the other library holds the volume between; of a second it holds all. */
const ITEMS: readonly WorldItem[] = [
  volume('main', 'Ledger', 1),
  volume('main', 'Ledger', 3),
  volume('other', 'Ledger', 2),
  volume('other', 'Harbour', 1),
];

let database: TestDatabase;
let remote: AudiobookshelfSandbox;
let library: Audiobookshelf;
let deps: Dependencies;
let runs = 0;

before(async () => {
  database = await startDatabase();
  remote = await startAudiobookshelf({ libraries: [MAIN, OTHER], items: ITEMS, token: TOKEN });
  library = createAudiobookshelf({ url: remote.url, token: new Secret(TOKEN), timeoutMs: 5_000 });
  const { config } = loadConfig({}, { envFile: null });
  const quiet = { level: 'error', logsDir: null, timeZone: 'UTC', pretty: false } as const;
  const logger = createLogger({ ...quiet, secrets: [] });
  const policy = createPolicyReader(config.policy);
  // Neither the tracker nor the torrent client is asked here.
  deps = { sql: database.sql, config, logger, policy, library } as unknown as Dependencies;
});
after(async () => {
  await library.close();
  await remote.stop();
  await database.stop();
});
beforeEach(async () => {
  remote.faults.lacking = [];
  await database.sql`TRUNCATE runs, gaps, items CASCADE`;
});

/** Reads the library and finds its gaps; a run that stops is closed with its failure. */
async function analyse(name: string | null): Promise<string> {
  runs += 1;
  const runId = await bookRun(deps, { workflowId: `run-${runs}`, library: name });
  try {
    await snapshotActivities(deps).readLibrary({ runId });
    await analysisActivities(deps).findGaps({ runId });
  } catch (error) {
    if (!(error instanceof ApplicationFailure)) throw error;
    const stop = { name: error.type ?? '', what: error.message, remedy: '' };
    await finishRun(database.sql, runId, { status: 'failed', stop, reportPath: null });
    throw error;
  }
  return runId;
}

const gapsIn = async (runId: string | null) =>
  (
    await database.sql<{ key: string }[]>`
      SELECT key FROM gaps WHERE state = 'open' AND (${runId}::text IS NULL OR EXISTS (
        SELECT 1 FROM run_gaps WHERE gap_id = gaps.id AND run_id = ${runId}))
      ORDER BY key COLLATE "C"`
  ).map(({ key }) => key);

const HARBOUR = 'series:harbour:ada quill:2';
const LEDGER = 'series:ledger:ada quill:4';

describe('a run about one of two libraries', () => {
  it('lacks nothing that the other holds, and not what only the other lacks', async () => {
    assert.deepEqual(await gapsIn(await analyse(null)), [HARBOUR, LEDGER]);
    assert.deepEqual(await gapsIn(await analyse('Main')), [LEDGER]);
    assert.deepEqual(await gapsIn(await analyse('other')), [HARBOUR, LEDGER]);
    assert.deepEqual(await gapsIn(null), [HARBOUR, LEDGER], 'nothing is gone');
  });

  it('takes no torrent of what the other holds', async () => {
    await analyse(null);
    const runId = await analyse('Main');
    const term = { kind: 'series', text: 'Ledger', label: 'Ledger', gapKeys: [LEDGER] } as const;
    await saveTerms(database.sql, runId, { terms: [term], beyondCap: [] });
    const owned = makeCandidate({
      sourceId: '7',
      title: 'Chapter 2 of Ledger',
      authors: ['Ada Quill'],
      series: at('Ledger', '2'),
    });
    const read = { pages: 1, total: 1, isCut: false, requests: 1, waitedMs: 0 };
    const account = { userClass: 'VIP', ratio: 2, bonusPoints: 0, wedges: 0, unsatisfied: 0 };
    const seen = { ...read, candidates: [owned], account };
    const judged = await createDesk(deps).judgeTerm(runId, await getTerm(deps.sql, runId, 1), seen);
    assert.equal(judged?.refused, 1);
    const [row] = await database.sql<{ names: string[] }[]>`
      SELECT array(SELECT jsonb_array_elements(decision->'reasons')->>'name') AS names
      FROM decisions`;
    assert.ok(row?.names.includes('already-owned'), String(row?.names));
  });
});

describe('a library that is not listed any more', () => {
  it('stops the run by its name, and none of its gaps is gone', async () => {
    await analyse(null);
    remote.faults.lacking = ['accessAllLibraries'];
    await assert.rejects(analyse(null), {
      type: 'audiobookshelf/library-shrunk',
      message: /^library "Other", which held 2 items, is not listed any more\./,
    });
    assert.deepEqual(await gapsIn(null), [HARBOUR, LEDGER]);
  });

  it('is still owned for a run about the one that is listed', async () => {
    await analyse(null);
    remote.faults.lacking = ['accessAllLibraries'];
    assert.deepEqual(await gapsIn(await analyse('Main')), [LEDGER]);
  });

  it('is forgotten when the sync is started again', async () => {
    await analyse(null);
    remote.faults.lacking = ['accessAllLibraries'];
    await assert.rejects(analyse(null));
    assert.deepEqual(await gapsIn(await analyse(null)), ['series:ledger:ada quill:2', LEDGER]);
    assert.deepEqual(await gapsIn(null), ['series:ledger:ada quill:2', LEDGER]);
    assert.deepEqual(await gapsIn(await analyse(null)), ['series:ledger:ada quill:2', LEDGER]);
  });
});
