import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  countOutcomes,
  gapsOf,
  ledgerOf,
  reportOf,
  runOf,
  startSearch,
  startSync,
} from '../support/runs.ts';
import { createSmallWorld, type SmallSeries, type SmallWorld } from '../support/small-world.ts';
import { startStack, type Stack } from '../support/stack.ts';

const COMMAND = fileURLToPath(new URL('../../bin/mamcrawler.mjs', import.meta.url));

function seriesAt(world: SmallWorld, index: number): SmallSeries & { readonly sourceId: string } {
  const series = world.series[index];
  if (series?.sourceId == null) throw new Error(`no torrent for series ${index}`);
  return { ...series, sourceId: series.sourceId };
}

describe('a run with a policy', () => {
  const plain = createSmallWorld({ terms: 4, fits: [0, 1, 2, 3] });
  const [blocked, two, stopped, usual] = [0, 1, 2, 3].map((index) => seriesAt(plain, index));
  assert.ok(blocked && two && stopped && usual);
  const mp3 = String(Number(two.sourceId) + 50);
  const torrents = plain.torrents.flatMap((torrent) => {
    if (torrent.sourceId === blocked.sourceId) {
      return [{ ...torrent, title: `${torrent.title} [SoundBooth Theater]` }];
    }
    if (torrent.sourceId !== two.sourceId) return [torrent];
    return [torrent, { ...torrent, sourceId: mp3, formats: ['mp3'], seeders: 2 }];
  });
  let stack: Stack;

  before(async () => {
    stack = await startStack({ world: { ...plain, torrents }, qbittorrent: '5.1' });
    write(`formats: [mp3, m4b]
series:
  ${stopped.name.toUpperCase()}: {stopAt: 1}
blocked:
  words: [SoundBooth]
`);
    await stack.startWorker();
  });
  after(() => stack.stop());

  function write(text: string): void {
    writeFileSync(path.join(stack.folder, 'policy.yaml'), text);
  }

  async function mamcrawler(...words: readonly string[]) {
    const { env, folder: cwd } = stack;
    return new Promise<{ code: number; out: string; err: string }>((resolve) => {
      const child = execFile(process.execPath, [COMMAND, ...words], { cwd, env }, (_, out, err) =>
        resolve({ code: child.exitCode ?? -1, out, err }),
      );
    });
  }

  it('blocks a word, prefers a format, stops a series, and takes the rest as before', async () => {
    const run = await startSync(stack);
    assert.equal((await run.ended()).failureType, null);
    const gaps = await gapsOf(stack, run.runId);
    const bySeries = new Map(gaps.map((gap) => [gap.key, `${gap.outcome} ${gap.sourceId}`]));
    assert.equal(bySeries.get(blocked.gapKey), 'refused null');
    assert.equal(bySeries.get(two.gapKey), `queued ${mp3}`);
    assert.equal(bySeries.get(stopped.gapKey), undefined, 'no gap at all');
    assert.equal(bySeries.get(usual.gapKey), `queued ${usual.sourceId}`);
  });

  it('a gap is explained by its name: why, which search, which torrent, what would change it', async () => {
    const { code, out, err } = await mamcrawler('explain', `${blocked.name} 2`);
    assert.equal(code, 0, err);
    for (const line of [
      new RegExp(`^${blocked.name} 2, by ${blocked.author} \\(gap \\d+\\)\n\nWhy it is a gap\n`),
      /\n {2}The library holds 1 of “.+”; 2 would be the next\.\n/,
      /\n {2}First seen \d{4}-/,
      /\nSearches\n {2}sync-\d+ \(.+\): Something was found, but nothing that fits \(1 seen, none fits\)\.\n {4}“.+”: 1 of 1 results read on 1 page\.\n/,
      new RegExp(
        `\nCandidates\n {2}“.+SoundBooth Theater\\]” by .+ \\(torrent ${blocked.sourceId}\\)\n`,
      ),
      /\n {4}Refused \(sync-\d+, .+, by the search “.+”\)\.\n {4}Your policy blocks it \(the word “SoundBooth”\)\. To change it: .+policy\.yaml/,
    ]) {
      assert.match(out, line);
    }
  });

  it('a torrent is explained by its id, and in JSON', async () => {
    const text = await mamcrawler('explain', mp3);
    assert.equal(text.code, 0, text.err);
    assert.match(text.out, new RegExp(`^“.+” \\(torrent ${mp3}\\)\n\nWhat it is\n`));
    assert.match(
      text.out,
      /\n {4}For .+ 2, by .+ \(gap \d+\)\.\n {4}Accepted\.\n {4}Chosen over “.+” .+because it is an mp3\.\n/,
    );
    assert.match(
      text.out,
      /\nTorrents\n {2}“.+” \(torrent \d+\): queued in qBittorrent .+ Chosen .+ in sync-\d+\.\n/,
    );
    const json = JSON.parse((await mamcrawler('explain', mp3, '--json')).out);
    assert.equal(json.kind, 'torrent');
    assert.equal(json.facts.judged[0].decision.verdict, 'accept');
    assert.ok(json.explanation.sections.length >= 3);
  });

  it('what may be several things is listed to choose from, what is none names the nearest', async () => {
    const many = await mamcrawler('explain', 'Road');
    assert.equal(many.code, 1);
    assert.match(many.err, /“Road” may mean several things\. Choose one: gap:\d+ \(.+\); gap:\d+/);
    const none = await mamcrawler('explain', `${two.name}e`);
    assert.equal(none.code, 1);
    assert.match(none.err, new RegExp(`Nothing is known of “.+”\\. Did you mean “${two.name}`));
  });

  it('a policy that is broken meanwhile stops the next run by name, before anything is searched', async () => {
    write('formats: [m4b]\nblokked: {}\n');
    const before = stack.sandbox.tracker.log.entries.length;
    const run = await startSync(stack);
    const { failureType } = await run.ended();
    assert.equal(failureType, 'policy/invalid');
    const { status, stop } = await runOf(stack, run.runId);
    assert.equal(status, 'stopped');
    assert.match(
      stop?.what ?? '',
      /policy\.yaml can't be used: line 2, blokked is not a field of a policy$/,
    );
    assert.match(stop?.remedy ?? '', /mamcrawler config check/);
    assert.equal(
      stack.sandbox.tracker.log.entries.length,
      before,
      'nothing was asked of the tracker',
    );
    const checked = await mamcrawler('config', 'check');
    assert.equal(checked.code, 2);
    assert.match(
      checked.out,
      /The policy in .+policy\.yaml has one problem:\n\n {2}line 2, blokked is not a field of a policy\.\n {4}Did you mean blocked\?/,
    );
    await assert.rejects(stack.startWorker(), /The policy in .+policy\.yaml has one problem/);
  });

  it('where gaps are not to be analysed a sync finds none and says so; a search still does', async () => {
    write('analysis: false\n');
    const sync = await startSync(stack);
    assert.equal((await sync.ended()).failureType, null);
    const { json } = await reportOf(stack, sync.runId);
    assert.deepEqual([json.gaps, json.terms], [[], []]);
    assert.match(json.notes.join('\n'), /No gaps were looked for: the policy says analysis: false/);
    const search = await startSearch(stack, blocked.author);
    assert.equal((await search.ended()).failureType, null);
    assert.deepEqual(
      await countOutcomes(stack, search.runId),
      { queued: 1 },
      'nothing is blocked now',
    );
  });
});

describe('an account that has little left to spend', () => {
  const plain = createSmallWorld({ terms: 5, fits: [0, 1, 2, 3, 4] });
  const ids = plain.series.map(({ sourceId }) => sourceId ?? '');
  const free = new Set(ids.slice(3));
  const torrents = plain.torrents.map((one) => ({ ...one, freeleech: free.has(one.sourceId) }));
  let stack: Stack;
  let runId: string;

  before(async () => {
    stack = await startStack({
      world: { ...plain, torrents },
      qbittorrent: '5.1',
      // 0.9 GiB above a ratio of 1: two of 400 MiB. Five places among the unsatisfied: the site
      // counts what it handed out at once, and we count it on top, so that three are used up.
      account: {
        userClass: 'User',
        ratio: '1.001944',
        uploaded: '463.93 GiB',
        downloaded: '463.03 GiB',
        unsatisfied: 45,
      },
    });
    await stack.startWorker();
    const run = await startSync(stack);
    ({ runId } = run);
    assert.equal((await run.ended()).failureType, null);
  });
  after(() => stack.stop());

  it('is spent for as far as it goes; what is beyond the ratio or the limit waits, by name', async () => {
    const [first = '', second = '', third = '', fourth = '', fifth = ''] = ids;
    const ledger = await ledgerOf(stack, runId);
    assert.deepEqual(ledger.map(({ sourceId }) => sourceId).toSorted(), [first, second, fourth]);
    const waits = await stack.sql<{ sourceId: string; reasons: string[] }[]>`
      SELECT source_id AS "sourceId",
        ARRAY(SELECT jsonb_array_elements(decision->'reasons')->>'name') AS reasons
      FROM decisions JOIN candidates ON candidates.id = candidate_id
      WHERE verdict = 'defer' ORDER BY source_id`;
    assert.deepEqual(
      waits.map(({ sourceId, reasons }) => [sourceId, reasons]),
      [
        [third, ['ratio-budget']],
        [fifth, ['unsatisfied-budget']],
      ],
    );
    assert.deepEqual(await countOutcomes(stack, runId), { queued: 3, deferred: 2 });
  });
});
