import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { ListedGap } from '../../src/operations/index.ts';
import type { RunReport } from '../../src/domain/report.ts';
import { ownRequests } from '../support/politeness.ts';
import { ledgerOf, reportOf, startSync } from '../support/runs.ts';
import type { WorldTorrent } from '../../src/sandbox/world/types.ts';
import { createSmallWorld, type SmallSeries } from '../support/small-world.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { until } from '../support/until.ts';

const run = promisify(execFile);
const COMMAND = fileURLToPath(new URL('../../bin/mamcrawler.mjs', import.meta.url));

/** What a catalogue knows of each series, and whether the tracker lists volume 2. */
const KNOWN = 0; // its second volume, which is listed
const COMPLETE = 1; // the volume that is held, and no other
const UPCOMING = 2; // its second volume, which is not out
const ABSENT = 3; // nothing; not listed
const UNWANTED = 4; // nothing; not listed, and excluded after the first run
const TAKEN_BACK = 5; // nothing; listed, and excluded when it was fetched
const NOTICED = 6; // nothing; an abridgement is listed, also for the search of the upcoming one

const world = createSmallWorld({ terms: 7, fits: [KNOWN, TAKEN_BACK] });
const ABRIDGED = '999';

function series(index: number): SmallSeries {
  const found = world.series[index];
  assert.ok(found !== undefined);
  return found;
}

function abridgement(): WorldTorrent {
  const [like] = world.torrents;
  assert.ok(like !== undefined);
  const { name, author } = series(NOTICED);
  return {
    ...like,
    sourceId: ABRIDGED,
    title: `Volume 2 of ${name}`,
    authors: [author],
    series: [{ name, position: '2' }],
    abridged: true,
    narrators: [series(UPCOMING).name],
  };
}

describe('the standing list of gaps, from run to run', () => {
  let stack: Stack;

  before(async () => {
    // What is known is put there by hand: nobody is asked.
    const settings = { CATALOGUE_MAX_LOOKUPS: '0' };
    const torrents = [...world.torrents, abridgement()];
    stack = await startStack({ world: { ...world, torrents }, qbittorrent: '5.1', settings });
    await stack.startWorker();
    await know(KNOWN, 1);
    await know(KNOWN, 2);
    await know(COMPLETE, 1);
    await know(UPCOMING, 1);
    await know(UPCOMING, 2, '2099-03-02');
  });
  after(() => stack.stop());

  async function know(index: number, volume: number, releaseDate: string | null = null) {
    const { name, author } = series(index);
    const id = `${index}-${volume}`;
    const work = {
      id,
      title: volume === 1 ? `The Beginning of ${name}` : `Volume 2 of ${name}`,
      subtitle: null,
      authors: [author],
      narrators: ['Wren Whitlock'],
      series: [{ name, position: String(volume) }],
      language: 'English',
      runtimeMinutes: null,
      releaseDate,
      asin: null,
      isbn: null,
      abridged: false,
      source: 'audible',
      asOf: null,
    };
    await stack.sql`
      INSERT INTO known_works (source, source_id, work) VALUES ('audible', ${id}, ${stack.sql.json(work)})`;
  }

  async function mamcrawler(...words: readonly string[]) {
    const options = { cwd: stack.folder, env: stack.env };
    const { stdout } = await run(process.execPath, [COMMAND, ...words], options);
    return stdout;
  }

  async function sync(name: string): Promise<RunReport> {
    const started = await startSync(stack, name);
    const { runId, failureMessage } = await started.ended();
    assert.equal(failureMessage, '');
    return (await reportOf(stack, runId)).json;
  }

  async function listed(index: number): Promise<ListedGap | undefined> {
    const gaps: ListedGap[] = JSON.parse(await mamcrawler('gaps', '--json'));
    return gaps.find(({ key }) => key === series(index).gapKey);
  }

  function outcome(report: RunReport, index: number): string | undefined {
    return report.gaps.find(({ gap }) => gap.key === series(index).gapKey)?.outcome;
  }

  it('what is excluded while a run is under way is not queued by it', async () => {
    const { qbittorrent } = stack.sandbox;
    assert.ok(qbittorrent !== null);
    const started = await startSync(stack, 'first');
    const { runId } = started;
    await until('the searches are made', async () => {
      const rows = await stack.sql`SELECT 1 FROM terms WHERE run_id = ${runId}`;
      return rows.length === 0 ? undefined : true;
    });
    qbittorrent.faults.unavailable = true;
    const { sourceId, gapKey, name } = series(TAKEN_BACK);
    await until('its torrent is fetched', async () => {
      const lines = await ledgerOf(stack, runId);
      const isHere = lines.some((line) => line.sourceId === sourceId && line.status === 'fetched');
      return isHere ? true : undefined;
    });
    const said = await mamcrawler('gaps', 'exclude', '--series', name.toUpperCase());
    assert.match(said, /^1 gap is excluded\./);
    qbittorrent.faults.unavailable = false;
    assert.equal((await started.ended()).failureMessage, '');
    const lines = await ledgerOf(stack, runId);
    assert.equal(lines.find((line) => line.sourceId === sourceId)?.status, 'failed');
    assert.equal(qbittorrent.torrents().length, 1);
    const { json } = await reportOf(stack, runId);
    const gap = json.gaps.find((one) => one.gap.key === gapKey);
    assert.equal(gap?.outcome, 'failed');
    assert.match(gap?.detail ?? '', /excluded after it was chosen/);
  });

  it('a known work has its title, and the knowledge behind it', async () => {
    const { json, markdown } = await reportOf(stack, await newest());
    const known = json.gaps.find(({ gap }) => gap.key === series(KNOWN).gapKey);
    assert.equal(known?.outcome, 'queued');
    assert.equal(known?.gap.work?.title, `Volume 2 of ${series(KNOWN).name}`);
    assert.deepEqual(
      known?.sources.map(({ source }) => source),
      ['audible'],
    );
    assert.match(markdown, /2 “Volume 2 of .+” queued\. \*Lacking since .+, by Audible/);
    const unknown = await listed(ABSENT);
    assert.deepEqual(unknown?.sources, [{ source: 'library', asOf: null }]);
    assert.deepEqual(
      [unknown?.state, unknown?.tries, unknown?.lastOutcome],
      ['open', 1, 'not-found'],
    );
  });

  it('the next volume of a series that a catalogue knows is no gap before it exists', async () => {
    assert.equal(await listed(COMPLETE), undefined);
    const { json, markdown } = await reportOf(stack, await newest());
    assert.equal(
      json.terms.some(({ label }) => label === series(COMPLETE).name),
      false,
    );
    assert.deepEqual(
      json.upcoming.map(({ gap, releaseDate }) => [gap.key, releaseDate]),
      [[series(UPCOMING).gapKey, '2099-03-02']],
    );
    assert.match(markdown, /## Not out yet\n\n[^]+: due 2099-03-02, says Audible/);
    assert.equal((await listed(UPCOMING))?.state, 'upcoming');
  });

  async function newest(): Promise<string> {
    const [row] = await stack.sql<{ id: string }[]>`
      SELECT id FROM runs ORDER BY started_at DESC LIMIT 1`;
    return row?.id ?? '';
  }

  it('a second sync lets rest what was searched in vain: no request goes out for it', async () => {
    const id = (await listed(UNWANTED))?.id ?? '';
    await mamcrawler('gaps', 'exclude', id);
    const before = ownRequests(stack.sandbox.tracker.log).length;
    const report = await sync('second');
    assert.equal(ownRequests(stack.sandbox.tracker.log).length, before);
    assert.deepEqual(report.terms, []);
    assert.equal(outcome(report, KNOWN), 'already-queued');
    assert.equal(outcome(report, ABSENT), 'resting');
    assert.equal(outcome(report, NOTICED), 'resting');
    assert.equal(report.gaps.length, 3);
    assert.equal(report.excluded, 2);
  });

  it('a sync of all searches for it, and for nothing that is excluded', async () => {
    const { runId } = JSON.parse(await mamcrawler('sync', '--all', '--json'));
    await mamcrawler('runs', 'follow', runId);
    const { json: report } = await reportOf(stack, runId);
    assert.deepEqual(
      report.terms.map(({ label }) => label),
      [series(ABSENT).name, series(NOTICED).name],
    );
    assert.equal(outcome(report, ABSENT), 'not-found');
    assert.equal(outcome(report, NOTICED), 'refused');
    assert.equal((await listed(ABSENT))?.tries, 2);
    for (const index of [UNWANTED, TAKEN_BACK]) {
      assert.equal((await listed(index))?.state, 'excluded');
    }
  });

  /** As if it had been uploaded since. */
  async function forgetAbridgement(): Promise<void> {
    await stack.sql`
      DELETE FROM decisions USING candidates
      WHERE candidate_id = candidates.id AND source_id = ${ABRIDGED}`;
    await stack.sql`DELETE FROM candidates WHERE source_id = ${ABRIDGED}`;
  }

  it('an upcoming work is woken when its date has come, and the report says so', async () => {
    await forgetAbridgement();
    await stack.sql`
      UPDATE known_works SET work = jsonb_set(work, '{releaseDate}', '"2020-03-02"')
      WHERE source_id = ${`${UPCOMING}-2`}`;
    const report = await sync('woken');
    assert.deepEqual(
      report.terms.map(({ label }) => label),
      [series(UPCOMING).name],
    );
    assert.deepEqual(report.upcoming, []);
    const gap = report.gaps.find((one) => one.gap.key === series(UPCOMING).gapKey);
    assert.deepEqual([gap?.released, gap?.outcome], [true, 'not-found']);
    assert.ok((gap?.firstSeen ?? '') < report.startedAt, 'it is the same gap');
    const { markdown } = await reportOf(stack, report.runId);
    assert.match(markdown, /## Released since the last run\n\n- .+: not listed/);
    assert.equal(outcome(report, NOTICED), 'resting', 'no search was made for it');
  });

  it('what a person includes again is searched for at the next run', async () => {
    await mamcrawler('gaps', 'include', '--series', series(TAKEN_BACK).name);
    const report = await sync('included');
    assert.equal(outcome(report, TAKEN_BACK), 'queued');
    assert.equal((await listed(TAKEN_BACK))?.tries, 0);
    assert.equal(outcome(report, ABSENT), 'resting');
    // The run before saw something new of it, by the way.
    assert.equal(outcome(report, NOTICED), 'refused');
  });
});
