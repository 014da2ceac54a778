import { startAudiobookshelf, type AudiobookshelfSandbox } from './audiobookshelf/index.ts';
import { startGoogleBooks, type GoogleBooksSandbox } from './google-books/index.ts';
import {
  startQbittorrentStandIn,
  type Dialect,
  type QbittorrentStandIn,
} from './qbittorrent/index.ts';
import {
  startTrackerSite,
  type RunningTrackerSite,
  type SiteAccount,
  type SitePace,
} from './tracker/index.ts';
import type { World } from './world/types.ts';

/** How the box is opened. */
export interface SandboxOptions {
  /** With a catalogue, Audible knows its works, and there is a Google Books that does. */
  readonly world: Pick<World, 'libraries' | 'items' | 'torrents'> &
    Partial<Pick<World, 'catalogue'>>;
  /** Which qBittorrent to stand in for; null when the caller brings a real one. */
  readonly qbittorrent: Dialect | null;
  readonly pace?: SitePace;
  /** Of the account, what is not as usual: a VIP with much to spend. */
  readonly account?: Partial<Omit<SiteAccount, 'email' | 'password'>>;
}

/** A world in a box: all remotes of the program, on loopback. */
export interface Sandbox {
  readonly tracker: RunningTrackerSite;
  readonly audiobookshelf: AudiobookshelfSandbox;
  readonly qbittorrent: QbittorrentStandIn | null;
  readonly googleBooks: GoogleBooksSandbox | null;
  /** The environment that points the program at the box. */
  readonly settings: Readonly<Record<string, string>>;
  /** Every secret of the box: none of them may turn up in what the program leaves behind. */
  readonly secrets: readonly string[];
  stop(): Promise<void>;
}

/** Made up for the sandbox, and recognisable wherever they leak. */
const EMAIL = 'collector@sandbox.example';
const PASSWORD = 'sandbox-tracker-password-7f3a';
const TOKEN = 'sandbox-audiobookshelf-key-51c9';
const GOOGLE_KEY = 'sandbox-google-books-key-b26f';
const QB_USERNAME = 'owner';
const QB_PASSWORD = 'sandbox-qbittorrent-password-e08d';

/** Starts the stand-ins of all remotes. */
export async function startSandbox(options: SandboxOptions): Promise<Sandbox> {
  const { world, qbittorrent: dialect, pace, account } = options;
  const tracker = await startTrackerSite({
    world,
    seed: 7,
    account: { userClass: 'VIP', ...account, email: EMAIL, password: PASSWORD },
    ...(pace === undefined ? {} : { pace }),
  });
  const { libraries, items, catalogue } = world;
  const audiobookshelf = await startAudiobookshelf({
    libraries,
    items,
    token: TOKEN,
    catalogue: catalogue ?? [],
  });
  const googleBooks =
    catalogue === undefined ? null : await startGoogleBooks({ works: catalogue, key: GOOGLE_KEY });
  const login = { username: QB_USERNAME, password: QB_PASSWORD };
  const qbittorrent =
    dialect === null ? null : await startQbittorrentStandIn({ dialect, ...login });
  return {
    tracker,
    audiobookshelf,
    qbittorrent,
    googleBooks,
    settings: {
      MAM_URL: tracker.url,
      MAM_USERNAME: EMAIL,
      MAM_PASSWORD: PASSWORD,
      ABS_URL: audiobookshelf.url.href,
      ABS_TOKEN: TOKEN,
      ...(googleBooks === null
        ? {}
        : { GOOGLE_BOOKS_URL: googleBooks.url.href, GOOGLE_BOOKS_API_KEY: GOOGLE_KEY }),
      ...(qbittorrent === null ? {} : { QB_URL: qbittorrent.url.href, QB_USERNAME, QB_PASSWORD }),
    },
    // Asked for anew each time: cookies and tokens are made while the site runs.
    get secrets() {
      return [PASSWORD, TOKEN, QB_PASSWORD, GOOGLE_KEY, ...tracker.secrets()];
    },
    async stop() {
      await Promise.all([
        tracker.stop(),
        audiobookshelf.stop(),
        qbittorrent?.stop(),
        googleBooks?.stop(),
      ]);
    },
  };
}
