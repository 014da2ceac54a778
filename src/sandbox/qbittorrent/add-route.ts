import type { DialectTraits } from './dialects.ts';
import { readMagnetLink, readMetainfo, type Metainfo } from './metainfo.ts';
import { json, text, type Call, type Reply } from './reply.ts';
import { makeTorrent, type Store } from './store.ts';

/** Where an add goes, and what of it the caller wants to know. */
export interface AddContext {
  readonly store: Store;
  readonly traits: DialectTraits;
  /** True = say yes and add nothing (a fault to be switched on). */
  readonly swallow: boolean;
  /** How long after its answer a new torrent is listed. */
  readonly listedAfterMs: number;
  /** Called for each torrent that was asked for, whether or not it was new. */
  onAsked(hash: string, isNew: boolean): void;
}

/** `torrents/add`: files before links, as it is done there. */
export function addTorrents(call: Call, context: AddContext): Reply {
  const wanted: (Metainfo | null)[] = [];
  for (const [name, bytes] of call.files) {
    const meta = readMetainfo(bytes);
    if (meta === null) return text(415, `Error: '${name}' is not a valid torrent file.`);
    wanted.push(meta);
  }
  for (const line of (call.form.get('urls') ?? '').split('\n')) {
    if (line.trim() !== '') wanted.push(readMagnetLink(line.trim()));
  }
  const added: string[] = [];
  for (const meta of wanted) {
    if (meta !== null && addOne(meta, call, context)) added.push(meta.hash);
  }
  return context.traits.speaksStatuses
    ? summary(added, wanted.length)
    : text(200, added.length > 0 ? 'Ok.' : 'Fails.');
}

function addOne(meta: Metainfo, call: Call, context: AddContext): boolean {
  const { store, traits } = context;
  const known = store.torrents.get(meta.hash) ?? store.torrents.get(meta.v1);
  context.onAsked(meta.hash, known === undefined);
  // From 5.2 the answer comes before the duplicate is noticed: concurrent adds all "succeed".
  if (known !== undefined) return traits.speaksStatuses && known.listedAt > Date.now();
  if (context.swallow) return true;
  const isStopped = call.form.get(traits.stopParameter) === 'true';
  const torrent = makeTorrent(store, meta, {
    form: call.form,
    stoppedState: isStopped ? traits.stoppedState : null,
    listedAfterMs: context.listedAfterMs,
  });
  store.torrents.set(torrent.hash, torrent);
  for (const tag of torrent.tags) store.tags.add(tag);
  if (torrent.category !== '' && !store.categories.has(torrent.category)) {
    store.categories.set(torrent.category, '');
  }
  return true;
}

function summary(added: readonly string[], asked: number): Reply {
  const body = {
    added_torrent_ids: added,
    failure_count: asked - added.length,
    pending_count: 0,
    success_count: added.length,
  };
  return json(body, added.length === 0 ? 409 : 200);
}
