import { listCrowd, placeCopies, placeCrowd, placeJunk, placeUnnumbered } from './crowd.ts';
import { createCatalogue, readAlike } from './catalogue.ts';
import { expectOutcome, expectWithCatalogue } from './expectation.ts';
import { HEAVY_AUTHORS } from './heavy-authors.ts';
import { MID_AUTHORS } from './mid-authors.ts';
import { placeAuthor } from './people.ts';
import { SINGLE_AUTHORS } from './single-authors.ts';
import { createStage } from './stage.ts';
import type { World, WorldLibrary, WorldTorrent } from './types.ts';

/** The library that holds everything. */
export const AUDIOBOOKS: WorldLibrary = {
  id: '5f0b6a52-6a1e-4f6e-9c4d-0d5d7c1f2a01',
  name: 'Audiobooks',
  mediaType: 'book',
};

/** A library that no run may read. */
export const PODCASTS: WorldLibrary = {
  id: '8e3c9d10-2b7f-4c55-8a6e-7b1f4e9d3c02',
  name: 'Podcasts',
  mediaType: 'podcast',
};

const ITEMS = 800;
const STRANGERS = 160;

/** Builds the sandbox's world: 800 items, 66 searches, and an outcome that is known beforehand. */
export function createWorld({ seed }: { readonly seed: number }): World {
  const stage = createStage(seed, AUDIOBOOKS.id);
  const declared = [...HEAVY_AUTHORS, ...MID_AUTHORS, ...SINGLE_AUTHORS].map((plan) =>
    placeAuthor(stage, plan),
  );
  placeJunk(stage);
  placeUnnumbered(stage);
  placeCopies(stage, 6);
  placeCrowd(stage, ITEMS);
  listCrowd(stage, STRANGERS);
  const { items, torrents } = readAlike(stage);
  const { works, ...knowledge } = createCatalogue(stage, seed);
  return {
    libraries: [AUDIOBOOKS, PODCASTS],
    items,
    torrents: newestFirst(torrents),
    expected: expectOutcome(declared, items),
    catalogue: works,
    expectedWithCatalogue: expectWithCatalogue(declared, items, knowledge),
  };
}

/** The order in which the site lists what it finds. */
export function newestFirst(torrents: readonly WorldTorrent[]): readonly WorldTorrent[] {
  return [...torrents].sort(
    (a, b) => b.addedAt - a.addedAt || Number(b.sourceId) - Number(a.sourceId),
  );
}
