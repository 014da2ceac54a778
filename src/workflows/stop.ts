import {
  ActivityFailure,
  ApplicationFailure,
  isCancellation,
  TimeoutFailure,
} from '@temporalio/workflow';
import type { RunStop } from '../domain/run.ts';

/**
 * Why a run can't go on, in the words of its failure; undefined for what is no end at all (the
 * history continuing as new).
 */
export function stopOf(error: unknown): RunStop | undefined {
  if (isCancellation(error)) {
    return {
      name: 'cancelled',
      what: 'the run was cancelled',
      remedy: 'start a new run when you want to; what was queued is not queued again',
    };
  }
  if (!(error instanceof ActivityFailure)) return undefined;
  const { cause } = error;
  if (cause instanceof ApplicationFailure) {
    const told = toldBy(cause);
    return { name: cause.type ?? 'unknown', ...told };
  }
  const outlived = cause instanceof TimeoutFailure ? ' within its time' : '';
  return {
    name: `activity/${error.activityType}`,
    what: `${error.activityType} did not succeed${outlived}`,
    remedy: 'look at its last failure in the Temporal UI and at the log, then start a new run',
  };
}

function toldBy(failure: ApplicationFailure): { what: string; remedy: string } {
  const [detail] = failure.details ?? [];
  if (typeof detail === 'object' && detail !== null && 'what' in detail && 'remedy' in detail) {
    return { what: String(detail.what), remedy: String(detail.remedy) };
  }
  return { what: failure.message, remedy: 'the log has the details' };
}
