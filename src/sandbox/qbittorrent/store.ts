import type { Metainfo } from './metainfo.ts';

/** A torrent as the stand-in holds it. */
export interface StandInTorrent {
  readonly hash: string;
  readonly infohashV1: string;
  readonly infohashV2: string;
  readonly name: string;
  readonly size: number;
  category: string;
  readonly tags: Set<string>;
  /** In the version's own words. */
  state: string;
  readonly savePath: string;
  readonly autoTmm: boolean;
  readonly contentLayout: string;
  readonly stopCondition: string;
  ratioLimit: number;
  seedingTimeLimit: number;
  inactiveSeedingTimeLimit: number;
  /** In ms since the epoch. */
  readonly addedAt: number;
  /** From when on it is listed, in ms since the epoch: an add's answer comes before. */
  readonly listedAt: number;
}

/** What survives a restart of qBittorrent: torrents, categories and tags. */
export interface Store {
  readonly torrents: Map<string, StandInTorrent>;
  /** Name to save path. */
  readonly categories: Map<string, string>;
  readonly tags: Set<string>;
}

/** Where torrents without a category's own path are saved. */
export const DEFAULT_SAVE_PATH = '/downloads';

/** An empty store. */
export function createStore(): Store {
  return { torrents: new Map(), categories: new Map(), tags: new Set() };
}

/** Splits at every comma, and keeps the blanks that 4.5 keeps (" Ursula"). */
export function splitTags(text: string): string[] {
  return text.split(',').filter((tag) => tag.trim() !== '');
}

/** The torrent that an add makes of its form; a missing field has the server's default. */
export function makeTorrent(
  store: Store,
  meta: Metainfo,
  how: {
    readonly form: ReadonlyMap<string, string>;
    /** The state's name when it is added stopped, else null. */
    readonly stoppedState: string | null;
    readonly listedAfterMs: number;
  },
): StandInTorrent {
  const { form } = how;
  const category = form.get('category') ?? '';
  const autoTmm = form.get('autoTMM') === 'true';
  return {
    hash: meta.hash,
    infohashV1: meta.v1,
    infohashV2: meta.v2,
    name: meta.name,
    size: meta.size,
    category,
    tags: new Set(splitTags(form.get('tags') ?? '')),
    state: how.stoppedState ?? (meta.size < 0 ? 'metaDL' : 'stalledDL'),
    savePath: autoTmm ? categoryPath(store, category) : (form.get('savepath') ?? DEFAULT_SAVE_PATH),
    autoTmm,
    contentLayout: form.get('contentLayout') ?? 'Original',
    stopCondition: form.get('stopCondition') ?? 'None',
    ratioLimit: Number(form.get('ratioLimit') ?? -2),
    seedingTimeLimit: Number(form.get('seedingTimeLimit') ?? -2),
    inactiveSeedingTimeLimit: Number(form.get('inactiveSeedingTimeLimit') ?? -2),
    addedAt: Date.now(),
    listedAt: Date.now() + how.listedAfterMs,
  };
}

function categoryPath(store: Store, category: string): string {
  if (category === '') return DEFAULT_SAVE_PATH;
  return store.categories.get(category) || `${DEFAULT_SAVE_PATH}/${category}`;
}
