/** The remotes that we talk to, as error texts name them; `program`: `npm start`, asked by a command. */
export type RemoteName = 'tracker' | 'audiobookshelf' | 'qbittorrent' | 'google-books' | 'program';

/**
 * What went wrong with a remote, as a closed list. `activities/failures.ts` decides from it
 * what is retried and what stops a run; nothing else does.
 */
export type RemoteErrorKind =
  | 'unreachable' // no connection, a connection cut, a name that does not resolve
  | 'browser-missing' // our own browser does not start: the owner has to install or name one
  | 'timeout' // no answer in the configured time
  | 'unavailable' // 5xx: the remote says that it is down
  | 'rate-limited' // 429, or its equivalent in words
  | 'forbidden' // 403 to a live session: a rule of the remote, not a lost session
  | 'not-signed-in' // the session is gone: a login page instead of the answer
  | 'bad-credentials' // the remote refused our user name, password or key
  | 'login-locked' // too many failed logins: the owner has to act
  | 'captcha' // a human is asked for: the owner has to act
  | 'layout-changed' // a page without what every such page has: never "nothing found"
  | 'search-refused' // the remote could not run the search (its syntax, its engine)
  | 'download-refused' // the remote refuses this one torrent (gone, VIP only, unsatisfied limit)
  | 'downloads-frozen' // the account may not download now (unsatisfied limit): stop fetching
  | 'not-found' // 404 / 410
  | 'unexpected-answer' // an answer of a shape that we do not know
  | 'rejected'; // the remote refused a change and says why

/** What a {@link RemoteError} is made of. */
export interface RemoteErrorDetails {
  readonly remote: RemoteName;
  readonly kind: RemoteErrorKind;
  /** The remedy: one sentence that tells the owner what to do next. */
  readonly remedy: string;
  /** How long the remote asked us to stay away, in milliseconds. */
  readonly retryAfterMs?: number;
  /** The HTTP status, when there was an answer. */
  readonly status?: number;
  readonly cause?: unknown;
}

/**
 * Every failure of a remote. The message says what happened to what; it holds no query string,
 * no form value, no cookie and no page text beyond a short, named phrase.
 */
export class RemoteError extends Error {
  readonly remote: RemoteName;
  readonly kind: RemoteErrorKind;
  readonly remedy: string;
  readonly retryAfterMs: number | undefined;
  readonly status: number | undefined;

  constructor(message: string, details: RemoteErrorDetails) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'RemoteError';
    this.remote = details.remote;
    this.kind = details.kind;
    this.remedy = details.remedy;
    this.retryAfterMs = details.retryAfterMs;
    this.status = details.status;
  }
}
