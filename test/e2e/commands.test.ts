import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { createWorld } from '../../src/sandbox/world/index.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { until } from '../support/until.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const COMMAND = `${ROOT}bin/mamcrawler.mjs`;

/** A command at work, and how it ended. */
interface Command {
  readonly child: ChildProcess;
  readonly said: { out: string; err: string };
  readonly ended: Promise<number | null>;
}

describe('the command line, while the program runs', () => {
  let stack: Stack;

  before(async () => {
    // Slow enough to be paused, short enough to be waited for.
    const settings = { CRAWL_MAX_TERMS: '5', MAM_SEARCH_INTERVAL: '0.8' };
    const world = createWorld({ seed: 1 });
    stack = await startStack({ world, qbittorrent: '5.1', settings });
    await stack.startWorker();
  });
  after(() => stack.stop());

  function start(file: string, ...words: readonly string[]): Command {
    const child = spawn(process.execPath, [file, ...words], {
      // No .env of the developer's takes part.
      cwd: stack.folder,
      env: stack.env,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { out: '', err: '' };
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said.out += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (said.err += text));
    const ended = once(child, 'close').then(() => child.exitCode);
    return { child, said, ended };
  }

  async function mamcrawler(...words: readonly string[]) {
    const { said, ended } = start(COMMAND, ...words);
    return { code: await ended, ...said };
  }

  const runIdIn = (text: string) => /(?:full-sync|search)-\d{8}-\d{6}/.exec(text)?.[0] ?? 'none';

  it('a sync that is followed tells its story line by line and ends with 0', async () => {
    const { code, out, err } = await mamcrawler('sync', '--dry-run', '--follow');
    assert.equal(code, 0, err);
    const told = out.split('\n').map((line) => line.replace(/^\d\d:\d\d:\d\d {2}/, ''));
    const story = [
      /^Started full-sync-/,
      /^Reading the library\.$/,
      /^The library holds 800 items/,
      /^5 searches to make; 61 more are left for later runs\.$/,
      /^\[1\/5\] .+: \d+ found/,
      /^\[5\/5\] /,
      /^Writing the report\.$/,
      /^Completed: full-sync-/,
      /^Searched: +5 of 5 terms$/,
      /^Outcome: +\d+ found, \d+ would be queued, \d+ deferred, \d+ refused$/,
      /^Report: +.+\.md$/,
    ];
    let from = 0;
    for (const line of story) {
      const at = told.findIndex((text, index) => index >= from && line.test(text));
      assert.ok(at >= from, `${line} in:\n${out}`);
      from = at + 1;
    }
    assert.ok(!out.includes('\u001b'), 'no colours and no cursor movements in a pipe');
  });

  it('the report is printed whole, as Markdown and as JSON', async () => {
    const text = await mamcrawler('report');
    assert.match(text.out, /^# Full sync of .+\(dry run\)/);
    const json = await mamcrawler('report', '--json');
    const report = JSON.parse(json.out);
    assert.equal(report.status, 'completed');
    const shown = JSON.parse((await mamcrawler('runs', 'show', report.runId, '--json')).out);
    const times = shown.phases.map(({ phase, seconds }: { phase: string; seconds: number }) => {
      return { name: phase, seconds };
    });
    assert.deepEqual(times, report.phases, 'both tell the same times');
    assert.equal(shown.run.finishedAt, report.finishedAt);
  });

  it('Ctrl-C lets go of a run, says how to come back, and the run goes on', async () => {
    const { child, said, ended } = start(COMMAND, 'sync', '--follow');
    await until('the crawl began', async () => (said.out.includes('[1/5]') ? true : undefined));
    child.kill('SIGINT');
    assert.equal(await ended, 130);
    const runId = runIdIn(said.out);
    assert.ok(said.out.endsWith(`Come back with: mamcrawler runs follow ${runId}\n`), said.out);

    const paused = await mamcrawler('runs', 'pause', runId);
    assert.equal(paused.code, 0, paused.err);
    const again = await mamcrawler('runs', 'pause', runId);
    assert.deepEqual([again.code, /paused already/.test(again.err)], [1, true], again.err);
    const second = await mamcrawler('sync');
    assert.equal(second.code, 1);
    assert.match(second.err, new RegExp(`under way already: ${runId}`));
    const resumed = await mamcrawler('runs', 'resume', runId);
    assert.equal(resumed.code, 0, resumed.err);

    const followed = await mamcrawler('runs', 'follow', runId, '--json');
    assert.equal(followed.code, 0, followed.err);
    const lines = followed.out
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line));
    assert.equal(lines[0].event.kind, 'phase', 'from the beginning');
    assert.equal(lines.at(-1).end.status, 'completed');
    const shown = JSON.parse((await mamcrawler('runs', 'show', runId, '--json')).out);
    assert.equal(shown.progress.termsDone, 5);
    assert.equal(shown.acquisitions.length, shown.progress.queued);
  });

  it('a run that is cancelled writes its report; who follows it ends with 1', async () => {
    const { out } = await mamcrawler('sync', '--json');
    const { runId } = JSON.parse(out);
    const follower = start(COMMAND, 'runs', 'follow', runId);
    const began = () => follower.said.out.includes('Searching the tracker');
    await until('the crawl began', async () => (began() ? true : undefined));
    const cancelled = await mamcrawler('runs', 'cancel', runId);
    assert.equal(cancelled.code, 0, cancelled.err);
    assert.equal(await follower.ended, 1);
    assert.match(follower.said.out, /\nCancelled: .+\nWhy: +The run was cancelled\.\n/);
    const report = await mamcrawler('report', runId, '--json');
    assert.equal(JSON.parse(report.out).status, 'cancelled');
  });

  it('a search is one term, followed by default', async () => {
    const { code, out, err } = await mamcrawler('--search', 'Renée Dvořák-Lhota', '--dry-run');
    assert.equal(code, 0, err);
    assert.match(out, /\[1\/1\] .*: \d+ found/);
    assert.match(out, /Completed: search-/);
  });

  it('the servers are asked when the settings are checked; the tracker is not', async () => {
    const before = stack.sandbox.tracker.log.entries.length;
    const { code, out } = await mamcrawler('config', 'check', '--connect');
    assert.equal(code, 0, out);
    for (const name of ['PostgreSQL', 'Temporal', 'Audiobookshelf', 'qBittorrent']) {
      assert.match(out, new RegExp(`✔ +${name} +version `));
    }
    assert.equal(stack.sandbox.tracker.log.entries.length, before);
  });

  it('another program starts a sync and hears how it came out', async () => {
    const { said, ended } = start(`${ROOT}examples/start-sync.ts`);
    assert.equal(await ended, 0, said.err);
    assert.match(said.out, /^started full-sync-/);
    assert.match(said.out, /\n\d+ found, 0 queued, \d+ deferred, \d+ refused\nreport: .+\.md\n$/);
  });
});
