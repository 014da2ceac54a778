import type { SiteAccount } from '../../../src/sandbox/tracker/index.ts';
import type { WorldTorrent } from '../../../src/sandbox/world/types.ts';

/** The account of these tests. */
export const account: SiteAccount = {
  email: 'listener@example.org',
  password: 'correct horse battery staple',
  userClass: 'VIP',
};

/** A plain torrent, changed where a test cares. */
export function aTorrent(changes: Partial<WorldTorrent> = {}): WorldTorrent {
  return {
    source: 'mam',
    sourceId: '5000001',
    title: 'The Hollow Tide',
    authors: ['Brannoc Veld'],
    narrators: ['Ismene Tarr'],
    series: [{ name: 'Tidewright', position: '1' }],
    description: 'Unabridged, 126 kbps',
    tags: [],
    formats: ['m4b'],
    sizeBytes: Math.round(451.8 * 1024 ** 2),
    seeders: 12,
    leechers: 1,
    snatches: 340,
    categoryId: 41,
    language: null,
    vip: false,
    freeleech: false,
    abridged: false,
    ownHistory: 'none',
    addedAt: Date.UTC(2015, 8, 6, 0, 16),
    uploader: null,
    fileCount: 1,
    ...changes,
  };
}

/** Torrents of one series: ids from 5000001 on, volumes from 1 on. */
export function someTorrents(count: number): WorldTorrent[] {
  const torrents: WorldTorrent[] = [];
  for (let volume = 1; volume <= count; volume += 1) {
    torrents.push(
      aTorrent({
        sourceId: String(5_000_000 + volume),
        title: `The Hollow Tide, Book ${volume}`,
        series: [{ name: 'Tidewright', position: String(volume) }],
        vip: volume % 5 === 0,
        ownHistory: volume === 3 ? 'snatched' : 'none',
      }),
    );
  }
  return torrents;
}
