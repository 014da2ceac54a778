export { createAudible, type AudibleOptions } from './audible.ts';
export type { Catalogue, CatalogueName, Subject } from './catalogue.ts';
export { createGoogleBooks, type GoogleBooksOptions } from '../google-books/index.ts';
