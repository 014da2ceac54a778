import type { CatalogueWork } from '../../src/sandbox/world/types.ts';
import type { SmallSeries } from './small-world.ts';

/** A volume of a small world's series as catalogues know it; volume 1 is the one that is owned. */
export function volumeOf(
  { author, name }: SmallSeries,
  volume: number,
  parts: Partial<CatalogueWork> = {},
): CatalogueWork {
  return {
    title: volume === 1 ? `The Beginning of ${name}` : `Volume ${volume} of ${name}`,
    subtitle: null,
    authors: [author],
    narrators: ['Wren Whitlock'],
    series: [{ name, position: String(volume) }],
    language: 'English',
    runtimeMinutes: 600,
    publishedDate: '2012',
    asin: null,
    isbn: null,
    abridged: false,
    knownTo: ['audible'],
    ...parts,
  };
}
