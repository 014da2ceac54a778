import { isOwn, type LoggedRequest } from '../../src/sandbox/request-log.ts';
import { sum } from './numbers.ts';

/** The spacing that was configured, in milliseconds. */
export interface Pace {
  /** Between the end of an answer and the next request of any kind. */
  readonly gapMs: number;
  /** Between the end of a term's last page and the next term. */
  readonly termMs: number;
}

/** The pause before one request, by the site's own log. */
export interface Pause {
  readonly from: LoggedRequest;
  readonly to: LoggedRequest;
  /** When the last answer of `from` had been sent, ms since the epoch. */
  readonly fromEnd: number;
  /** What politeness asks for. */
  readonly dueMs: number;
  /** What it took beyond that. */
  readonly excessMs: number;
}

/** What a crawl took, and what it could not have done without. */
export interface Politeness {
  readonly requests: number;
  readonly terms: number;
  /** From the start of the first own request to the end of the last. */
  readonly wallMs: number;
  /** From the arrival of each own request to the end of its last answer, what it loads included. */
  readonly answersMs: number;
  /** The spacings that these requests had to keep. */
  readonly spacingsMs: number;
  readonly pauses: readonly Pause[];
}

/** Reads a crawl's politeness off the site's own log; throws when it made fewer than 2 requests. */
export function measurePoliteness(log: readonly LoggedRequest[], pace: Pace): Politeness {
  const own = log.filter((entry) => isOwn(entry));
  const ends = endsOf(log);
  const first = own.at(0);
  const last = own.at(-1);
  if (first === undefined || last === undefined || first === last) {
    throw new Error('a crawl of fewer than two requests has no pauses to measure');
  }
  const endOf = (entry: LoggedRequest): number => ends.get(entry.n) ?? entry.at;
  const pauses: Pause[] = [];
  let termEnd = Number.NEGATIVE_INFINITY;
  for (const [index, to] of own.entries()) {
    const from = own[index - 1];
    if (from === undefined) continue;
    const fromEnd = endOf(from);
    if (isTermPage(from)) termEnd = fromEnd;
    const termDue = to.kind === 'search' ? termEnd + pace.termMs - fromEnd : 0;
    const dueMs = Math.max(pace.gapMs, termDue);
    pauses.push({ from, to, fromEnd, dueMs, excessMs: to.at - fromEnd - dueMs });
  }
  return {
    requests: own.length,
    terms: own.filter((entry) => entry.kind === 'search').length,
    wallMs: endOf(last) - first.at,
    answersMs: sum(own.map((entry) => endOf(entry) - entry.at)),
    spacingsMs: sum(pauses.map((pause) => pause.dueMs)),
    pauses,
  };
}

/** The floor: answers and spacings that the requests made could not do without. */
export function floorMs(measured: Politeness): number {
  return measured.answersMs + measured.spacingsMs;
}

function isTermPage(entry: LoggedRequest): boolean {
  return entry.kind === 'search' || entry.kind === 'result-page';
}

/** For each own request the end of its last answer. */
function endsOf(log: readonly LoggedRequest[]): ReadonlyMap<number, number> {
  const ends = new Map<number, number>();
  for (const entry of log) {
    const owner = entry.owner ?? entry.n;
    ends.set(owner, Math.max(ends.get(owner) ?? 0, entry.endedAt ?? entry.at));
  }
  return ends;
}
