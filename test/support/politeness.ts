import assert from 'node:assert/strict';
import { isOwn, spacing, type LoggedRequest } from '../../src/sandbox/request-log.ts';

/** The pace that a worker was told to keep, in milliseconds. */
export interface Pace {
  /** Between the end of any answer and the next request. */
  readonly minMs: number;
  /** Between the end of a term's last page and the start of the next term. */
  readonly termMs: number;
}

interface Log {
  readonly entries: readonly LoggedRequest[];
}

/** Reads the pace out of a worker's environment. */
export function paceOf(env: NodeJS.ProcessEnv): Pace {
  return {
    minMs: Number(env['MAM_RATE_LIMIT_MIN']) * 1_000,
    termMs: Number(env['MAM_SEARCH_INTERVAL']) * 1_000,
  };
}

/**
 * By the site's own log: no two own requests overlapped or lay closer together than the pace
 * allows, and each search kept its distance from the last page of the search before it.
 */
export function assertPolite(log: Log, pace: Pace): void {
  for (const { from, to, ms } of spacing(log)) {
    const what = `${ms.toFixed(1)} ms between ${nameOf(from)} and ${nameOf(to)}`;
    assert.ok(ms >= pace.minMs, `${what}: less than ${pace.minMs}`);
  }
  for (const { from, to, ms } of termSpacing(log)) {
    const what = `${ms.toFixed(1)} ms between the terms of ${nameOf(from)} and ${nameOf(to)}`;
    assert.ok(ms >= pace.termMs, `${what}: less than ${pace.termMs}`);
  }
}

/** From the end of the last result page before it to the start of each search. */
function termSpacing(log: Log): readonly { from: LoggedRequest; to: LoggedRequest; ms: number }[] {
  const pages = log.entries.filter(({ kind }) => kind === 'search' || kind === 'result-page');
  const found: { from: LoggedRequest; to: LoggedRequest; ms: number }[] = [];
  for (const [index, to] of pages.entries()) {
    const from = pages[index - 1];
    if (from === undefined || to.kind !== 'search') continue;
    found.push({ from, to, ms: to.at - endOf(log, from) });
  }
  return found;
}

/** When a request had been answered, with all that it loaded. */
export function endOf(log: Log, request: LoggedRequest): number {
  const parts = log.entries.filter(({ n, owner }) => n === request.n || owner === request.n);
  return Math.max(...parts.map(({ at, endedAt }) => endedAt ?? at));
}

/** The own requests of a log, in order. */
export function ownRequests(log: Log): readonly LoggedRequest[] {
  return log.entries.filter((entry) => isOwn(entry));
}

/** How many own requests of a kind a log holds. */
export function countKind(log: Log, kind: LoggedRequest['kind']): number {
  return log.entries.filter((entry) => entry.kind === kind).length;
}

function nameOf(request: LoggedRequest): string {
  const about = request.term ?? request.tid ?? '';
  return `${request.kind} ${about} (${request.n})`;
}
