import { errors } from 'playwright';
import { RemoteError, type RemoteErrorDetails, type RemoteErrorKind } from '../../errors.ts';

/** A failure of the tracker, without a cause: Playwright's texts hold URLs and form values. */
export function fault(
  kind: RemoteErrorKind,
  message: string,
  more: Pick<RemoteErrorDetails, 'remedy' | 'retryAfterMs' | 'status'>,
): RemoteError {
  return new RemoteError(message, { remote: 'tracker', kind, ...more });
}

/** Our own browser is missing or broken: waiting does not mend it. */
export function browserNotStarted(): RemoteError {
  return fault('browser-missing', 'Chromium could not be started', {
    remedy: 'run the set-up again, or let CHROMIUM_PATH name a Chromium that starts',
  });
}

/**
 * The browser died under a request. It counts as a connection cut, since nobody knows whether the
 * site saw the request; `unexpected-answer` would stop the run for what the next try mends.
 */
export function browserGone(): RemoteError {
  return fault('unreachable', 'The browser went away during a request', {
    remedy:
      'nothing to do: the next request starts a new one; if it happens again, see whether memory runs out',
  });
}

/** A request after the browser was closed with its worker; another worker makes it. */
export function browserClosed(): RemoteError {
  return fault(
    'unreachable',
    'No request was made: the browser is closed, the worker is going down',
    { remedy: 'nothing to do: the request is made when a worker runs again' },
  );
}

/** No answer, or no whole one, in the time that a request may take. */
export function tooSlow(what: string): RemoteError {
  return fault('timeout', `${what}: no whole answer in the time that a request may take`, {
    remedy: 'see whether the site is slow in your own browser too; the request is tried again',
  });
}

/** The connection was refused or cut; `code` is a network error's name. */
export function cutOff(what: string, code: string): RemoteError {
  return fault('unreachable', `${what}: no connection (${code})`, {
    remedy: 'check the network and MAM_URL; the request is tried again',
  });
}

/** An answer that is none of those we know. `phrase` is ours, never the page's. */
export function strange(what: string, phrase: string, status?: number): RemoteError {
  return fault('unexpected-answer', `${what}: ${phrase}`, {
    remedy: 'open the site in your own browser; if it works there, update MAMcrawler',
    ...(status === undefined ? {} : { status }),
  });
}

/** Whether a failure says that the session is gone. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof RemoteError && error.kind === 'not-signed-in';
}

/** Whether Playwright, or our own bound on it, ran out of time. */
export function isTimeout(error: unknown): boolean {
  return error instanceof errors.TimeoutError;
}

/** The own programming errors: these are bugs to be seen, not failures of the remote. */
const BUGS = [TypeError, RangeError, ReferenceError, SyntaxError];

/**
 * Makes one of ours of whatever Playwright threw in `what` (a constant phrase, such as "search").
 * Only the name of a network error is taken from its text: the rest may hold queries, cookies
 * and what was typed.
 */
export function asRemoteError(error: unknown, what: string): unknown {
  if (error instanceof RemoteError) return error;
  if (BUGS.some((bug) => error instanceof bug)) return error;
  if (isTimeout(error)) return tooSlow(what);
  const text = error instanceof Error ? error.message : '';
  if (/has been closed|browser has disconnected|target crashed|page crashed/i.test(text)) {
    return browserGone();
  }
  const code =
    /net::(ERR_[A-Z_]+)/.exec(text)?.[1] ??
    /\b(E[A-Z]{5,}|socket hang up|network socket disconnected)\b/i.exec(text)?.[1];
  if (/timed out|ERR_TIMED_OUT|ERR_CONNECTION_TIMED_OUT|ETIMEDOUT/.test(text)) return tooSlow(what);
  if (code === undefined) {
    const call = /^\w+\.\w+(?=: )/.exec(text)?.[0] ?? 'unknown call';
    return strange(what, `the browser could not carry it out (${call})`);
  }
  return networkFault(what, code);
}

/** Names of network errors that are an answer of the site, not a lack of one. */
const ANSWERS = /^ERR_(?:ABORTED|TOO_MANY_REDIRECTS|INVALID_|HTTP_|BLOCKED_|UNSAFE_|RESPONSE_)/;

/** The failure for a network error by its name. */
export function networkFault(what: string, code: string): RemoteError {
  return ANSWERS.test(code) ? strange(what, `no page (${code})`) : cutOff(what, code);
}
