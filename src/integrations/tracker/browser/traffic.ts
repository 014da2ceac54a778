import type { BrowserContext, Page, Request, Response } from 'playwright';
import { isMainDocument, watchLoading } from './loading.ts';

/**
 * What a page may load: what it needs to draw its text, from the site itself. Styles are left out
 * too: routing switches the browser's cache off, so each page would fetch them again.
 */
const LOADED = new Set(['document', 'script', 'xhr', 'fetch']);

/** A request of the page's own that went wrong: refused with a status, or cut. */
export type Trouble =
  | { readonly kind: 'status'; readonly response: Response }
  | { readonly kind: 'cut'; readonly code: string };

/**
 * The requests of one page. Between `begin` and `end` they pass; at any other time nothing
 * leaves, whatever timers, polling or refreshes the page has: a request nobody paced is not made.
 */
export interface Traffic {
  begin(): void;
  end(): void;
  /** Whether a request may go out now. */
  admits(request: Request): boolean;
  /** The answer that the page came with since `begin`; null before it came. */
  document(): Response | null;
  /** What went wrong since `begin` with the page or with what its script asked for. */
  trouble(): Trouble | null;
  isQuiet(): boolean;
  /** When the last request that left for the site ended, by `performance.now()`. */
  lastEndAt(): number;
  /** True as soon as the page is loaded and none of its requests is under way; false after `ms`. */
  quiet(ms: number): Promise<boolean>;
}

/** Watches `page`, which belongs to the site at `origin`. */
export function watchTraffic(page: Page, origin: string): Traffic {
  let isOpen = false;
  let document: Response | null = null;
  let trouble: Trouble | null = null;
  const loading = watchLoading(page);

  page.on('requestfailed', (request) => {
    const code = /ERR_[A-Z_]+/.exec(request.failure()?.errorText ?? '')?.[0] ?? 'ERR_FAILED';
    // Aborted: by the page itself, or by us because it is nothing that we load.
    if (/ERR_(?:ABORTED|BLOCKED_BY_CLIENT)/.test(code)) return;
    if (isMainDocument(request, page) || isAsked(request)) trouble ??= { kind: 'cut', code };
  });
  page.on('response', (response) => {
    const request = response.request();
    if (isMainDocument(request, page)) document = response;
    else if (isAsked(request) && isRefusal(response.status())) {
      trouble ??= { kind: 'status', response };
    }
  });

  return {
    begin() {
      isOpen = true;
      document = null;
      trouble = null;
    },
    end() {
      isOpen = false;
    },
    admits: (request) =>
      isOpen && LOADED.has(request.resourceType()) && new URL(request.url()).origin === origin,
    document: () => document,
    trouble: () => trouble,
    isQuiet: () => loading.isQuiet(),
    lastEndAt: () => loading.lastEndAt(),
    quiet: (ms) => loading.quiet(ms),
  };
}

/** Lets through what `current` admits, and nothing else: no images, no fonts, no other host. */
export async function guardContext(
  context: BrowserContext,
  current: () => Traffic | null,
): Promise<void> {
  await context.route('**/*', (route, request) =>
    current()?.admits(request) === true ? route.continue() : route.abort('blockedbyclient'),
  );
  await context.routeWebSocket(/.*/, (socket) => socket.close());
}

function isAsked(request: Request): boolean {
  return request.resourceType() === 'xhr' || request.resourceType() === 'fetch';
}

/** Statuses that explain why a page stays undrawn; a 404 of some extra does not. */
function isRefusal(status: number): boolean {
  return status === 401 || status === 403 || status === 429 || status >= 500;
}
