import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { run } from '../../src/cli/run.ts';
import { OperationError, reopenGaps } from '../../src/operations/index.ts';
import { loadConfig } from '../../src/config.ts';
import { writtenTerminal } from '../cli/terminal.ts';
import { gapsOf, reportOf, startSync } from '../support/runs.ts';
import { createSmallWorld } from '../support/small-world.ts';
import { startStack, type Stack } from '../support/stack.ts';
import { until } from '../support/until.ts';

const world = createSmallWorld({ terms: 3, fits: [0, 1] });
const [{ sourceId, gapKey, name } = { sourceId: '', gapKey: '', name: '' }] = world.series;

describe('a torrent that its owner removed from qBittorrent by hand', () => {
  let stack: Stack;
  let firstRun: string;
  let hash: string;

  before(async () => {
    stack = await startStack({ world, qbittorrent: '5.1' });
    await stack.startWorker();
    firstRun = await sync();
    const [line] = await stack.sql<{ v1: string | null; v2: string | null }[]>`
      SELECT info_hash_v1 AS v1, info_hash_v2 AS v2 FROM acquisitions WHERE source_id = ${sourceId}`;
    hash = line?.v2?.slice(0, 40) ?? line?.v1 ?? '';
  });
  after(() => stack.stop());

  async function sync(): Promise<string> {
    const next = await startSync(stack);
    const { failureType, failureMessage } = await next.ended();
    assert.equal(failureType, null, failureMessage);
    return next.runId;
  }

  async function mamcrawler(...words: readonly string[]) {
    const terminal = writtenTerminal({ env: stack.env });
    const code = await run(words, terminal);
    return { code, ...terminal.written };
  }

  const torrents = () => stack.sandbox.qbittorrent?.torrents().map((one) => one.hash) ?? [];
  const adds = () =>
    stack.sandbox.qbittorrent?.log.flatMap(({ asked }) => asked).filter((one) => one.hash === hash);
  const outcomeIn = async (runId: string) =>
    (await gapsOf(stack, runId)).find(({ key }) => key === gapKey)?.outcome;
  const ledger = async () => {
    const rows = await stack.sql<{ status: string }[]>`
      SELECT status FROM acquisitions WHERE source_id = ${sourceId} ORDER BY id`;
    return rows.map(({ status }) => status);
  };

  it('can’t be said to be removed while it is there', async () => {
    const { code, err } = await mamcrawler('gaps', 'reopen', `torrent:${sourceId}`);
    assert.equal(code, 1);
    assert.match(
      err,
      /is in qBittorrent \(.+\): its gaps stay as they are\. .*remove it there first/,
    );
    assert.deepEqual(await ledger(), ['queued']);
  });

  it('is not queued again by itself: each report names it, and the command', async () => {
    assert.equal(stack.sandbox.qbittorrent?.removeByHand(hash), true);
    const runId = await sync();
    assert.equal(await outcomeIn(runId), 'already-queued');
    const { json } = await reportOf(stack, runId);
    assert.deepEqual(json.notes, [
      `"Volume 2 of ${name}" was queued by ${firstRun} and is not in qBittorrent any more: removed ` +
        'by hand, or lost when qBittorrent was killed; it is not queued again by itself: ' +
        `mamcrawler gaps reopen torrent:${sourceId} has its gaps searched for again`,
    ]);
    assert.equal(torrents().length, 1);
    const { out } = await mamcrawler('explain', `torrent:${sourceId}`);
    assert.match(
      out,
      new RegExp(`if you removed it there: mamcrawler gaps reopen torrent:${sourceId}`),
    );
  });

  it('stays as it is while qBittorrent can’t be asked', async () => {
    const { qbittorrent } = stack.sandbox;
    assert.ok(qbittorrent !== null);
    qbittorrent.faults.unavailable = true;
    const { code, err } = await mamcrawler('gaps', 'reopen', `torrent:${sourceId}`);
    qbittorrent.faults.unavailable = false;
    assert.equal(code, 1);
    assert.match(err, /nobody knows whether .+ is gone, so nothing was changed/);
    assert.deepEqual(await ledger(), ['queued']);
  });

  it('is let go of by its owner’s word, who learns how to keep it from being chosen again', async () => {
    const { code, out } = await mamcrawler('gaps', 'reopen', `${name} 2`);
    assert.equal(code, 0);
    const [head, gap, again] = out.split('\n');
    assert.equal(
      head,
      `“Volume 2 of ${name}” (torrent ${sourceId}) is not in qBittorrent any more.`,
    );
    assert.match(gap ?? '', /^ {2}gap \d+, .+: searched for at the next run$/);
    assert.match(
      again ?? '',
      new RegExp(`may be chosen again.+mamcrawler block torrent ${sourceId}$`),
    );
    assert.deepEqual(await ledger(), ['removed']);
    const gaps = await mamcrawler('gaps');
    assert.match(gaps.out, new RegExp(`${name} 2, .+ at the next run`));
    const explained = await mamcrawler('explain', `torrent:${sourceId}`);
    assert.match(
      explained.out,
      /queued in qBittorrent .+, and removed by you, as you said .+\. Chosen/,
    );
    const repeated = await mamcrawler('gaps', 'reopen', `torrent:${sourceId}`);
    assert.equal(repeated.code, 0);
    assert.match(repeated.out, /was noted as removed on .+ already\.$/m);
  });

  it('is queued once by the next run, however often that is said while it is being queued', async () => {
    const { qbittorrent } = stack.sandbox;
    assert.ok(qbittorrent !== null);
    qbittorrent.faults.answerDelayMs = 150;
    const { config } = loadConfig(stack.env, { envFile: null });
    const said: string[] = [];
    const next = await startSync(stack);
    await until('it is in qBittorrent again', async () => {
      const answer = await reopenGaps({ sql: stack.sql, config }, `torrent:${sourceId}`).then(
        ({ isNew }) => String(isNew),
        (error: unknown) => (error instanceof OperationError ? error.message : String(error)),
      );
      said.push(answer);
      return /is in qBittorrent/.test(answer) ? true : undefined;
    });
    qbittorrent.faults.answerDelayMs = 0;
    const { failureType, failureMessage } = await next.ended();
    assert.equal(failureType, null, failureMessage);
    const others = said.filter((one) => !/^false$|is not queued yet|is in qBittorrent/.test(one));
    assert.deepEqual(others, []);
    assert.equal(await outcomeIn(next.runId), 'queued');
    assert.deepEqual(await ledger(), ['removed', 'queued']);
    assert.deepEqual(
      adds()?.map(({ isNew }) => isNew),
      [true, true],
    );
    assert.equal(torrents().length, 2);
    const { json } = await reportOf(stack, next.runId);
    assert.deepEqual(json.notes, [
      `"Volume 2 of ${name}" (torrent ${sourceId}), queued by ${firstRun}, was removed from ` +
        'qBittorrent: you reopened its gaps, and they are searched for again',
    ]);
  });

  it('is told of once: the run after says no more of it', async () => {
    const { json } = await reportOf(stack, await sync());
    assert.deepEqual(json.notes, []);
  });

  it('was never removed by us: there is no call that could', () => {
    const calls = stack.sandbox.qbittorrent?.log ?? [];
    assert.ok(calls.length > 10);
    assert.deepEqual(
      calls.filter(({ path }) => /delete/i.test(path)),
      [],
    );
  });
});
