import type { Phase } from './run.ts';

/** A phase of a run, from its first step to its last; null while it is under way. */
export interface PhaseSpan {
  readonly phase: Phase;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

/** A torrent of a run: when it was chosen, and handed over. */
export interface QueuedLine {
  readonly chosenAt: Date;
  readonly queuedAt: Date | null;
}

/**
 * How long each phase took, in seconds, to a tenth; null for the one under way. The report and
 * `runs show` say both this: queueing goes on beside the crawl, so it is told from the first
 * torrent chosen to the last one handed over, not by what of it was left for the phase of its own.
 */
export function phaseSeconds<S extends PhaseSpan>(
  spans: readonly S[],
  lines: readonly QueuedLine[],
): readonly (S & { readonly seconds: number | null })[] {
  return spans.map((span) => ({ ...span, seconds: secondsOf(span, lines) }));
}

function secondsOf({ phase, startedAt, finishedAt }: PhaseSpan, lines: readonly QueuedLine[]) {
  if (finishedAt === null) return null;
  return phase === 'queue' ? queueingSeconds(lines) : secondsBetween(startedAt, finishedAt);
}

function queueingSeconds(lines: readonly QueuedLine[]): number {
  const queued = lines.flatMap((line) => (line.queuedAt === null ? [] : [line.queuedAt.getTime()]));
  if (queued.length === 0) return 0;
  const from = Math.min(...lines.map((line) => line.chosenAt.getTime()));
  return tenths(Math.max(...queued) - from);
}

/** Time between two moments in seconds, to a tenth; 0 while one is lacking. */
export function secondsBetween(from: Date | null, to: Date | null): number {
  return from === null || to === null ? 0 : tenths(to.getTime() - from.getTime());
}

function tenths(ms: number): number {
  return Math.round(ms / 100) / 10;
}
