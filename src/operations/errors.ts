/** Why something that was asked for can't be done, as a closed list. */
export type OperationErrorKind =
  | 'invalid' // the request itself is wrong
  | 'already-running' // one full sync at a time
  | 'unknown-run'
  | 'unknown-site'
  | 'unknown-gap'
  | 'unknown-review'
  | 'no-report'
  | 'not-open' // the run has ended
  | 'refused' // the run says no: it is paused already, past its crawl …
  | 'run-ended' // the run did not complete
  | 'no-worker' // nobody serves runs
  | 'qbittorrent-away' // it could not be asked, so nothing is known of what it holds
  | 'temporal-away'
  | 'database-away';

/** What can't be done, and what to do instead: one sentence each. */
export class OperationError extends Error {
  readonly kind: OperationErrorKind;
  readonly remedy: string;
  /** The run that it is about, if any. */
  readonly runId: string | null;

  constructor(
    message: string,
    details: {
      readonly kind: OperationErrorKind;
      readonly remedy: string;
      readonly runId?: string;
      readonly cause?: unknown;
    },
  ) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'OperationError';
    this.kind = details.kind;
    this.remedy = details.remedy;
    this.runId = details.runId ?? null;
  }
}

/** Neither the settings nor `npm start` say where a server is. */
export function nothingRuns(what: 'PostgreSQL' | 'Temporal'): OperationError {
  const name = what === 'Temporal' ? 'TEMPORAL_ADDRESS' : 'DATABASE_URL';
  return new OperationError(`nothing runs here: there is no word of a ${what} server`, {
    kind: what === 'Temporal' ? 'temporal-away' : 'database-away',
    remedy: `start the program with npm start, or set ${name}`,
  });
}

/** The Temporal server does not answer. */
export function temporalAway(cause: unknown): OperationError {
  return new OperationError('the Temporal server does not answer', {
    kind: 'temporal-away',
    remedy: 'start the program with npm start, or check TEMPORAL_ADDRESS',
    cause,
  });
}

/** A full sync is under way: a second one would search every term twice. */
export function alreadyRunning(runId: string): OperationError {
  return new OperationError(`a full sync is under way already: ${runId}`, {
    kind: 'already-running',
    remedy: `follow it with mamcrawler runs follow ${runId}, or end it with mamcrawler runs cancel ${runId}`,
    runId,
  });
}

/** The run has come to its end: nothing can be changed about it. */
export function notOpen(runId: string, how: string): OperationError {
  return new OperationError(`run ${runId} is not under way: ${how}`, {
    kind: 'not-open',
    remedy: `see what came of it with mamcrawler runs show ${runId}`,
    runId,
  });
}
