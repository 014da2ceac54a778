import { readFile } from 'node:fs/promises';
import { ActivityFailure, ApplicationFailure, WorkflowFailedError } from '@temporalio/client';
import { listEvents, type StoredEvent } from '../../src/db/events.ts';
import { findRun, type RunRow } from '../../src/db/runs.ts';
import type { GapOutcome } from '../../src/domain/gap.ts';
import type { RunReport } from '../../src/domain/report.ts';
import { TASK_QUEUES } from '../../src/temporal/names.ts';
import type { FullSyncInput } from '../../src/workflows/full-sync.ts';
import type { ExpectedGap } from './small-world.ts';
import type { Stack } from './stack.ts';
import { until } from './until.ts';

/** How a run's workflow ended: its failure's type is null when it completed. */
export interface RunEnding {
  readonly runId: string;
  readonly failureType: string | null;
  readonly failureMessage: string;
}

/** A run under way. */
export interface RunUnderWay {
  readonly runId: string;
  /** Waits for its end, whatever that is. */
  ended(ms?: number): Promise<RunEnding>;
}

let started = 0;

/** Starts a full sync. */
export async function startSync(
  stack: Stack,
  name = 'sync',
  input?: FullSyncInput,
): Promise<RunUnderWay> {
  return start(stack, { type: 'fullSync', name, args: input === undefined ? [] : [input] });
}

/** Starts a person's search. */
export async function startSearch(stack: Stack, text: string): Promise<RunUnderWay> {
  return start(stack, { type: 'search', name: 'search', args: [{ text }] });
}

async function start(
  stack: Stack,
  what: { readonly type: string; readonly name: string; readonly args: readonly unknown[] },
): Promise<RunUnderWay> {
  started += 1;
  const runId = `${what.name}-${started}`;
  const handle = await stack.client.workflow.start(what.type, {
    taskQueue: TASK_QUEUES.main,
    workflowId: runId,
    args: [...what.args],
  });
  return {
    runId,
    async ended(ms = 60_000) {
      // Asked for rather than awaited: a long poll breaks when the server is killed.
      const status = await until(
        `${runId} ends`,
        async () => {
          try {
            const { status } = await handle.describe();
            return status.name === 'RUNNING' ? undefined : status.name;
          } catch {
            // The server is being restarted: the deadline decides.
            return undefined;
          }
        },
        ms,
      );
      if (status === 'COMPLETED') return { runId, failureType: null, failureMessage: '' };
      const { type, message } = await handle.result().then(notFailed, readFailure);
      return { runId, failureType: type, failureMessage: message };
    },
  };
}

function notFailed(): never {
  throw new Error('the workflow did not complete, and has a result');
}

function readFailure(error: unknown): { type: string; message: string } {
  let cause: unknown = error instanceof WorkflowFailedError ? error.cause : error;
  if (cause instanceof ActivityFailure) cause = cause.cause;
  if (cause instanceof ApplicationFailure)
    return { type: cause.type ?? '', message: cause.message };
  return { type: cause instanceof Error ? cause.name : 'unknown', message: String(cause) };
}

/** The run's row. */
export async function runOf(stack: Stack, runId: string): Promise<RunRow> {
  const run = await findRun(stack.sql, runId);
  if (run === undefined) throw new Error(`no run ${runId}`);
  return run;
}

/** The run's report, as it lies on the disk beside the one that a person reads. */
export async function reportOf(
  stack: Stack,
  runId: string,
): Promise<{ readonly json: RunReport; readonly markdown: string }> {
  const { reportPath } = await runOf(stack, runId);
  if (reportPath === null) throw new Error(`${runId} has no report`);
  const json = JSON.parse(
    await readFile(reportPath.replace(/\.md$/, '.json'), 'utf8'),
  ) as RunReport;
  return { json, markdown: await readFile(reportPath, 'utf8') };
}

/** Each gap's outcome in the database, sorted by the gap's key. */
export async function gapsOf(stack: Stack, runId: string): Promise<readonly ExpectedGap[]> {
  const rows = await stack.sql<ExpectedGap[]>`
    SELECT gaps.key, outcome, source_id AS "sourceId"
    FROM run_gaps JOIN gaps ON gaps.id = run_gaps.gap_id
    WHERE run_id = ${runId} ORDER BY gaps.key COLLATE "C"`;
  return rows.map(({ key, outcome, sourceId }) => ({ key, outcome, sourceId }));
}

/** How many gaps of a run have which outcome. */
export async function countOutcomes(
  stack: Stack,
  runId: string,
): Promise<Partial<Record<GapOutcome, number>>> {
  const counts: Partial<Record<GapOutcome, number>> = {};
  for (const { outcome } of await gapsOf(stack, runId))
    counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

/** A run's events of one kind. */
export async function eventsOf<K extends StoredEvent['kind']>(
  stack: Stack,
  runId: string,
  kind: K,
): Promise<readonly Extract<StoredEvent, { kind: K }>[]> {
  const events = await listEvents(stack.sql, runId, 0);
  return events.filter((event): event is Extract<StoredEvent, { kind: K }> => event.kind === kind);
}

/** Waits for a run's first event of a kind. */
export async function untilEvent<K extends StoredEvent['kind']>(
  stack: Stack,
  runId: string,
  kind: K,
): Promise<Extract<StoredEvent, { kind: K }>> {
  return until(
    `${runId} says "${kind}"`,
    async () => (await eventsOf(stack, runId, kind))[0],
    30_000,
  );
}

/** Lines of the ledger that a run wrote. */
export async function ledgerOf(
  stack: Stack,
  runId?: string,
): Promise<readonly { sourceId: string; status: string; v1: string | null; v2: string | null }[]> {
  return stack.sql<{ sourceId: string; status: string; v1: string | null; v2: string | null }[]>`
    SELECT source_id AS "sourceId", status, info_hash_v1 AS v1, info_hash_v2 AS v2
    FROM acquisitions WHERE run_id = ${runId ?? null} OR ${runId === undefined} ORDER BY id`;
}
