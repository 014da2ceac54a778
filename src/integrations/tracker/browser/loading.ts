import type { Page, Request } from 'playwright';

/** Whether a page has loaded, and all that it asked for is there. */
export interface Loading {
  isQuiet(): boolean;
  /** When the last of its requests that left for the site ended, by `performance.now()`. */
  lastEndAt(): number;
  /** True as soon as the page is loaded and none of its requests is under way; false after `ms`. */
  quiet(ms: number): Promise<boolean>;
}

/** Follows the requests of `page` by their events: nothing is polled. */
export function watchLoading(page: Page): Loading {
  const underWay = new Set<Request>();
  let isLoaded = true;
  let lastEndAt = performance.now();
  let waiting: (() => void)[] = [];

  const isQuiet = () => isLoaded && underWay.size === 0;
  function tell(): void {
    if (!isQuiet()) return;
    for (const wake of waiting) wake();
    waiting = [];
  }

  page.on('request', (request) => {
    underWay.add(request);
    if (isMainDocument(request, page)) isLoaded = false;
  });
  page.on('requestfinished', (request) => {
    lastEndAt = performance.now();
    underWay.delete(request);
    tell();
  });
  page.on('requestfailed', (request) => {
    // Blocked by us: the site never heard of it.
    if (!isBlocked(request)) lastEndAt = performance.now();
    underWay.delete(request);
    // No document will load in its place.
    if (isMainDocument(request, page)) isLoaded = true;
    tell();
  });
  page.on('load', () => {
    isLoaded = true;
    tell();
  });

  return {
    isQuiet,
    lastEndAt: () => lastEndAt,
    quiet(ms) {
      if (isQuiet()) return Promise.resolve(true);
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(isQuiet()), Math.max(0, ms));
        waiting.push(() => {
          clearTimeout(timer);
          resolve(true);
        });
      });
    },
  };
}

function isBlocked(request: Request): boolean {
  return /ERR_BLOCKED_BY_CLIENT/.test(request.failure()?.errorText ?? '');
}

/** Whether a request is for the page itself. */
export function isMainDocument(request: Request, page: Page): boolean {
  return request.isNavigationRequest() && request.frame() === page.mainFrame();
}
