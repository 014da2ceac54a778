import { type Client, isGrpcServiceError, ServiceError } from '@temporalio/client';
import { isTemporalAway } from '../temporal/away.ts';
import { OperationError, temporalAway } from './errors.ts';

/** A person waits: no question to the server may take longer. */
const DEADLINE_MS = 10_000;

const INVALID_ARGUMENT = 3;

/**
 * Asks the Temporal server something, for ten seconds at most unless told otherwise.
 *
 * @throws {OperationError} `temporal-away`, or `no-worker` when no worker ever prepared the server.
 */
export async function asking<T>(
  client: Client,
  question: () => Promise<T>,
  deadlineMs = DEADLINE_MS,
): Promise<T> {
  try {
    return await client.withDeadline(Date.now() + deadlineMs, question);
  } catch (error) {
    if (isTemporalAway(error)) throw temporalAway(error);
    if (lacksSearchAttributes(error)) throw notPrepared(error);
    throw error;
  }
}

function lacksSearchAttributes(error: unknown): boolean {
  const cause = error instanceof ServiceError ? error.cause : error;
  return (
    isGrpcServiceError(cause) &&
    cause.code === INVALID_ARGUMENT &&
    /search attribute|no mapping/i.test(cause.details)
  );
}

function notPrepared(cause: unknown): OperationError {
  return new OperationError('no worker has served this Temporal server yet', {
    kind: 'no-worker',
    remedy: 'start one with npm start: it prepares the server, then ask again',
    cause,
  });
}
