import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggedKind } from '../src/sandbox/request-log.ts';
import { createWorld } from '../src/sandbox/world/index.ts';
import type { Stack } from '../test/support/stack.ts';
import { say, type Bench, type BenchOptions } from './support/bench.ts';
import { settingsFor, startProgram, startSync } from './support/crawl-run.ts';
import { mean, median, quantile, sum } from './support/numbers.ts';
import { crawlPlainly, stepsOf } from './support/plain-crawl.ts';
import { floorMs, measurePoliteness, type Pause, type Politeness } from './support/politeness.ts';
import { ms, printTable, seconds } from './support/table.ts';

const SPACING_S = 2;
const PACE = { gapMs: SPACING_S * 1_000, termMs: SPACING_S * 1_000 };
const WORLD_TERMS = 66;
/** The answer of the slowest machine that this is worth running on, spacing included. */
const MOST_MS_PER_TERM = 15_000;

/** Wall time of a crawl ÷ what its requests could not have done without. */
export const crawl: Bench = {
  purpose: `wall time of a crawl ÷ its politeness floor at ${SPACING_S} s spacing (--terms, default ${WORLD_TERMS})`,
  run,
};

/** A crawl with the moments at which its requests counted as ended. */
interface Crawled {
  readonly politeness: Politeness;
  readonly ends: readonly number[];
}

async function run({ terms = WORLD_TERMS }: BenchOptions): Promise<void> {
  const settings = settingsFor({ terms, spacingS: SPACING_S });
  const program = await startProgram(createWorld({ seed: 1 }), settings);
  const { stack } = program;
  const withinMs = (terms + 30) * MOST_MS_PER_TERM;
  try {
    say(`a sync of ${terms} terms at ${SPACING_S} s spacing`);
    const sync = await startSync(stack, { withinMs });
    const ends = await watchEnds(stack, sync.done);
    const log = [...stack.sandbox.tracker.log.entries];
    const ours = { politeness: measurePoliteness(log, PACE), ends };
    await program.worker().stop();
    say('the same requests in a bare loop');
    const steps = stepsOf(log);
    const bare = await crawlPlainly(stack, { pace: PACE, steps, hasLedger: false, withinMs });
    const plain = { politeness: measurePoliteness(bare.log, PACE), ends: bare.ends };
    print(ours, plain);
  } finally {
    await program.stop();
  }
}

/** Until the sync is done, notes each moment that the pacer recorded as an answer's end. */
async function watchEnds(stack: Stack, done: Promise<void>): Promise<readonly number[]> {
  const ends = new Set<number>();
  const { host } = new URL(stack.sandbox.tracker.url);
  const isDone = done.then(() => true);
  while (!(await Promise.race([isDone, sleep(250, false)]))) {
    const [row] = await stack.sql<{ at: number | null }[]>`
      SELECT (extract(epoch FROM last_answer_end) * 1000)::float8 AS at FROM sites
      WHERE host = ${host}`;
    if (row !== undefined && row.at !== null) ends.add(row.at);
  }
  return [...ends];
}

function print(ours: Crawled, plain: Crawled): void {
  const both = [ours, plain];
  const row = (name: string, tell: (one: Crawled) => string | number) => [name, ...both.map(tell)];
  const excess = ({ politeness }: Crawled) => politeness.pauses.map((pause) => pause.excessMs);
  const ratio = ({ politeness }: Crawled) => politeness.wallMs / floorMs(politeness);
  printTable({
    title: `crawl: wall time ÷ politeness floor at ${SPACING_S} s spacing`,
    columns: ['', 'MAMcrawler', 'bare loop'],
    rows: [
      row('terms', (one) => one.politeness.terms),
      row('requests', (one) => one.politeness.requests),
      row('wall time', (one) => seconds(one.politeness.wallMs)),
      row('floor: spacings', (one) => seconds(one.politeness.spacingsMs)),
      row('floor: answers', (one) => seconds(one.politeness.answersMs)),
      row('**wall ÷ floor**', (one) => ratio(one).toFixed(4)),
      row('excess a pause: mean', (one) => ms(mean(excess(one)))),
      row('median', (one) => ms(median(excess(one)))),
      row('95 %', (one) => ms(quantile(excess(one), 0.95))),
      row('worst', (one) => ms(Math.max(...excess(one)))),
      row('median after the answer', (one) => ms(median(handling(one)))),
      row('median before the request', (one) => ms(median(dispatch(one)))),
      ...kindRows(both),
    ],
    notes: [
      'Goal: at most 1.02. The floor is read off the site’s own log: the answers of the requests made (what their pages load included) and the spacing before each.',
      '"After the answer": from the last byte sent until the pacer counts the request as ended (Chromium settles, the page is read, the session kept). "Before the request": from the moment it is due until it arrives.',
      'The bare loop: the same requests through the same browser code, paced in memory, no Temporal, no database.',
    ],
  });
}

const KINDS: readonly LoggedKind[] = ['search', 'result-page', 'download', 'login'];

/** Where the excess goes, by the request that follows the pause. */
function kindRows(both: readonly Crawled[]): readonly string[][] {
  return KINDS.map((kind) => [
    `excess before: ${kind}`,
    ...both.map(({ politeness }) => {
      const of = politeness.pauses.filter((pause) => pause.to.kind === kind);
      return `${of.length} × ${of.length === 0 ? '–' : ms(sum(of.map((one) => one.excessMs)) / of.length)}`;
    }),
  ]);
}

/** From an answer's end by the site's log until it was counted as ended. */
function handling(one: Crawled): readonly number[] {
  const found: number[] = [];
  for (const pause of one.politeness.pauses) {
    const end = countedEnd(pause, one.ends);
    if (end !== undefined) found.push(end - pause.fromEnd);
  }
  return found;
}

/** The rest of the excess: from when the request was due until it arrived. */
function dispatch(one: Crawled): readonly number[] {
  const found: number[] = [];
  for (const pause of one.politeness.pauses) {
    const end = countedEnd(pause, one.ends);
    if (end !== undefined) found.push(pause.excessMs - (end - pause.fromEnd));
  }
  return found;
}

/** Clocks of two processes may differ by a little. */
const CLOCKS_MS = 5;

function countedEnd(pause: Pause, ends: readonly number[]): number | undefined {
  return ends.find((end) => end > pause.fromEnd - CLOCKS_MS && end < pause.to.at);
}
