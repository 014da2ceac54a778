import {
  isGrpcServiceError,
  ServiceError,
  WorkflowUpdateRPCTimeoutOrCancelledError,
} from '@temporalio/client';

/** Codes of gRPC that say "nobody there", not "you asked wrong". */
const AWAY = new Set([
  4, // DEADLINE_EXCEEDED
  14, // UNAVAILABLE
]);

/** Whether an error says that the Temporal server is away, or too slow to answer in time. */
export function isTemporalAway(error: unknown): boolean {
  if (error instanceof WorkflowUpdateRPCTimeoutOrCancelledError) return true;
  const cause = error instanceof ServiceError ? error.cause : error;
  return isGrpcServiceError(cause) && AWAY.has(cause.code);
}
