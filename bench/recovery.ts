import { setTimeout as sleep } from 'node:timers/promises';
import type { LoggedRequest } from '../src/sandbox/request-log.ts';
import { createBulkWorld } from '../src/sandbox/world/index.ts';
import { until } from '../test/support/until.ts';
import { say, type Bench } from './support/bench.ts';
import { ownRequests, settingsFor, startProgram, startSync } from './support/crawl-run.ts';
import type { Program } from './support/crawl-run.ts';
import { median } from './support/numbers.ts';
import { printTable, seconds } from './support/table.ts';

const SPACING_S = 1;
const TERMS = 400;
/** When to kill, as shares of the spacing after a term's request began. */
const MOMENTS = [0.2, 0.5, 0.8] as const;
const RECOVERED_WITHIN_MS = 120_000;

/** How long a kill -9 keeps the crawl from its next term. */
export const recovery: Bench = {
  purpose: `kill -9 of worker, Temporal and database: time to the next term, ${MOMENTS.length} times each`,
  run,
};

const VICTIMS = ['nothing (undisturbed)', 'worker', 'Temporal server', 'database'] as const;
type Victim = (typeof VICTIMS)[number];

/** What was measured elsewhere of Temporal alone, with 5 s heartbeats. */
const KNOWN: Readonly<Record<Victim, string>> = {
  'nothing (undisturbed)': '–',
  worker: '6.2 s (known)',
  'Temporal server': '2.1 s (known)',
  database: '–',
};

async function run(): Promise<void> {
  const settings = settingsFor({ terms: TERMS, spacingS: SPACING_S, downloads: 0 });
  const program = await startProgram(createBulkWorld({ seed: 1, terms: TERMS }), settings);
  const rows: (string | number)[][] = [];
  try {
    await startSync(program.stack, { withinMs: 3_600_000 });
    await termsToCome(program, 3);
    for (const victim of VICTIMS) {
      const times: Recovered[] = [];
      for (const moment of MOMENTS) {
        times.push(await measure(program, victim, moment));
        say(`${victim}: ${seconds(times.at(-1)?.nextMs ?? 0)}`);
      }
      const next = times.map((one) => one.nextMs);
      const after = seconds(median(times.map((one) => one.afterMs)));
      rows.push([
        victim,
        ...next.map(seconds),
        `**${seconds(median(next))}**`,
        after,
        KNOWN[victim],
      ]);
    }
    print(rows, repeatedTerms(ownRequests(program.stack)));
  } finally {
    await program.stop();
  }
}

/** How long after the kill the crawl went on; milliseconds. */
interface Recovered {
  /** Until the first request of a term that was not begun before: it may have been handed out. */
  readonly nextMs: number;
  /** Until that of the term after it, which all parts must have a hand in. */
  readonly afterMs: number;
}

/** Kills, restarts at once, and times the two terms that follow. */
async function measure(program: Program, victim: Victim, moment: number): Promise<Recovered> {
  await termsToCome(program, 1);
  await sleep(moment * SPACING_S * 1_000);
  const begun = new Set(searches(program).map((entry) => entry.term));
  const killedAt = performance.timeOrigin + performance.now();
  await killAndRestart(program, victim);
  const both = await until(
    `two new terms after the end of: ${victim}`,
    () => Promise.resolve(newTerms(searches(program), begun)),
    RECOVERED_WITHIN_MS,
  );
  return { nextMs: both[0].at - killedAt, afterMs: both[1].at - killedAt };
}

/** The first requests of the two first terms that were not begun before; undefined until then. */
function newTerms(
  seen: readonly LoggedRequest[],
  begun: ReadonlySet<string | undefined>,
): readonly [LoggedRequest, LoggedRequest] | undefined {
  const fresh = seen.filter((entry) => !begun.has(entry.term));
  const [first] = fresh;
  const second = fresh.find((entry) => entry.term !== first?.term);
  return first === undefined || second === undefined ? undefined : [first, second];
}

async function killAndRestart(program: Program, victim: Victim): Promise<void> {
  const { stack } = program;
  switch (victim) {
    case 'nothing (undisturbed)':
      return;
    case 'worker':
      await program.worker().kill9();
      return program.restartWorker();
    case 'Temporal server': {
      const server = stack.temporal();
      process.kill(server.pid, 'SIGKILL');
      await server.exited;
      return stack.restartTemporal();
    }
    case 'database': {
      const server = stack.postgres();
      process.kill(server.pid, 'SIGKILL');
      await server.exited;
      return stack.restartPostgres();
    }
    default:
      victim satisfies never;
  }
}

function searches({ stack }: Program): readonly LoggedRequest[] {
  return ownRequests(stack).filter((entry) => entry.kind === 'search');
}

/** Waits until so many more terms have begun. */
async function termsToCome(program: Program, count: number): Promise<void> {
  const wanted = searches(program).length + count;
  const reached = () =>
    Promise.resolve(searches(program).length >= wanted ? (true as const) : undefined);
  await until(`${count} more terms`, reached, RECOVERED_WITHIN_MS);
}

/** Terms that were asked for more than once: those that were under way when something died. */
function repeatedTerms(own: readonly LoggedRequest[]): number {
  const terms = own.filter((entry) => entry.kind === 'search').map((entry) => entry.term);
  return terms.length - new Set(terms).size;
}

function print(rows: readonly (readonly (string | number)[])[], repeated: number): void {
  const kills = (VICTIMS.length - 1) * MOMENTS.length;
  printTable({
    title: 'recovery: from kill -9 to the next term’s first request',
    columns: [
      'killed',
      ...MOMENTS.map((_, index) => `${index + 1}`),
      'median',
      'the term after',
      'bare Temporal',
    ],
    rows,
    notes: [
      `Goal: 10 s each. "The term after" (median) includes one more spacing; a term that was handed out before the kill can begin while Temporal or the database is away.`,
      ` Each is started again at once; spacing ${SPACING_S} s; killed ${MOMENTS.join(', ')} of a spacing after a term began.`,
      `Terms asked for twice, since they were under way: ${repeated} of ${kills} kills.`,
    ],
  });
}
