export {
  createAudiobookshelf,
  type Audiobookshelf,
  type AudiobookshelfOptions,
  type Authorization,
  type Library,
} from './client.ts';
export type { ItemBatch } from './items.ts';
export type { ItemRow } from './rows.ts';
export { librariesNamed } from './libraries-named.ts';
export { StructuredItem } from './schemas.ts';
export type { BookSearch, FoundBook, FoundBooks } from './search-books.ts';
export { toLibraryItem } from './to-item.ts';
