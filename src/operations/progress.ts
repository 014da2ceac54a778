import {
  countAcquisitions,
  countDecisions,
  isPaused,
  meanTermMs,
  msUntilNextRequest,
  termAtWork,
} from '../db/progress.ts';
import { countReviews } from '../db/reviews.ts';
import type { RunRow } from '../db/runs.ts';
import { countTerms } from '../db/terms.ts';
import type { Phase, RunStatus } from '../domain/run.ts';
import type { OperationDependencies } from './dependencies.ts';
import { mustFindRun } from './find-run.ts';

/** Where a run stands, from our own books: it can be had while the worker is down. */
export interface RunProgress {
  readonly runId: string;
  readonly status: RunStatus;
  readonly phase: Phase;
  readonly paused: boolean;
  readonly dryRun: boolean;
  /** Terms searched to their end or given up, of all that will be. */
  readonly termsDone: number;
  readonly termsTotal: number;
  readonly termsFailed: number;
  /** The term at work, as a person knows it; null between two terms. */
  readonly term: string | null;
  /** Candidates that were judged. */
  readonly found: number;
  readonly refused: number;
  readonly deferred: number;
  /** In doubt, or proposed, for a person to decide; a dry run only says so and opens no review. */
  readonly asked: number;
  readonly queued: number;
  /** A dry run's stand-in for `queued`. */
  readonly wouldQueue: number;
  readonly alreadyThere: number;
  /** Torrents that could not be had. */
  readonly failed: number;
  /** Milliseconds until the tracker may be asked again; null when that says nothing now. */
  readonly nextRequestMs: number | null;
  /** Milliseconds until the last term will be done, at the pace of the latest ones; null = unknown. */
  readonly remainingMs: number | null;
}

type ProgressDependencies = Pick<OperationDependencies, 'sql' | 'config'>;

/** Where a run stands. @throws {OperationError} `unknown-run`. */
export async function runProgress(deps: ProgressDependencies, runId: string): Promise<RunProgress> {
  return progressOf(deps, await mustFindRun(deps, runId));
}

/** The same for a run that was read already. */
export async function progressOf(deps: ProgressDependencies, run: RunRow): Promise<RunProgress> {
  const { sql } = deps;
  const terms = await countTerms(sql, run.id);
  const verdicts = await countDecisions(sql, run.id);
  const reviews = await countReviews(sql, { runId: run.id });
  const ledger = await countAcquisitions(sql, run.id);
  const isOpen = run.status === 'running';
  const paused = isOpen && (await isPaused(sql, run.id));
  const term = isOpen ? await termAtWork(sql, run.id) : undefined;
  const isAtWork = isOpen && !paused && run.phase === 'crawl' && terms.pending > 0;
  return {
    runId: run.id,
    status: run.status,
    phase: run.phase,
    paused,
    dryRun: run.dryRun,
    termsDone: terms.done + terms.failed,
    termsTotal: terms.pending + terms.done + terms.failed,
    termsFailed: terms.failed,
    term: term?.label ?? null,
    found: verdicts.accept + verdicts.defer + verdicts.refuse + verdicts.ask,
    refused: verdicts.refuse,
    deferred: verdicts.defer,
    asked: verdicts.ask + reviews.proposed,
    // It was queued, whatever its owner did with it later.
    queued: ledger.queued + ledger.removed,
    wouldQueue: ledger['would-queue'],
    alreadyThere: ledger['already-there'],
    failed: ledger.failed,
    nextRequestMs: isAtWork ? await nextRequest(deps, term?.startedAt ?? null) : null,
    remainingMs: isAtWork ? await remaining(deps, run.id, terms.pending) : null,
  };
}

async function nextRequest(
  { sql, config }: ProgressDependencies,
  termStartedAt: Date | null,
): Promise<number | null> {
  const { rateLimitMinMs, rateLimitMaxMs, searchIntervalMs, url } = config.tracker;
  // The pause between two pages is drawn between least and most: the middle is off by least.
  const gapMs = (rateLimitMinMs + rateLimitMaxMs) / 2;
  return msUntilNextRequest(sql, url.host, { gapMs, termMs: searchIntervalMs, termStartedAt });
}

async function remaining(
  { sql }: ProgressDependencies,
  runId: string,
  pending: number,
): Promise<number | null> {
  const mean = await meanTermMs(sql, runId);
  return mean === null ? null : mean * pending;
}
