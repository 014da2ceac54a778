export { createBulkWorld, plainItems, type BulkOptions } from './bulk-world.ts';
export { AUDIOBOOKS, createWorld, PODCASTS } from './create-world.ts';
export type {
  CatalogueWork,
  ExpectedGap,
  ExpectedOutcome,
  ExpectedWithCatalogue,
  World,
  WorldItem,
  WorldLibrary,
  WorldTorrent,
} from './types.ts';
