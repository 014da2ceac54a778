import { statSync } from 'node:fs';
import path from 'node:path';
import { createBulkWorld } from '../src/sandbox/world/index.ts';
import type { LoggedRequest } from '../src/sandbox/request-log.ts';
import type { Stack } from '../test/support/stack.ts';
import { until } from '../test/support/until.ts';
import { say, type Bench, type BenchOptions } from './support/bench.ts';
import { ownRequests, settingsFor, startProgram, startSync } from './support/crawl-run.ts';
import type { Program, SyncUnderWay } from './support/crawl-run.ts';
import { memoryOf } from './support/memory.ts';
import { crawlPlainly } from './support/plain-crawl.ts';
import { megabytes, ms, printTable } from './support/table.ts';

const DEFAULT_TERMS = 2_000;
/** Where the first look is taken, and how many terms the plain loop makes. */
const EARLY = 1_000;
const MOST_MS_PER_TERM = 2_000;

/** Whether a long crawl stays bounded. */
export const terms: Bench = {
  purpose: `a long crawl without spacing: events, memory, database size (--terms, default ${DEFAULT_TERMS}; 10000 takes half an hour and more)`,
  run,
};

/** What is seen of the program at one moment. */
interface Look {
  readonly terms: number;
  readonly worker: number;
  readonly chromium: number;
  readonly temporal: number;
  readonly database: number;
  readonly temporalFile: number;
  /** Of the terms up to here, since the look before. */
  readonly msPerTerm: number;
}

async function run({ terms: wanted = DEFAULT_TERMS }: BenchOptions): Promise<void> {
  const settings = settingsFor({ terms: wanted, spacingS: 0 });
  const program = await startProgram(createBulkWorld({ seed: 1, terms: wanted }), settings);
  const { stack } = program;
  const early = Math.min(EARLY, Math.ceil(wanted / 2));
  const withinMs = 120_000 + wanted * MOST_MS_PER_TERM;
  try {
    const before = await look(program, null);
    say(`a sync of ${wanted} terms without spacing`);
    const sync = await startSync(stack, { withinMs });
    await reached(stack, early, withinMs);
    const first = await look(program, before);
    say(`${first.terms} terms: ${ms(first.msPerTerm)} each`);
    await sync.done;
    const last = await look(program, first);
    const executions = await executionsOf(stack, sync);
    await program.worker().stop();
    say(`the first ${early} terms in a bare loop`);
    const plain = await plainLoop(stack, early);
    print({ looks: [before, first, last], executions, plain, early });
  } finally {
    await program.stop();
  }
}

async function reached(stack: Stack, count: number, withinMs: number): Promise<void> {
  const probe = () => Promise.resolve(searches(stack).length >= count ? true : undefined);
  await until(`${count} terms`, probe, withinMs);
}

function searches(stack: Stack): readonly LoggedRequest[] {
  return ownRequests(stack).filter((entry) => entry.kind === 'search');
}

async function look(program: Program, before: Look | null): Promise<Look> {
  const { stack } = program;
  const { own, children } = memoryOf(program.worker().child.pid ?? 0);
  const [row] = await stack.sql<{ size: number }[]>`
    SELECT pg_database_size(current_database())::float8 AS size`;
  const seen = searches(stack);
  const since = seen.slice(Math.max(0, (before?.terms ?? 0) - 1));
  const spanMs = (since.at(-1)?.at ?? 0) - (since.at(0)?.at ?? 0);
  return {
    terms: seen.length,
    worker: own,
    chromium: children,
    temporal: memoryOf(stack.temporal().pid).own,
    database: row?.size ?? 0,
    temporalFile: temporalFiles(stack),
    msPerTerm: spanMs / Math.max(1, since.length - 1),
  };
}

/** Its file, and what is written to its log and not merged yet. */
function temporalFiles(stack: Stack): number {
  let bytes = 0;
  for (const name of ['temporal.db', 'temporal.db-wal']) {
    const file = path.join(stack.folder, 'temporal', name);
    bytes += statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  }
  return bytes;
}

/** Events of each execution of the chain, in order. */
async function executionsOf(stack: Stack, sync: SyncUnderWay): Promise<readonly number[]> {
  const lengths: { start: number; events: number }[] = [];
  const query = `WorkflowId = "${sync.workflowId}"`;
  for await (const one of stack.client.workflow.list({ query })) {
    const handle = stack.client.workflow.getHandle(one.workflowId, one.runId);
    const { historyLength, startTime } = await handle.describe();
    lengths.push({ start: startTime.getTime(), events: historyLength });
  }
  return lengths.sort((a, b) => a.start - b.start).map(({ events }) => events);
}

interface Plain {
  readonly rss: number;
  readonly msPerTerm: number;
}

async function plainLoop(stack: Stack, count: number): Promise<Plain> {
  const steps = searches(stack)
    .slice(0, count)
    .map((entry) => ({ text: entry.term ?? '', start: 0 }));
  const withinMs = 60_000 + count * MOST_MS_PER_TERM;
  const pace = { gapMs: 0, termMs: 0 };
  const { rss, log } = await crawlPlainly(stack, { pace, steps, hasLedger: true, withinMs });
  const found = log.filter((entry) => entry.kind === 'search');
  const spanMs = (found.at(-1)?.at ?? 0) - (found.at(0)?.at ?? 0);
  return { rss, msPerTerm: spanMs / Math.max(1, found.length - 1) };
}

function print(measured: {
  readonly looks: readonly [Look, Look, Look];
  readonly executions: readonly number[];
  readonly plain: Plain;
  readonly early: number;
}): void {
  const { looks, executions, plain, early } = measured;
  const [before, , last] = looks;
  const row = (name: string, tell: (look: Look) => string, bare = '–') => [
    name,
    ...looks.map(tell),
    bare,
  ];
  const events = executions.reduce((all, one) => all + one, 0);
  const grown = (last.database - before.database) / last.terms;
  printTable({
    title: 'terms: a long crawl',
    columns: [
      '',
      ...looks.map((look) => `at ${look.terms} terms`),
      `bare loop, ${early} terms, ledger file`,
    ],
    rows: [
      row('a term, since the look before', (look) => ms(look.msPerTerm), ms(plain.msPerTerm)),
      row('worker, resident', (look) => megabytes(look.worker), megabytes(plain.rss)),
      row('its Chromium, resident (shared pages counted often)', (look) =>
        megabytes(look.chromium),
      ),
      row('Temporal server, resident', (look) => megabytes(look.temporal)),
      row('Temporal’s file, its log included', (look) => megabytes(look.temporalFile)),
      row('our database', (look) => megabytes(look.database)),
    ],
    notes: [
      `Executions: ${executions.length}; events each: ${executions.join(', ')}; ${(events / last.terms).toFixed(2)} events a term (goal: at most 7).`,
      `Our database grew by ${(grown / 1_024).toFixed(1)} kB a term.`,
    ],
  });
}
