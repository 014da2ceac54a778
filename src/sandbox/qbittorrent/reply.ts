/** An answer of the stand-in. */
export interface Reply {
  readonly status: number;
  readonly type: 'text/plain; charset=UTF-8' | 'application/json';
  readonly body: string;
  /** A `Set-Cookie` line. */
  readonly cookie?: string;
}

/** What a route gets: everything about a request that it may look at. */
export interface Call {
  readonly method: string;
  /** Below `api/v2/`. */
  readonly path: string;
  /** Query and form, merged as qBittorrent merges them. */
  readonly form: ReadonlyMap<string, string>;
  /** Uploaded files by file name: two parts of one name are one file. */
  readonly files: ReadonlyMap<string, Buffer>;
}

/** Plain text. */
export function text(status: number, body: string): Reply {
  return { status, type: 'text/plain; charset=UTF-8', body };
}

/** JSON with status 200. */
export function json(value: unknown, status = 200): Reply {
  return { status, type: 'application/json', body: JSON.stringify(value) };
}
