import type { Response } from 'playwright';
import { pageFailure } from '../parse/index.ts';
import { within } from './deadline.ts';
import { asRemoteError, networkFault } from './faults.ts';
import { statusFault, type AnswerHead } from './status.ts';
import type { Traffic, Trouble } from './traffic.ts';

const BODY_MS = 2_000;

/** The head of a page's answer. */
export function headOf(response: Response): AnswerHead {
  return { status: response.status(), headers: response.headers() };
}

/** The failure behind a page that stayed undrawn because of one of its own requests. */
export async function troubleFault(what: string, trouble: Trouble): Promise<unknown> {
  if (trouble.kind === 'cut') return networkFault(what, trouble.code);
  const head = headOf(trouble.response);
  if (head.status === 401 || head.status === 403) {
    // The session may end between a page and what its script asks for.
    const text = await within(BODY_MS, trouble.response.text());
    if (/not (?:signed|logged) in/i.test(text)) return pageFailure('not-logged-in');
  }
  return statusFault(what, head);
}

/** The failure behind an error under a request of the page. */
export function failureOf(error: unknown, traffic: Traffic, what: string): unknown {
  const isBodiless = error instanceof Error && /ERR_HTTP_RESPONSE_CODE/.test(error.message);
  const response = traffic.document();
  // An error status without a body is no page to Chromium: the status says what happened.
  if (isBodiless && response !== null) {
    const refusal = statusFault(what, headOf(response));
    if (refusal !== null) return refusal;
  }
  return asRemoteError(error, what);
}
