/** Every workflow that the worker serves; adding one is a file and a line here. */
export { fullSync } from './full-sync.ts';
export { review } from './review.ts';
export { search } from './search.ts';
