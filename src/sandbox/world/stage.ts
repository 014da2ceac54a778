import { createDraw, type Draw } from './draw.ts';
import type { GapKind } from '../../domain/gap.ts';
import { createListings, type Listings } from './listings.ts';
import { createNaming, type Naming } from './naming.ts';
import type { Known } from './plan.ts';
import { createShelf, type Shelf } from './shelf.ts';
import type { WorldItem } from './types.ts';

/** What a world is built with. */
export interface Stage {
  readonly draw: Draw;
  readonly naming: Naming;
  readonly shelf: Shelf;
  readonly listings: Listings;
  /** Series, as they are put on the shelf. */
  readonly series: PlacedSeries[];
}

/** A series on the shelf. */
export interface PlacedSeries {
  /** What catalogues know of it; absent: nothing. */
  readonly known?: Known;
  readonly name: string;
  readonly author: string;
  readonly items: readonly WorldItem[];
  readonly gaps: readonly DeclaredGap[];
}

/** What is declared of one gap when it is made. */
export interface DeclaredGap {
  readonly key: string;
  readonly kind: GapKind;
  /**
   * `fits`: queued or deferred, as the run's cap goes; `in-doubt`: for a person to say by what
   * catalogues know, refused by number alone.
   */
  readonly fate: 'not-found' | 'refused' | 'in-doubt' | 'fits';
  /** The torrent that fits, or may. */
  readonly sourceId: string | null;
}

/** What is declared of one search: its gaps, and what it brings. */
export interface DeclaredTerm {
  readonly label: string;
  /** The author whose works are counted for its order. */
  readonly author: string;
  readonly gaps: readonly DeclaredGap[];
  /** Torrents that fit and wait for their author's next turn. */
  readonly waiting: readonly string[];
}

/** Sets up an empty stage for a seed. */
export function createStage(seed: number, libraryId: string): Stage {
  const draw = createDraw(seed);
  const naming = createNaming(draw);
  const chance = { draw, naming };
  return {
    draw,
    naming,
    shelf: createShelf(libraryId, chance),
    listings: createListings(chance),
    series: [],
  };
}
