import type { ServerResponse } from 'node:http';

/** An answer, whole, before it is sent. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | readonly string[]>>;
  readonly body: string | Uint8Array;
}

/** An HTML page. */
export function html(body: string, status = 200): Answer {
  return { status, headers: { 'content-type': 'text/html; charset=utf-8' }, body };
}

/** A JSON answer. */
export function json(value: unknown, status = 200): Answer {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return { status, headers, body: JSON.stringify(value) };
}

/** A redirect to a path of the site, with cookies to set. */
export function redirect(location: string, cookies: readonly string[] = []): Answer {
  return { status: 302, headers: { location, 'set-cookie': cookies }, body: '' };
}

/** What JSON endpoints, fragments and downloads say to strangers. */
export function notSignedIn(reason = 'Invalid/missing cookie'): Answer {
  return html(`Error, you are not signed in <br />${reason}`, 403);
}

/** Sends an answer; `cut` sends half of it and destroys the connection. */
export function sendAnswer(response: ServerResponse, answer: Answer, cut: boolean): void {
  const body = Buffer.from(answer.body);
  const headers = Object.entries(answer.headers).filter(([, value]) => value.length > 0);
  response.statusCode = answer.status;
  for (const [name, value] of headers) {
    response.setHeader(name, typeof value === 'string' ? value : [...value]);
  }
  response.setHeader('cache-control', 'no-store');
  response.setHeader('content-length', body.length);
  if (!cut) {
    response.end(body);
    return;
  }
  // The head must have left before the socket dies: a cut amid the answer, not before it.
  response.write(body.subarray(0, Math.floor(body.length / 2)), () => response.destroy());
}
