import type { IncomingMessage } from 'node:http';
import type { LoggedKind, NewRequest } from '../request-log.ts';

/** A request, read to its end. */
export interface SiteRequest {
  readonly method: string;
  readonly url: URL;
  readonly cookie: string | undefined;
  readonly destination: string | null;
  readonly body: string;
}

const MOST_BYTES = 64 * 1024;

/** Reads a request. @throws {Error} when its body is larger than any form of the site. */
export async function readRequest(incoming: IncomingMessage): Promise<SiteRequest> {
  const chunks: Buffer[] = [];
  let size = 0;
  // Without an encoding set, a request gives its body in buffers.
  for await (const bytes of incoming as AsyncIterable<Buffer>) {
    size += bytes.length;
    if (size > MOST_BYTES) throw new Error('a request body too large for any form of the site');
    chunks.push(bytes);
  }
  return { ...headOf(incoming), body: Buffer.concat(chunks).toString('utf8') };
}

/** What is known of a request before its body. */
export function headOf(incoming: IncomingMessage): Omit<SiteRequest, 'body'> {
  const destination = incoming.headers['sec-fetch-dest'];
  return {
    method: incoming.method ?? 'GET',
    url: new URL(incoming.url ?? '/', 'http://sandbox'),
    cookie: incoming.headers.cookie,
    destination: typeof destination === 'string' ? destination : null,
  };
}

/** The path of the endpoint that gives a page's script its results. */
export const RESULTS_PATH = '/tor/js/loadSearch.php';

const LOADED = /^\/(?:css|js|pic|posters|fonts|captcha)\/|^\/favicon\.ico$/;

/** What a request is for, by its path alone; `awaited` is the search that a page just began. */
export function kindOf(
  request: Pick<SiteRequest, 'method' | 'url'>,
  awaited: string | null,
): LoggedKind {
  const { pathname } = request.url;
  if (pathname.startsWith('/_sandbox/')) return 'control';
  if (LOADED.test(pathname)) return 'subresource';
  if (pathname === RESULTS_PATH) {
    // The first results belong to their page; turning pages is a request of its own.
    return searchOf(request.url) === awaited ? 'subresource' : searchKind(request.url);
  }
  if (pathname === '/takelogin.php') return 'login';
  if (pathname === '/login.php') return 'login-page';
  if (pathname === '/tor/browse.php') {
    return request.url.searchParams.has('tor[text]') ? searchKind(request.url) : 'other';
  }
  if (pathname.startsWith('/tor/download.php')) return 'download';
  return /^\/t\/\d+/.test(pathname) ? 'torrent-page' : 'other';
}

/** A search's name: its words and where it starts. */
export function searchOf(url: URL): string {
  return `${startOf(url)} ${url.searchParams.get('tor[text]') ?? ''}`;
}

/** Where a search's page starts. */
export function startOf(url: URL): number {
  const start = Number(url.searchParams.get('tor[startNumber]') ?? '0');
  return Number.isInteger(start) && start > 0 ? start : 0;
}

function searchKind(url: URL): LoggedKind {
  return startOf(url) > 0 ? 'result-page' : 'search';
}

/** What the log keeps of a request. The path loses its token, if it has one. */
export function loggable(
  request: Omit<SiteRequest, 'body'>,
  known: { readonly kind: LoggedKind; readonly owner: number | null; readonly tid: string | null },
): NewRequest {
  const { pathname, searchParams } = request.url;
  const text = searchParams.get('tor[text]');
  const isDownload = pathname.startsWith('/tor/download.php');
  const spendsWedge = isDownload && searchParams.has('fl');
  return {
    method: request.method,
    path: isDownload ? '/tor/download.php' : pathname,
    kind: known.kind,
    destination: request.destination,
    owner: known.owner,
    ...(text === null ? {} : { term: text, start: startOf(request.url) }),
    ...(known.tid === null ? {} : { tid: known.tid }),
    ...(spendsWedge ? { wedge: true } : {}),
  };
}
