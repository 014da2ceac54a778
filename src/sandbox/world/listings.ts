import { drawUnused, type Draw } from './draw.ts';
import type { Naming } from './naming.ts';
import type { WorldTorrent } from './types.ts';
import { UPLOADERS } from './vocabulary.ts';

/** What is decided of a torrent; all else is drawn. */
export interface ListedWork extends Partial<Omit<WorldTorrent, 'source' | 'sourceId'>> {
  readonly title: string;
  readonly authors: readonly string[];
  /** The last digit of its id, by which the torrent file's version goes; default: any but those. */
  readonly idEnding?: '3' | '7';
}

/** The tracker's catalogue while it is being filled. */
export interface Listings {
  readonly torrents: readonly WorldTorrent[];
  list(work: ListedWork): WorldTorrent;
}

const DAY = 86_400_000;
const TENTHS = 10;

/** Opens an empty catalogue. Whatever it lists is an unabridged audiobook that fits, unless told. */
export function createListings(chance: { draw: Draw; naming: Naming }): Listings {
  const { draw, naming } = chance;
  const torrents: WorldTorrent[] = [];
  const ids = new Set<string>();
  return {
    torrents,
    list({ idEnding, ...decided }) {
      const format = draw.pick(['m4b', 'm4b', 'mp3']);
      const torrent: WorldTorrent = {
        source: 'mam',
        sourceId: drawUnused(
          ids,
          () => `${draw.between(20_000, 119_999)}${ending(draw, idEnding)}`,
        ),
        narrators: [naming.narrator()],
        series: [],
        description: descriptionFrom(draw),
        tags: [],
        formats: [format],
        sizeBytes: sizeFrom(draw),
        seeders: draw.between(3, 60),
        leechers: draw.between(0, 3),
        snatches: draw.between(20, 2_000),
        categoryId: draw.pick([39, 40, 41, 42, 47, 87, 98, 108]),
        language: null,
        vip: draw.chance(0.1),
        freeleech: draw.chance(0.08),
        abridged: false,
        ownHistory: 'none',
        addedAt:
          Date.UTC(2026, 9, 1, 12) -
          draw.between(10, 4_000) * DAY +
          draw.between(0, 1_439) * 60_000,
        uploader: draw.pick(UPLOADERS),
        fileCount: format === 'mp3' ? draw.between(8, 40) : 1,
        ...decided,
      };
      torrents.push(torrent);
      return torrent;
    },
  };
}

function ending(draw: Draw, wanted: '3' | '7' | undefined): string {
  return wanted ?? draw.pick('01245689'.split(''));
}

/** A size that the site's rounded text gives back exactly. */
function sizeFrom(draw: Draw): number {
  const inGiB = draw.chance(0.1);
  const [least, most] = inGiB ? [11, 42] : [1_500, 9_800];
  return Math.round((draw.between(least, most) / TENTHS) * 1024 ** (inGiB ? 3 : 2));
}

function descriptionFrom(draw: Draw): string {
  const length = `${draw.between(5, 24)}h ${draw.between(0, 59)}m`;
  return draw.pick([
    `Unabridged, 64 kbps, ${length}`,
    `${length}, 126 kbps, chapterized`,
    `Retail rip. Unabridged. ${length}`,
    '',
  ]);
}
