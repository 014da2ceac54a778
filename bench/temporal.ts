import { createWorld } from '../src/sandbox/world/index.ts';
import type { LoggedRequest } from '../src/sandbox/request-log.ts';
import type { Stack } from '../test/support/stack.ts';
import { say, type Bench, type BenchOptions } from './support/bench.ts';
import { settingsFor, startProgram, startSync } from './support/crawl-run.ts';
import { crawlDirectly } from './support/direct-crawl.ts';
import { timeNoops } from './support/noops.ts';
import { crawlPlainly, stepsOf } from './support/plain-crawl.ts';
import { measurePoliteness, type Politeness } from './support/politeness.ts';
import { ms, printTable } from './support/table.ts';

const NO_PACE = { gapMs: 0, termMs: 0 };
const WORLD_TERMS = 66;
const NOOPS = 300;

/** What Temporal adds to a term, spacing apart. */
export const temporal: Bench = {
  purpose: `what Temporal adds a term, without spacing, against a bare loop and no-op activities (--terms, default ${WORLD_TERMS})`,
  run,
};

async function run({ terms = WORLD_TERMS }: BenchOptions): Promise<void> {
  const settings = settingsFor({ terms, spacingS: 0, downloads: 0 });
  const program = await startProgram(createWorld({ seed: 1 }), settings);
  const { stack } = program;
  const withinMs = 60_000 + terms * 10_000;
  try {
    say(`a sync of ${terms} terms without spacing`);
    const ourLog = await logOf(stack, async () => (await startSync(stack, { withinMs })).done);
    await program.worker().stop();
    say('our own activities in a loop, without Temporal');
    const directLog = await logOf(stack, () => crawlDirectly(stack, withinMs));
    say('the same requests in a bare loop, with and without a synced ledger file');
    const steps = stepsOf(ourLog);
    const plain = { pace: NO_PACE, steps, withinMs };
    const { log: ledgerLog } = await crawlPlainly(stack, { ...plain, hasLedger: true });
    const { log: bareLog } = await crawlPlainly(stack, { ...plain, hasLedger: false });
    say(`${NOOPS} activities that do nothing`);
    const { msEach } = await timeNoops(stack, NOOPS);
    print([ourLog, directLog, ledgerLog, bareLog], msEach);
  } finally {
    await program.stop();
  }
}

async function logOf(
  stack: Stack,
  work: () => Promise<unknown>,
): Promise<readonly LoggedRequest[]> {
  const before = stack.sandbox.tracker.log.entries.length;
  await work();
  return stack.sandbox.tracker.log.entries.slice(before);
}

const NAMES = [
  'MAMcrawler: Temporal, PostgreSQL',
  'its activities in a loop: PostgreSQL',
  'bare loop, fsynced ledger file',
  'bare loop, nothing kept',
] as const;

function print(logs: readonly (readonly LoggedRequest[])[], noopMs: number): void {
  // Signing in is no term's work: only what lies between the first and the last search counts.
  const each = logs.map((log) => measurePoliteness(fromFirstSearch(log), NO_PACE));
  const ledger = each[2];
  const rows = each.map((one, index) => [
    NAMES[index] ?? '',
    one.terms,
    one.requests,
    ms(perTerm(one)),
    ledger === undefined ? '' : ms(perTerm(one) - perTerm(ledger)),
  ]);
  printTable({
    title: 'temporal: what it adds a term',
    columns: ['', 'terms', 'requests', 'a term', 'beyond the ledger file'],
    rows: [...rows, ['no-op activity, same server, one slot', NOOPS, '', ms(noopMs), '']],
    notes: [
      'Known of this server on 2 cores: 17–23 ms a no-op activity with our dynamic configuration, 99 ms without.',
      'Nothing is fetched or queued; at the real spacing of 20 s all of this lies inside the waiting.',
    ],
  });
}

function fromFirstSearch(log: readonly LoggedRequest[]): readonly LoggedRequest[] {
  return log.slice(log.findIndex((entry) => entry.kind === 'search'));
}

function perTerm(one: Politeness): number {
  return one.wallMs / one.terms;
}
