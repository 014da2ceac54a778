import { createDraw, drawUnused, type Draw } from './draw.ts';
import type { Knowledge } from './expectation.ts';
import { createNaming } from './naming.ts';
import type { DeclaredGap, PlacedSeries, Stage } from './stage.ts';
import type { CatalogueWork, WorldItem, WorldTorrent } from './types.ts';

/** What the catalogues know, and what knowing it changes. */
export interface WorldCatalogue extends Knowledge {
  readonly works: readonly CatalogueWork[];
}

/** When announced volumes come out: after any run of these tests. */
const FAR_OFF = '2098-03-02';

/** Draws apart from those of the world, which is the same with and without its catalogue. */
const APART = 0x5eed;

/** What the catalogues know of the series on the shelf. */
export function createCatalogue(stage: Stage, seed: number): WorldCatalogue {
  const draw = createDraw(seed ^ APART);
  const naming = createNaming(draw);
  const { items } = stage.shelf;
  const { torrents } = stage.listings;
  const used = new Set([...items, ...torrents].map(({ title }) => title));
  const listed = new Map(torrents.map((torrent) => [torrent.sourceId, torrent.title]));
  const chance: Chance = {
    draw,
    titleOf: ({ sourceId }) => listed.get(sourceId ?? '') ?? drawUnused(used, () => naming.title()),
  };
  const known = stage.series.filter((series) => series.known !== undefined);
  const made = known.map((series) => knowSeries(series, chance));
  return {
    works: made.flatMap(({ works }) => works),
    noGaps: new Set(made.flatMap(({ noGaps }) => [...noGaps])),
    upcoming: made.flatMap(({ upcoming }) => upcoming),
    questions: made.flatMap(({ questions }) => questions),
  };
}

/**
 * The shelf and the listings, with one reader for each series: whoever reads what is owned of it
 * reads all that is listed of it.
 */
export function readAlike({ shelf, listings, series: placed }: Stage): {
  readonly items: readonly WorldItem[];
  readonly torrents: readonly WorldTorrent[];
} {
  const byId = new Map<string, readonly string[]>();
  const byName = new Map<string, readonly string[]>();
  for (const series of placed) {
    byName.set(series.name, readersOf(series));
    for (const { id } of series.items) byId.set(id, readersOf(series));
    // It may be listed under a longer name.
    for (const { sourceId } of series.gaps) {
      if (sourceId !== null) byId.set(sourceId, readersOf(series));
    }
  }
  const read = <T extends Pick<WorldItem, 'narrators' | 'series'>>(one: T, id: string): T => {
    const named = one.series.flatMap(({ name }) => byName.get(name) ?? []);
    const narrators = byId.get(id) ?? named;
    return narrators.length === 0 ? one : { ...one, narrators };
  };
  return {
    items: shelf.items.map((item) => read(item, item.id)),
    torrents: listings.torrents.map((torrent) => read(torrent, torrent.sourceId)),
  };
}

interface Chance {
  readonly draw: Draw;
  /** The title of what is listed for a gap, or an invented one. */
  readonly titleOf: (gap: Pick<DeclaredGap, 'sourceId'>) => string;
}

function knowSeries(series: PlacedSeries, { draw, titleOf }: Chance): WorldCatalogue {
  const { known, items, gaps } = series;
  const owned = (known === 'one-member' ? items.slice(-1) : items).map((item) =>
    ownedWork(series, item, draw),
  );
  const isUpcoming = (gap: DeclaredGap) => known === 'announced' && gap.kind === 'next';
  const lacking = (known === 'complete' ? [] : gaps).map((gap) => {
    const work = lackingWork(series, { title: titleOf(gap), position: positionOf(gap) }, draw);
    return isUpcoming(gap) ? announce(work) : work;
  });
  const unplaced =
    known === 'unplaced'
      ? [lackingWork(series, { title: titleOf({ sourceId: null }), position: null }, draw)]
      : [];
  return {
    works: [...owned, ...lacking, ...unplaced],
    noGaps: new Set(
      gaps.filter((gap) => known === 'complete' || isUpcoming(gap)).map(({ key }) => key),
    ),
    upcoming: lacking
      .filter(({ publishedDate }) => publishedDate === FAR_OFF)
      .map(({ title }) => ({ title, releaseDate: FAR_OFF })),
    // What is claimed in doubt about a number that lacks anyway is told with that gap.
    questions: unplaced.map(({ title }) => title),
  };
}

function ownedWork(series: PlacedSeries, item: WorldItem, draw: Draw): CatalogueWork {
  const position = item.series.find(({ name }) => name === series.name)?.position ?? null;
  return {
    ...lackingWork(series, { title: item.title, position }, draw),
    language: item.language === 'en' ? 'English' : (item.language ?? 'English'),
    runtimeMinutes: Math.round((item.durationSeconds ?? 0) / 60),
    publishedDate: item.publishedYear,
    asin: item.asin ?? asinFrom(draw),
    isbn: item.isbn,
    // Google knows books; that there is a recording of them it does not say.
    knownTo: item.isbn === null ? ['audible'] : ['audible', 'google-books'],
  };
}

function lackingWork(
  series: PlacedSeries,
  { title, position }: { readonly title: string; readonly position: string | null },
  draw: Draw,
): CatalogueWork {
  const { name, author } = series;
  return {
    title,
    subtitle: position === null ? null : `${name}, Book ${position}`,
    authors: [author],
    narrators: readersOf(series),
    series: [{ name, position }],
    language: 'English',
    runtimeMinutes: draw.between(300, 1_200),
    publishedDate: String(draw.between(1990, 2025)),
    asin: asinFrom(draw),
    isbn: null,
    abridged: false,
    knownTo: ['audible'],
  };
}

/** Not recorded yet: Google has its day, and nobody its length. */
function announce(work: CatalogueWork): CatalogueWork {
  return {
    ...work,
    narrators: [],
    runtimeMinutes: null,
    publishedDate: FAR_OFF,
    asin: null,
    knownTo: ['google-books'],
  };
}

/** The number stands at the end of a gap's key. */
function positionOf({ key }: DeclaredGap): string {
  return key.slice(key.lastIndexOf(':') + 1);
}

function readersOf({ items }: PlacedSeries): readonly string[] {
  return items[0]?.narrators ?? [];
}

function asinFrom(draw: Draw): string {
  return `B0${draw.hex(8).toUpperCase()}`;
}
