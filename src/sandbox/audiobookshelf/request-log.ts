/** Requests that a good client never makes. */
export type Sin =
  | 'limit=0' // asks for everything at once
  | 'sort-not-supported' // answers in no useful order
  | 'repeated-query-key' // kills the real server
  | 'lone-percent' // kills the real server
  | 'body-without-type' // the body is ignored
  | 'write'; // this version only reads

/** One request; times are in ms since the epoch. */
export interface LoggedRequest {
  readonly method: string;
  /** Path below the base path, with its query. */
  readonly path: string;
  readonly startedAt: number;
  /** Null while it is under way. */
  endedAt: number | null;
  /** Null while it is under way, and when the connection was cut. */
  status: number | null;
}

/** What the stand-in was asked, when, and how many requests were under way at a time. */
export class RequestLog {
  readonly requests: LoggedRequest[] = [];
  readonly sins: Sin[] = [];
  /** The most requests that were ever under way together. */
  maxInFlight = 0;
  #inFlight = 0;

  /** Notes the start of a request; the caller ends it with {@link RequestLog.end}. */
  start(method: string, path: string): LoggedRequest {
    const request: LoggedRequest = {
      method,
      path,
      startedAt: Date.now(),
      endedAt: null,
      status: null,
    };
    this.requests.push(request);
    this.#inFlight += 1;
    this.maxInFlight = Math.max(this.maxInFlight, this.#inFlight);
    return request;
  }

  /** Notes the end of a request; a second call for the same one changes nothing. */
  end(request: LoggedRequest, status: number | null): void {
    if (request.endedAt !== null) return;
    request.endedAt = Date.now();
    request.status = status;
    this.#inFlight -= 1;
  }

  /** How many requests there were whose path starts so. */
  count(prefix: string): number {
    return this.requests.filter((request) => request.path.startsWith(prefix)).length;
  }

  /** Forgets all finished requests and sins. */
  clear(): void {
    const underWay = this.requests.filter((request) => request.endedAt === null);
    this.requests.splice(0, this.requests.length, ...underWay);
    this.sins.length = 0;
    this.maxInFlight = this.#inFlight;
  }
}
