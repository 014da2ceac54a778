import { addTorrents } from './add-route.ts';
import type { DialectTraits } from './dialects.ts';
import { listTorrents, rowOf } from './listing.ts';
import { json, text, type Call, type Reply } from './reply.ts';
import { splitTags, type Store, type StandInTorrent } from './store.ts';

/** What the routes work on. */
export interface RouteContext {
  readonly store: Store;
  readonly traits: DialectTraits;
  readonly faults: {
    readonly swallowAdds: boolean;
    readonly listedAfterMs: number;
    readonly shareLimitAction: number;
  };
  onAsked(hash: string, isNew: boolean): void;
}

const CHANGES = new Set([
  'torrents/add',
  'torrents/createCategory',
  'torrents/createTags',
  'torrents/addTags',
  'torrents/setShareLimits',
]);

/**
 * Answers a signed-in call. What is not here is 404, the other version's verbs among it; so are
 * `delete`, `setLocation`, `setTags`, `setPreferences`: the product has no business there.
 */
export function route(call: Call, context: RouteContext): Reply {
  const { store, traits } = context;
  const { path, form } = call;
  const isVerb = path === `torrents/${traits.stopVerbs.stop}` || path === startPath(traits);
  if ((CHANGES.has(path) || isVerb) && call.method !== 'POST') {
    return text(405, 'Method Not Allowed');
  }
  if (isVerb) return stopOrStart(call, context);
  switch (path) {
    case 'app/version':
      return text(200, traits.app);
    case 'app/webapiVersion':
      return text(200, traits.api);
    case 'app/preferences':
      return json({ max_ratio_act: context.faults.shareLimitAction, max_ratio_enabled: false });
    case 'torrents/info':
      return json(listTorrents([...store.torrents.values()], form, traits));
    case 'torrents/count':
      return traits.hasCount ? text(200, String(store.torrents.size)) : text(404, 'Not Found');
    case 'torrents/add':
      return addTorrents(call, {
        ...context,
        swallow: context.faults.swallowAdds,
        listedAfterMs: context.faults.listedAfterMs,
      });
    case 'torrents/categories':
      return json(categoriesOf(store));
    case 'torrents/createCategory':
      return createCategory(call, context);
    case 'torrents/tags':
      return json([...store.tags]);
    case 'torrents/createTags':
      for (const tag of splitTags(form.get('tags') ?? '')) store.tags.add(tag);
      return done(traits);
    case 'torrents/addTags':
      return addTags(call, context);
    case 'torrents/setShareLimits':
      return setShareLimits(call, context);
    case 'sync/maindata':
      return json(mainData(store));
    default:
      return text(404, 'Not Found');
  }
}

function startPath(traits: DialectTraits): string {
  return `torrents/${traits.stopVerbs.start}`;
}

function done(traits: DialectTraits): Reply {
  return text(traits.speaksStatuses ? 204 : 200, '');
}

function chosen(call: Call, store: Store): StandInTorrent[] {
  const hashes = (call.form.get('hashes') ?? '').split('|');
  return [...store.torrents.values()].filter(
    (torrent) => hashes.includes('all') || hashes.includes(torrent.hash),
  );
}

function stopOrStart(call: Call, context: RouteContext): Reply {
  const isStart = call.path === startPath(context.traits);
  for (const torrent of chosen(call, context.store)) {
    torrent.state = isStart ? 'stalledDL' : context.traits.stoppedState;
  }
  return done(context.traits);
}

function categoriesOf(store: Store): Record<string, { name: string; savePath: string }> {
  const entries = [...store.categories].map(
    ([name, savePath]) => [name, { name, savePath }] as const,
  );
  return Object.fromEntries(entries);
}

function createCategory(call: Call, { store, traits }: RouteContext): Reply {
  const name = call.form.get('category') ?? '';
  if (name === '') return text(400, 'Category cannot be empty');
  if (/\\|^\/|\/$|\/\//.test(name)) return text(409, 'Incorrect category name');
  if (store.categories.has(name)) return text(409, 'Unable to create category');
  store.categories.set(name, call.form.get('savePath') ?? '');
  return done(traits);
}

function addTags(call: Call, { store, traits }: RouteContext): Reply {
  for (const tag of splitTags(call.form.get('tags') ?? '')) {
    store.tags.add(tag);
    for (const torrent of chosen(call, store)) torrent.tags.add(tag);
  }
  return done(traits);
}

function setShareLimits(call: Call, { store, traits }: RouteContext): Reply {
  const missing = traits.shareLimitParameters.filter((name) => !call.form.has(name));
  if (missing.length > 0) return text(400, `Missing parameters: ${missing.join(', ')}`);
  for (const torrent of chosen(call, store)) {
    torrent.ratioLimit = Number(call.form.get('ratioLimit'));
    torrent.seedingTimeLimit = Number(call.form.get('seedingTimeLimit'));
    torrent.inactiveSeedingTimeLimit = Number(call.form.get('inactiveSeedingTimeLimit') ?? -2);
  }
  return done(traits);
}

/** Always a full update: right for every `rid`, and no client here asks for more. */
function mainData(store: Store): unknown {
  const torrents: Record<string, unknown> = {};
  for (const torrent of store.torrents.values()) torrents[torrent.hash] = rowOf(torrent);
  const [categories, tags] = [categoriesOf(store), [...store.tags]];
  return { rid: 1, full_update: true, torrents, categories, tags };
}
