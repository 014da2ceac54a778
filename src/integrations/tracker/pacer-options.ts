import type { RemoteName } from '../errors.ts';

/** Settings of `createPacer`; all times in milliseconds. */
export interface PacerOptions {
  readonly remote: RemoteName;
  /** Between the end of one answer and the start of the next request: drawn between the two. */
  readonly minMs: number;
  readonly maxMs: number;
  /** Between the end of a term's last page and the start of the next term. */
  readonly termMs: number;
  /** A number in [0, 1): where in the range the next pause lies. */
  readonly random: () => number;
  /** Cancels a wait: the run was cancelled, or the process is going down. */
  readonly signal: () => AbortSignal | undefined;
}
