import { ApplicationFailure, CancelledFailure } from '@temporalio/activity';
import { isDatabaseAway, isDatabaseConflict } from '../db/connect.ts';
import { RemoteError, type RemoteErrorKind } from '../integrations/errors.ts';
import { PolicyError } from '../policy/problem.ts';

/**
 * What a failure means for the run: `retry` waits and tries again, `stop` needs the owner (or would
 * fail the same way for every other term). This is the only place that decides it.
 */
export function fate(kind: RemoteErrorKind): 'retry' | 'stop' {
  switch (kind) {
    case 'unreachable':
    case 'timeout':
    case 'unavailable':
    case 'rate-limited':
      return 'retry';
    case 'browser-missing':
    case 'forbidden':
    case 'not-signed-in':
    case 'bad-credentials':
    case 'login-locked':
    case 'captcha':
    case 'layout-changed':
    case 'search-refused':
    case 'download-refused':
    case 'downloads-frozen':
    case 'not-found':
    case 'unexpected-answer':
    case 'rejected':
      return 'stop';
    default:
      return kind satisfies never;
  }
}

/**
 * Turns whatever an activity threw into what Temporal shows and acts on: a named failure
 * (`tracker/login-locked`) with the remedy in its message. Texts come from our own errors alone:
 * a stranger's message may hold what must not be seen.
 * @param attempt which try this was, from 1.
 */
export function asFailure(error: unknown, attempt: number): Error {
  if (error instanceof ApplicationFailure || error instanceof CancelledFailure) return error;
  if (error instanceof Error && error.name === 'AbortError') {
    return new CancelledFailure('cancelled while waiting');
  }
  if (error instanceof RemoteError) {
    return ApplicationFailure.create({
      type: `${error.remote}/${error.kind}`,
      message: `${sentence(error.message)} ${sentence(error.remedy)}`,
      details: [{ what: error.message, remedy: error.remedy }],
      nonRetryable: fate(error.kind) === 'stop',
      ...retryDelayOf(error),
    });
  }
  if (error instanceof PolicyError) {
    const { what } = error;
    const remedy = `mend ${error.file} (mamcrawler config check names every problem), then start a new run`;
    return ApplicationFailure.create({
      type: 'policy/invalid',
      message: `${sentence(what)} ${sentence(remedy)}`,
      details: [{ what, remedy }],
      nonRetryable: true,
    });
  }
  if (isDatabaseAway(error)) {
    return ApplicationFailure.create({
      type: 'database/away',
      message: 'The database does not answer. Check DATABASE_URL and that PostgreSQL runs.',
      nextRetryDelay: 500,
    });
  }
  if (isDatabaseConflict(error)) {
    return ApplicationFailure.create({
      type: 'database/conflict',
      message: 'Two steps wrote the same rows at once; this one is made again.',
      nextRetryDelay: 500,
    });
  }
  return ApplicationFailure.create({
    type: `internal/${error instanceof Error ? error.name : 'unknown'}`,
    message: 'A fault of our own: the log has the details. Please report it.',
    details: [{ what: 'a fault of our own', remedy: 'the log has the details: please report it' }],
    // A passing fault heals in a few tries; one that stays must not look like patience for a day.
    nonRetryable: attempt >= OWN_FAULT_TRIES,
  });
}

/** How often an activity that fails by a fault of our own is tried before the run stops. */
const OWN_FAULT_TRIES = 5;

/**
 * How soon a tracker that must be left alone is asked for again. The pacer keeps the back-off, and
 * until it is over, or lifted by its owner, no request is made: asking costs a look at the database.
 */
const LOOK_AGAIN_MS = 5_000;

function retryDelayOf({ remote, retryAfterMs }: RemoteError): { nextRetryDelay?: number } {
  if (retryAfterMs === undefined) return {};
  const delayMs = remote === 'tracker' ? Math.min(retryAfterMs, LOOK_AGAIN_MS) : retryAfterMs;
  return { nextRetryDelay: Math.ceil(delayMs) };
}

/** A request that can't be carried out as it is: bad input, a sync under way. */
export function refuse(type: string, message: string): ApplicationFailure {
  return ApplicationFailure.create({ type, message, nonRetryable: true });
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
}
