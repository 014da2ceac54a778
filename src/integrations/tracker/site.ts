import type { Candidate } from '../../domain/candidate.ts';

/** The account's state as every signed-in page shows it; null where a page lacks a field. */
export interface AccountStrip {
  readonly userClass: string | null;
  /** The ratio; `Infinity` when nothing was downloaded yet. */
  readonly ratio: number | null;
  readonly bonusPoints: number | null;
  readonly wedges: number | null;
  readonly unsatisfied: number;
  /** As exact as the site shows them: `1.835 TiB`. They lag behind by up to 20 minutes. */
  readonly uploadedBytes: number | null;
  readonly downloadedBytes: number | null;
}

/** One page of results. */
export interface ResultPage {
  readonly candidates: readonly Candidate[];
  /** How many results there are over all pages; 0 only when the site itself says so. */
  readonly total: number;
  /** Where the next page starts (`tor[startNumber]`), or null on the last one. */
  readonly nextStart: number | null;
  readonly account: AccountStrip;
}

/** The tracker's site through its pages: one at a time, each request paced. */
export interface TrackerSite {
  /**
   * Reads one page of results for a term; `start` 0 is the term's first request.
   * Signs in when it has to, once. Throws `RemoteError`; never an empty page for a page unseen.
   */
  search(request: { readonly text: string; readonly start: number }): Promise<ResultPage>;
  /** Fetches a `.torrent` file with the session. Throws `RemoteError`. */
  fetchTorrent(sourceId: string): Promise<Uint8Array>;
  /** Closes the browser; the session stays stored. */
  close(): Promise<void>;
}

/** What kind of request is about to be made; each kind has its own spacing. */
export type RequestKind = 'term' | 'page' | 'download' | 'login';

/**
 * Tells the pacer when a request's answer ended, by `performance.now()`, so that what is done with
 * it before the request returns (reading it, keeping the session) lies within the next pause.
 */
export type Answered = (at: number) => void;

/** What halts all work until the owner has acted. */
export type HaltKind = 'captcha' | 'login-locked';

/** A site that does not work: it says so, or nothing comes from it. */
export interface SiteTrouble {
  readonly kind: 'unavailable' | 'unreachable' | 'timeout';
  /** How long the site asked to be left alone, in milliseconds; 0 when it did not. */
  readonly askedMs: number;
}

/**
 * Spaces requests and holds the site's lease. Nothing reaches the site but through it. What it is
 * told is written down before the next request: it throws no error of the store, which would hide
 * what the site said.
 */
export interface Pacer {
  /**
   * Waits until a request of this kind is due, makes it, and records when its answer ended: when
   * it said so, or else when it returned or failed.
   * @throws {RemoteError} what `request` throws; a back-off or halt under way is thrown before it.
   */
  run<T>(kind: RequestKind, request: (answered: Answered) => Promise<T>): Promise<T>;
  /** From now on nobody makes a request for this long, across restarts. */
  backOff(ms: number, reason: string): Promise<void>;
  /**
   * The site did not work: from now on nobody makes a request for a time that grows with each
   * failure in a row, until the first good answer.
   */
  failed(trouble: SiteTrouble): Promise<void>;
  /** From now on nobody makes a request until the owner lifts it. */
  halt(kind: HaltKind, reason: string): Promise<void>;
}

/** Keeps the browser's session across restarts, encrypted, and counts logins. */
export interface SessionVault {
  /** The stored browser state (Playwright's storage state as JSON), or null. */
  load(): Promise<string | null>;
  save(state: string): Promise<void>;
  /** Forgets a session that the site no longer knows. */
  clear(): Promise<void>;
  /**
   * Must be called before anything is asked for the sake of a login. Counts nothing.
   * @throws {RemoteError} `login-locked` when the configured number of logins a day is used up;
   * `bad-credentials` when the site already refused these very credentials.
   */
  checkLogin(): Promise<void>;
  /** Counts a login; called in its turn, right before the form is sent. */
  recordLogin(): Promise<void>;
  /** Remembers that the site refused these credentials, until they change. */
  credentialsRefused(): Promise<void>;
}
