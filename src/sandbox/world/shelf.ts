import type { SeriesPlace } from '../../domain/item.ts';
import type { Draw } from './draw.ts';
import type { Naming } from './naming.ts';
import type { WorldItem } from './types.ts';

/** What is decided of an item; all else is drawn. */
export interface ShelvedWork {
  readonly title: string;
  readonly authors: readonly string[];
  readonly series?: readonly SeriesPlace[];
  readonly language?: string | null;
  readonly isMissing?: boolean;
}

/** The library while it is being filled. */
export interface Shelf {
  readonly items: readonly WorldItem[];
  put(work: ShelvedWork): WorldItem;
}

const FIRST_ADDED = Date.UTC(2021, 2, 14, 9);
const HOUR = 3_600_000;

/** Opens an empty library. */
export function createShelf(libraryId: string, chance: { draw: Draw; naming: Naming }): Shelf {
  const { draw, naming } = chance;
  const items: WorldItem[] = [];
  let addedAt = FIRST_ADDED;
  return {
    items,
    put(work) {
      addedAt += draw.between(1, 90) * HOUR;
      const item: WorldItem = {
        id: uuid(draw),
        libraryId,
        title: work.title,
        subtitle: draw.chance(0.12) ? 'A Novel' : null,
        authors: work.authors,
        narrators: [naming.narrator()],
        series: work.series ?? [],
        language:
          work.language === undefined
            ? draw.pick(['English', 'English', 'en', null])
            : work.language,
        durationSeconds: draw.between(4 * 3600, 26 * 3600),
        asin: draw.chance(0.7) ? `B0${draw.hex(8).toUpperCase()}` : null,
        isbn: draw.chance(0.2) ? `978${draw.between(1_000_000_000, 9_999_999_999)}` : null,
        publishedYear: draw.chance(0.85) ? String(draw.between(1988, 2025)) : null,
        abridged: false,
        addedAt,
        isMissing: work.isMissing ?? false,
      };
      items.push(item);
      return item;
    },
  };
}

function uuid(draw: Draw): string {
  return [8, 4, 4, 4, 12].map((length) => draw.hex(length)).join('-');
}
