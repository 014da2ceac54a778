import { createServer, type ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { CatalogueWork } from '../world/types.ts';
import { refusal, searchAnswer, type GoogleAnswer } from './answers.ts';
import type { GoogleBooksFault, GoogleBooksFaults } from './faults.ts';

/** Settings of {@link startGoogleBooks}. */
export interface GoogleBooksSandboxOptions {
  readonly works: readonly CatalogueWork[];
  /** The only API key that it takes. */
  readonly key: string;
}

/** One request to the stand-in. */
export interface GoogleBooksRequest {
  /** What is searched: the query without the key. */
  readonly q: string;
  /** Null while it is under way, and when the connection was cut. */
  status: number | null;
}

/** A running stand-in of Google Books. */
export interface GoogleBooksSandbox {
  readonly url: URL;
  /** Every request, in order of arrival: as many as a day's quota would count. */
  readonly requests: readonly GoogleBooksRequest[];
  readonly faults: GoogleBooksFaults;
  /** Replaces all that Google knows. */
  setWorks(works: readonly CatalogueWork[]): void;
  /** Cuts all connections and frees the port. */
  stop(): Promise<void>;
}

/** What a request is answered from. */
interface Desk {
  works: readonly CatalogueWork[];
  readonly key: string;
  readonly faults: GoogleBooksFaults;
}

/** Starts a stand-in of Google Books (v1) on loopback. */
export async function startGoogleBooks(
  options: GoogleBooksSandboxOptions,
): Promise<GoogleBooksSandbox> {
  const faults: GoogleBooksFaults = { delayMs: 0, next: [], retryAfterS: null };
  const desk: Desk = { works: options.works, key: options.key, faults };
  const requests: GoogleBooksRequest[] = [];
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://localhost');
    const logged: GoogleBooksRequest = { q: url.searchParams.get('q') ?? '', status: null };
    requests.push(logged);
    const answer = answerTo(url, desk);
    void send(response, { answer, logged, faults });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('No port to listen on');
  return {
    url: new URL(`http://127.0.0.1:${address.port}`),
    requests,
    faults,
    setWorks(works) {
      desk.works = works;
    },
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

function answerTo(url: URL, { works, key, faults }: Desk): GoogleAnswer | 'cut' {
  const fault = faults.next.shift();
  const spoiled = spoiledAnswer(fault);
  if (spoiled !== null) return spoiled;
  if (url.pathname !== '/books/v1/volumes') return { status: 404, body: '<h1>Not Found</h1>' };
  if (url.searchParams.get('key') !== key) {
    const text = 'API key not valid. Please pass a valid API key.';
    return refusal(400, { text, reason: 'badRequest', detail: 'API_KEY_INVALID' });
  }
  return searchAnswer(url.searchParams, works, fault);
}

function spoiledAnswer(fault: GoogleBooksFault | undefined): GoogleAnswer | 'cut' | null {
  switch (fault) {
    case 'cut':
      return 'cut';
    case 'rate-limited': {
      const said = { text: 'Quota exceeded.', reason: 'rateLimitExceeded' };
      return refusal(429, { ...said, detail: 'RATE_LIMIT_EXCEEDED' });
    }
    case 'daily-limit':
      return refusal(403, { text: 'Daily Limit Exceeded', reason: 'dailyLimitExceeded' });
    case 'key-forbidden': {
      const said = { text: 'Books API has not been used.', reason: 'accessNotConfigured' };
      return refusal(403, { ...said, detail: 'SERVICE_DISABLED' });
    }
    case 'unavailable':
      return refusal(503, { text: 'Service temporarily unavailable.', reason: 'backendFailed' });
    case 'proxy-page':
      return { status: 200, body: '<html><title>Sign in</title></html>' };
    case 'no-total':
      return { status: 200, body: { kind: 'books#volumes' } };
    case 'no-items':
    case 'odd':
    case 'last-untitled':
    case 'untitled':
    case undefined:
      return null;
    default:
      return fault satisfies never;
  }
}

async function send(
  response: ServerResponse,
  given: {
    readonly answer: GoogleAnswer | 'cut';
    readonly logged: GoogleBooksRequest;
    readonly faults: GoogleBooksFaults;
  },
): Promise<void> {
  const { answer, logged, faults } = given;
  if (faults.delayMs > 0) await wait(faults.delayMs);
  if (answer === 'cut') {
    response.destroy();
    return;
  }
  const { status, body } = answer;
  const isHtml = typeof body === 'string';
  const waits = status === 429 && faults.retryAfterS !== null;
  logged.status = status;
  response.writeHead(status, {
    'content-type': isHtml ? 'text/html' : 'application/json; charset=UTF-8',
    ...(waits ? { 'retry-after': String(faults.retryAfterS) } : {}),
  });
  response.end(isHtml ? body : JSON.stringify(body));
}
