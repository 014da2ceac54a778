import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import {
  createRequestLog,
  isOwn,
  type LoggedKind,
  type RequestLog,
  type RequestUnderWay,
} from '../request-log.ts';
import { html, sendAnswer, type Answer } from './answers.ts';
import { controlAnswer } from './control.ts';
import { wantedId } from './download-routes.ts';
import type { RunningTrackerSite, TrackerSiteOptions } from './options.ts';
import { headOf, kindOf, loggable, readRequest, type SiteRequest } from './requests.ts';
import { answerTo } from './routes.ts';
import { createSite, stateOf, type Site } from './site.ts';

/** A visit under way: what it is for, and its line in the log. */
interface Visit {
  readonly kind: LoggedKind;
  readonly line: RequestUnderWay;
}

/** What a server has at hand for each request. */
interface Desk {
  readonly site: Site;
  readonly log: RequestLog;
  /** Where redirects lead, and which own request they belong to. */
  readonly followUps: Map<string, number>;
}

/** Starts the stand-in of the tracker's site on loopback. */
export async function startTrackerSite(options: TrackerSiteOptions): Promise<RunningTrackerSite> {
  const site = createSite(options);
  const desk: Desk = { site, log: createRequestLog(), followUps: new Map() };
  const server = createServer((incoming, response) => {
    serve(desk, incoming, response).catch(() => response.destroy());
  });
  const port = await listen(server, options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    port,
    log: desk.log,
    faults: site.faults,
    state: () => stateOf(site),
    expireSessions: () => site.sessions.endAll(),
    secrets: () => [options.account.password, site.passkey, ...site.sessions.secrets()],
    stop: () => close(server),
  };
}

async function serve(desk: Desk, incoming: IncomingMessage, response: ServerResponse) {
  const visit = open(desk, incoming, response);
  const request = await readRequest(incoming);
  if (visit.kind === 'control') {
    sendAnswer(response, controlAnswer(desk.site, request, desk.log), false);
    return;
  }
  const taken = desk.site.faults.history.length;
  const heldMs = holdMs(desk.site, visit);
  const answer = spoiledAnswer(desk.site, visit.kind) ?? answerTo(desk.site, request, visit.kind);
  const isCut = desk.site.faults.take('connection-cut', visit.kind) !== null;
  for (const name of desk.site.faults.history.slice(taken)) visit.line.note(name);
  expectFollowUp(desk, request, { answer, visit });
  if (heldMs > 0) await pause(heldMs);
  // Before the last byte leaves: a client that has its answer may be faster than our own events.
  if (!isCut && !response.destroyed) visit.line.end(answer.status);
  sendAnswer(response, answer, isCut);
}

function open(desk: Desk, incoming: IncomingMessage, response: ServerResponse): Visit {
  const head = headOf(incoming);
  const session = desk.site.sessions.of(head.cookie);
  const path = `${head.url.pathname}${head.url.search}`;
  const cause = head.method === 'GET' ? desk.followUps.get(path) : undefined;
  desk.followUps.delete(path);
  const kind = cause === undefined ? kindOf(head, session?.awaited ?? null) : 'follow-up';
  const loadedFor = kind === 'subresource' ? (desk.log.lastOwn()?.n ?? null) : null;
  const tid = kind === 'download' ? wantedId(desk.site, head.url) : torrentIdOf(head.url);
  // A redirect that was not followed at once is not followed any more.
  if (isOwn({ kind })) desk.followUps.clear();
  const line = desk.log.begin(loggable(head, { kind, owner: cause ?? loadedFor, tid }));
  response.on('close', () => line.end(response.writableFinished ? response.statusCode : null));
  return { kind, line };
}

function torrentIdOf(url: URL): string | null {
  return /^\/t\/(\d+)/.exec(url.pathname)?.[1] ?? null;
}

/** How long an answer is held back: the site's own pace, and the fault that makes it slow. */
function holdMs({ faults, drawn, options }: Site, visit: Visit): number {
  const slow = faults.take('slow', visit.kind);
  const [least, most] = options.pace?.answerMs ?? [0, 0];
  const isPaced = isOwn({ kind: visit.kind });
  const paced = isPaced ? least + (most - least) * drawn.fraction(`pace ${visit.line.n}`) : 0;
  return paced + (slow === null ? 0 : (slow.ms ?? 1000));
}

/** What a fault answers in place of the site, whoever asks. */
function spoiledAnswer({ faults }: Site, kind: LoggedKind): Answer | null {
  const limited = faults.take('rate-limited', kind);
  if (limited !== null) {
    const answer = html('<h1>429 Too Many Requests</h1>', 429);
    if (limited.retryAfter === undefined) return answer;
    return { ...answer, headers: { ...answer.headers, 'retry-after': String(limited.retryAfter) } };
  }
  if (faults.take('unavailable', kind) !== null) {
    return html('<h1>503 Service Temporarily Unavailable</h1>', 503);
  }
  return faults.take('forbidden', kind) === null ? null : html('<h1>403 Forbidden</h1>', 403);
}

/** The document that a redirect leads to belongs to the request that was redirected. */
function expectFollowUp(
  desk: Desk,
  request: SiteRequest,
  made: { readonly answer: Answer; readonly visit: Visit },
): void {
  const location = made.answer.headers['location'];
  if (made.answer.status !== 302 || typeof location !== 'string') return;
  const cause = desk.log.entries[made.visit.line.n - 1]?.owner ?? made.visit.line.n;
  const target = new URL(location, request.url);
  desk.followUps.set(`${target.pathname}${target.search}`, cause);
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port to listen on');
  return address.port;
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeAllConnections();
  await closed;
}
