/** What a request is for. Only what a client decides on by itself is its own request. */
export type LoggedKind =
  | 'login-page'
  | 'login'
  | 'search'
  | 'result-page'
  | 'torrent-page'
  | 'download'
  | 'subresource' // what a page loads for itself
  | 'follow-up' // the document that a redirect leads to
  | 'control' // the sandbox's own levers
  | 'other';

/** One request to a stand-in. */
export interface LoggedRequest {
  /** Counts from 1 in order of arrival. */
  readonly n: number;
  /** When it arrived, in ms since the epoch with fractions. */
  readonly at: number;
  /**
   * When its answer was sent, or when it was cut, as {@link at}; null while under way. Taken as its
   * last byte leaves: the client may have it, and count from it, before we hear that it went.
   */
  readonly endedAt: number | null;
  readonly method: string;
  /** The path without query string and without tokens. */
  readonly path: string;
  readonly kind: LoggedKind;
  /** `Sec-Fetch-Dest` as the browser sends it (`document`, `image`, `font`, `empty`), or null. */
  readonly destination: string | null;
  /** The own request that this one belongs to; null for own requests themselves. */
  readonly owner: number | null;
  readonly term?: string;
  readonly start?: number;
  readonly tid?: string;
  /** True for a download that spends a wedge. */
  readonly wedge?: boolean;
  /** Name of the fault that spoiled it. */
  readonly fault?: string;
  /** The HTTP status; null while under way or when the connection was cut. */
  readonly status: number | null;
}

/** What is known of a request when it arrives. */
export type NewRequest = Omit<LoggedRequest, 'n' | 'at' | 'endedAt' | 'status' | 'fault'>;

/** A request under way; the calls may come in any order. */
export interface RequestUnderWay {
  readonly n: number;
  note(fault: string): void;
  /** The first call counts. */
  end(status: number | null): void;
}

/** Every request of a stand-in's life, in order of arrival. */
export interface RequestLog {
  readonly entries: readonly LoggedRequest[];
  begin(request: NewRequest): RequestUnderWay;
  /** The latest own request, to which what a page loads belongs. */
  lastOwn(): LoggedRequest | null;
}

/** Opens an empty log. */
export function createRequestLog(): RequestLog {
  const entries: LoggedRequest[] = [];
  return {
    entries,
    begin(request) {
      const n = entries.length + 1;
      let hasEnded = false;
      const change = (changes: Partial<LoggedRequest>): void => {
        const entry = entries[n - 1];
        if (entry !== undefined) entries[n - 1] = { ...entry, ...changes };
      };
      entries.push({ ...request, n, at: now(), endedAt: null, status: null });
      return {
        n,
        note: (fault) => change({ fault }),
        end(status) {
          if (hasEnded) return;
          hasEnded = true;
          change({ endedAt: now(), status });
        },
      };
    },
    lastOwn: () => entries.findLast((entry) => isOwn(entry)) ?? null,
  };
}

/** True for what the client decided to ask for, as opposed to what follows from it. */
export function isOwn(entry: Pick<LoggedRequest, 'kind'>): boolean {
  return entry.kind !== 'subresource' && entry.kind !== 'follow-up' && entry.kind !== 'control';
}

/** The pause between two own requests that follow on each other. */
export interface Spacing {
  readonly from: LoggedRequest;
  readonly to: LoggedRequest;
  /** From the end of the last answer of `from` (what it loaded included) to the start of `to`. */
  readonly ms: number;
}

/**
 * The pauses between own requests, in order. Negative when a request began before the one
 * before it was answered. A request still under way counts as ending when it began.
 */
export function spacing(log: Pick<RequestLog, 'entries'>): readonly Spacing[] {
  const own = log.entries.filter((entry) => isOwn(entry));
  const ends = new Map<number, number>();
  for (const entry of log.entries) {
    const owner = entry.owner ?? entry.n;
    ends.set(owner, Math.max(ends.get(owner) ?? 0, entry.endedAt ?? entry.at));
  }
  const pauses: Spacing[] = [];
  for (const [index, to] of own.entries()) {
    const from = own[index - 1];
    if (from !== undefined) pauses.push({ from, to, ms: to.at - (ends.get(from.n) ?? from.at) });
  }
  return pauses;
}

/** Wall-clock time with fractions of a millisecond, and never running backwards. */
function now(): number {
  return performance.timeOrigin + performance.now();
}
