import type { Faults } from './faults.ts';
import type { RequestLog } from './request-log.ts';
import { searchRows } from './search-route.ts';
import { minified, structured } from './shapes.ts';
import { filtered, type Shelf } from './shelf.ts';
import type { CatalogueWork } from '../world/types.ts';

/** The version that the stand-in speaks as. */
export const VERSION = '2.36.0';

/** A request as the routes see it: below the base path, its body parsed if it was JSON. */
export interface RouteRequest {
  readonly method: string;
  readonly path: string;
  readonly query: ReadonlyMap<string, string>;
  readonly body: unknown;
}

/** An answer; a string body is text or HTML, anything else is JSON. */
export interface RouteAnswer {
  readonly status: number;
  readonly body: unknown;
  readonly type?: 'text/plain' | 'text/html';
}

/** What the routes work on. */
export interface RouteContext {
  readonly shelf: Shelf;
  /** What the providers know that books are searched in. */
  readonly catalogue: { works: readonly CatalogueWork[] };
  readonly faults: Faults;
  readonly log: RequestLog;
}

/** The routes that need no key. */
export function openRoute(request: RouteRequest): RouteAnswer | null {
  switch (request.path) {
    case '/status':
      return json({
        app: 'audiobookshelf',
        serverVersion: VERSION,
        isInit: true,
        language: 'en-us',
        authMethods: ['local'],
      });
    case '/healthcheck':
      return text(200, 'OK');
    case '/ping':
      return json({ success: true });
    default:
      return null;
  }
}

/** The routes behind the key. */
export function keyRoute(request: RouteRequest, context: RouteContext): RouteAnswer {
  const { method, path } = request;
  if (method === 'POST' && path === '/api/authorize') return authorize(context);
  if (method === 'POST' && path === '/api/items/batch/get') return batch(request, context);
  if (method !== 'GET') {
    context.log.sins.push('write');
    return notFound(request);
  }
  if (path === '/api/libraries') {
    return json({ libraries: context.shelf.librariesFor(context.faults.lacking).map(library) });
  }
  if (path === '/api/search/books') {
    const fault = context.faults.searches.shift();
    return json(searchRows(request.query, context.catalogue.works, fault));
  }
  const rows = /^\/api\/libraries\/([^/]+)\/items$/.exec(path)?.[1];
  if (rows !== undefined) return rowPage(rows, request, context);
  const item = context.shelf.item(/^\/api\/items\/([^/]+)$/.exec(path)?.[1] ?? '');
  if (path.startsWith('/api/items/')) {
    return item === undefined ? text(404, 'Not Found') : json(structured(item));
  }
  return notFound(request);
}

/** A text answer, as Express sends for a bare status. */
export function text(status: number, body: string): RouteAnswer {
  return { status, body, type: 'text/plain' };
}

/** An answer of JSON. */
export function json(body: unknown): RouteAnswer {
  return { status: 200, body };
}

function notFound({ method, path }: RouteRequest): RouteAnswer {
  const body = `<!DOCTYPE html><html><body><pre>Cannot ${method} ${path}</pre></body></html>`;
  return { status: 404, body, type: 'text/html' };
}

function authorize({ faults }: RouteContext): RouteAnswer {
  const has = (name: (typeof faults.lacking)[number]): boolean => !faults.lacking.includes(name);
  return json({
    user: {
      id: 'user-1',
      username: 'keeper',
      type: faults.lacking.length === 0 ? 'root' : 'user',
      permissions: {
        download: true,
        update: true,
        delete: true,
        upload: true,
        accessAllLibraries: has('accessAllLibraries'),
        accessAllTags: has('accessAllTags'),
        accessExplicitContent: has('accessExplicitContent'),
      },
    },
    userDefaultLibraryId: null,
    serverSettings: { id: 'server-settings', version: VERSION, language: 'en-us' },
    Source: 'sandbox',
  });
}

function library(of: { id: string; name: string; mediaType: string }): Record<string, unknown> {
  return { ...of, folders: [], displayOrder: 1, icon: 'database', lastScan: null, settings: {} };
}

function rowPage(id: string, request: RouteRequest, context: RouteContext): RouteAnswer {
  const { shelf, faults, log } = context;
  const visible = shelf.librariesFor(faults.lacking).find((candidate) => candidate.id === id);
  if (visible === undefined) return text(404, 'Library not found');
  const { query } = request;
  const limit = Number(query.get('limit') ?? 0);
  const page = Number(query.get('page') ?? 0);
  if (limit === 0) log.sins.push('limit=0');
  const ordered = sorted(shelf.itemsFor(id, faults.lacking), query, log);
  const filter = query.get('filter');
  const all = filter === undefined ? ordered : filtered(ordered, filter);
  const shown = limit === 0 ? all : all.slice(page * limit, (page + 1) * limit);
  const answer = json({
    results: shown.map((item) => {
      const row = minified(item);
      return faults.malformed.has(item.id) ? { ...row, media: { duration: 'long' } } : row;
    }),
    total: all.length,
    limit,
    page,
    sortBy: query.get('sort'),
    sortDesc: query.get('desc') === '1',
    mediaType: visible.mediaType,
    minified: true,
    include: '',
  });
  shelf.change(id, faults.afterPage.shift() ?? 'none');
  return answer;
}

function sorted(
  items: ReturnType<Shelf['itemsFor']>,
  query: ReadonlyMap<string, string>,
  log: RequestLog,
): ReturnType<Shelf['itemsFor']> {
  const sort = query.get('sort');
  const desc = query.get('desc') === '1';
  if (sort === 'addedAt') return desc ? items.toReversed() : items;
  if (sort === 'media.metadata.title') {
    const order = items.toSorted((a, b) => a.title.localeCompare(b.title));
    return desc ? order.reverse() : order;
  }
  if (sort !== undefined) log.sins.push('sort-not-supported');
  return items;
}

function batch(request: RouteRequest, { shelf, faults }: RouteContext): RouteAnswer {
  const { body } = request;
  const ids: unknown =
    typeof body === 'object' && body !== null && 'libraryItemIds' in body
      ? body.libraryItemIds
      : [];
  if (!Array.isArray(ids) || ids.length === 0) return text(403, 'Invalid payload');
  const libraryItems = [];
  for (const id of new Set(ids)) {
    const item = shelf.item(String(id));
    if (item === undefined) continue;
    const whole = structured(item);
    libraryItems.push(
      faults.malformed.has(item.id) ? { ...whole, media: { duration: 'long' } } : whole,
    );
  }
  return json({ libraryItems });
}
