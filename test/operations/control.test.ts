import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { finishRun } from '../../src/db/runs.ts';
import {
  cancelRun,
  type OperationDependencies,
  pauseRun,
  startSearch,
  startSync,
} from '../../src/operations/index.ts';
import { connect } from '../../src/index.ts';
import { loadConfig } from '../../src/config.ts';
import { startAudiobookshelf } from '../../src/sandbox/audiobookshelf/index.ts';
import { Secret } from '../../src/secret.ts';
import { openTemporal } from '../../src/temporal/open-client.ts';
import { TOKEN } from '../integrations/audiobookshelf/shelf.ts';
import { until } from '../support/until.ts';
import { bookRun, type Servers, startServers } from './servers.ts';

let servers: Servers;
before(async () => {
  servers = await startServers();
});
after(() => servers.stop());

async function describeRun(runId: string) {
  return servers.deps.client.workflow.getHandle(runId).describe();
}

/** Writes a started run into the books, as its worker would. */
async function book(runId: string, kind: 'sync' | 'search'): Promise<void> {
  const { raw } = await describeRun(runId);
  const executionId = raw.workflowExecutionInfo?.firstRunId ?? '';
  await bookRun(servers.deps, { workflowId: runId, executionId, kind });
}

describe('starting a full sync', () => {
  it('names the run by the time, and says what it is for the Temporal UI', async () => {
    const { runId } = await startSync(servers.deps, {
      dryRun: true,
      library: ' Audiobooks ',
      all: true,
    });
    assert.equal(runId, 'full-sync-20261123-204455');
    const started = await describeRun(runId);
    assert.equal(await started.staticSummary(), 'Full sync of “Audiobooks” (dry run)');
    assert.match((await started.staticDetails()) ?? '', /mamcrawler runs follow full-sync-2026/);
    const attributes = started.typedSearchAttributes
      .getAll()
      .map(({ key, value }) => [key.name, value]);
    assert.deepEqual(Object.fromEntries(attributes), {
      MamPhase: 'begin',
      MamTermsDone: 0,
      MamTermsTotal: 0,
      MamQueued: 0,
    });
  });

  it('is refused while one is under way, naming it and how to follow it', async () => {
    await book('full-sync-20261123-204455', 'sync');
    const later = { ...servers.deps, now: () => new Date('2026-11-23T21:00:00Z') };
    await assert.rejects(startSync(later), {
      kind: 'already-running',
      runId: 'full-sync-20261123-204455',
      remedy: /mamcrawler runs follow full-sync-20261123-204455/,
    });
  });

  it('is not kept from it by a run whose workflow is gone', async () => {
    await servers.deps.client.workflow.getHandle('full-sync-20261123-204455').terminate();
    const later = { ...servers.deps, now: () => new Date('2026-11-23T21:00:01Z') };
    const { runId } = await startSync(later);
    assert.equal(runId, 'full-sync-20261123-210001');
    await servers.deps.client.workflow.getHandle(runId).terminate();
  });

  it('with wrong words is refused, naming the field', async () => {
    await assert.rejects(startSync(servers.deps, { library: '' }), {
      kind: 'invalid',
      message: /library must not be empty/,
    });
  });
});

describe('a run about one library', () => {
  const libraries = [
    { id: 'a', name: 'Audiobooks', mediaType: 'book' },
    { id: 'p', name: 'Podcasts', mediaType: 'podcast' },
  ] as const;

  /** The same program, with an Audiobookshelf that it can ask. */
  async function withLibraries(act: (deps: OperationDependencies) => Promise<void>) {
    const remote = await startAudiobookshelf({ libraries, items: [], token: TOKEN });
    const { config } = servers.deps;
    const audiobookshelf = { ...config.audiobookshelf, url: remote.url, token: new Secret(TOKEN) };
    const now = () => new Date('2026-11-23T22:00:00Z');
    try {
      await act({ ...servers.deps, now, config: { ...config, audiobookshelf } });
    } finally {
      await remote.stop();
    }
  }

  it('is refused before it starts when there is no such library, naming those that there are', async () => {
    await withLibraries(async (deps) => {
      for (const library of ['Nope', 'Podcasts']) {
        const refusal = {
          kind: 'unknown-library',
          message: `there is no book library “${library}”`,
          remedy: 'there are: “Audiobooks”',
        };
        await assert.rejects(startSync(deps, { library }), refusal);
        await assert.rejects(startSearch(deps, { text: 'Ada Quill', library }), refusal);
      }
      for (const runId of ['full-sync-20261123-220000', 'search-20261123-220000'])
        await assert.rejects(describeRun(runId), { name: 'WorkflowNotFoundError' });
      const { runId } = await startSync(deps, { library: 'audioBooks' });
      await deps.client.workflow.getHandle(runId).terminate();
    });
  });

  it('starts when Audiobookshelf can’t be asked now: the run itself waits for it', async () => {
    const { config } = servers.deps;
    const url = new URL('http://127.0.0.1:1');
    const audiobookshelf = { ...config.audiobookshelf, url, token: new Secret(TOKEN) };
    const now = () => new Date('2026-11-23T22:00:01Z');
    const deps = { ...servers.deps, now, config: { ...config, audiobookshelf } };
    const { runId } = await startSearch(deps, { text: 'Ada Quill', library: 'Nope' });
    await deps.client.workflow.getHandle(runId).terminate();
  });
});

describe('starting a search', () => {
  it('twice in a second makes two runs', async () => {
    const first = await startSearch(servers.deps, { text: 'Ada Quill' });
    const second = await startSearch(servers.deps, { text: 'Ada Quill' });
    assert.equal(first.runId, 'search-20261123-204455');
    assert.equal(second.runId, 'search-20261123-204455-2');
  });

  for (const [text, problem] of [
    ['x', /text must be at least 2 characters/],
    ['   x   ', /text must be at least 2 characters/],
    ['x'.repeat(201), /text must not be longer than 200 characters/],
  ] as const) {
    it(`for “${text.slice(0, 9)}” (${text.length}) is refused`, async () => {
      await assert.rejects(startSearch(servers.deps, { text }), {
        kind: 'invalid',
        message: problem,
      });
    });
  }
});

describe('cancelling and pausing', () => {
  it('asks the run’s own workflow to end', async () => {
    const { runId } = await startSearch(servers.deps, { text: 'to be cancelled' });
    await book(runId, 'search');
    await cancelRun(servers.deps, runId);
    const { events } = await servers.deps.client.workflow.getHandle(runId).fetchHistory();
    assert.ok(events?.some((event) => event.workflowExecutionCancelRequestedEventAttributes));
  });

  it('a run that no worker has taken up yet can be cancelled too', async () => {
    const { runId } = await startSearch(servers.deps, { text: 'not begun' });
    await cancelRun(servers.deps, runId);
    const { events } = await servers.deps.client.workflow.getHandle(runId).fetchHistory();
    assert.ok(events?.some((event) => event.workflowExecutionCancelRequestedEventAttributes));
  });

  it('another program’s workflow is none of our runs', async () => {
    const options = { taskQueue: 'elsewhere', workflowId: 'of-another-program' };
    const other = await servers.deps.client.workflow.start('theirs', options);
    await assert.rejects(cancelRun(servers.deps, options.workflowId), { kind: 'unknown-run' });
    await other.terminate();
  });

  it('a run that has ended is refused, saying how it ended', async () => {
    const id = await bookRun(servers.deps, { workflowId: 'ended' });
    const end = { status: 'stopped', stop: null, reportPath: null } as const;
    await finishRun(servers.deps.sql, id, end);
    for (const ask of [cancelRun, pauseRun]) {
      await assert.rejects(ask(servers.deps, id), {
        kind: 'not-open',
        message: /it ended as stopped/,
        remedy: /mamcrawler runs show ended/,
      });
    }
  });

  it('a run whose workflow is gone is refused, saying so', async () => {
    const id = await bookRun(servers.deps, { workflowId: 'gone' });
    for (const ask of [cancelRun, pauseRun]) {
      await assert.rejects(ask(servers.deps, id), { kind: 'not-open', message: /from outside/ });
    }
  });

  it('a run of the same name that came later is left alone', async () => {
    const { runId } = await startSearch(servers.deps, { text: 'another chain' });
    const id = await bookRun(servers.deps, { workflowId: runId, executionId: crypto.randomUUID() });
    await assert.rejects(cancelRun(servers.deps, id), { kind: 'not-open' });
    const { events } = await servers.deps.client.workflow.getHandle(runId).fetchHistory();
    assert.ok(!events?.some((event) => event.workflowExecutionCancelRequestedEventAttributes));
  });

  it('a run that nobody knows is refused', async () => {
    await assert.rejects(cancelRun(servers.deps, 'zebra'), { kind: 'unknown-run' });
  });
});

describe('another program', () => {
  const address = () => ({ address: servers.temporalAddress });

  it('starts runs with nothing but the Temporal server, one full sync at a time', async () => {
    await using mamcrawler = await connect(address());
    const { runId } = await mamcrawler.startSync({ dryRun: true });
    // What the server lists may be a moment behind what it holds.
    const refusal = await until('a second sync is refused', async () => {
      try {
        await servers.deps.client.workflow
          .getHandle((await mamcrawler.startSync()).runId)
          .terminate();
        return undefined;
      } catch (error) {
        return error as { kind: string; runId: string };
      }
    });
    assert.deepEqual([refusal.kind, refusal.runId], ['already-running', runId]);
    await servers.deps.client.workflow.getHandle(runId).terminate();
    await assert.rejects(mamcrawler.result(runId), { kind: 'run-ended', runId });
  });

  it('hears of a run that nobody knows', async () => {
    await using mamcrawler = await connect(address());
    await assert.rejects(mamcrawler.progress('zebra'), { kind: 'unknown-run' });
    await assert.rejects(mamcrawler.result('zebra'), { kind: 'unknown-run' });
    await assert.rejects(mamcrawler.cancel('zebra'), { kind: 'not-open' });
  });
});

describe('without a Temporal server', () => {
  it('everything says so, with the remedy', async () => {
    const { config } = loadConfig({ TEMPORAL_ADDRESS: '127.0.0.1:1' }, { envFile: null });
    const nobody = openTemporal(config.temporal, null);
    const deps = { ...servers.deps, client: nobody.client };
    const away = { kind: 'temporal-away', remedy: /npm start/ };
    await assert.rejects(startSearch(deps, { text: 'anything' }), away);
    await nobody.close();
  });
});
