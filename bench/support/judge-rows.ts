import type {
  CandidateRow,
  CatalogueRow,
  GapRow,
  LibraryRow,
} from '../../src/evaluation/formats.ts';
import { inventedWord } from '../../src/sandbox/world/invented-words.ts';

/** Volumes of a series, of which the library lacks the third. */
const VOLUMES = ['Dawn', 'Noon', 'Zenith', 'Dusk', 'Night'] as const;
const LACKING = 2;
/** Series of one author: what is shared by many rows is what a careless judge walks again. */
const SERIES_OF_AUTHOR = 4;
const WORDS = 20_000;

interface Volume {
  readonly title: string;
  readonly authors: string[];
  readonly series: { readonly name: string; readonly position: string }[];
}

function volumeOf(series: number, volume: number): Volume {
  const name = wordsOf(series);
  const author = `${wordsOf(Math.floor(series / SERIES_OF_AUTHOR) + 7)}son`;
  return {
    title: `${name} ${VOLUMES[volume] ?? ''}`,
    authors: [author],
    series: [{ name: `The ${name} Saga`, position: String(volume + 1) }],
  };
}

/** Two invented words: no two series share both. */
function wordsOf(series: number): string {
  return `${inventedWord(series % WORDS, 1)} ${inventedWord(Math.floor(series / WORDS), 2)}`;
}

/** Items without a catalogue's word: every fifth names its series in the title alone. */
export function libraryRows(count: number): LibraryRow[] {
  const rows: LibraryRow[] = [];
  for (let index = 0; index < count; index += 1) {
    const owned = [0, 1, 3, 4][index % 4] ?? 0;
    const { title, authors, series } = volumeOf(Math.floor(index / 4), owned);
    const [place] = series;
    const isUnmatched = index % 5 === 0 && place !== undefined;
    rows.push({
      id: index,
      title: isUnmatched ? `${place.name} ${place.position} - ${title} (Unabridged)` : title,
      authors,
      narrators: ['Wren Whitlock'],
      series: isUnmatched ? [] : series,
      language: 'English',
      runtimeMinutes: 600,
    });
  }
  return rows;
}

/** What is known of the first series, volume by volume. */
export function catalogueRows(count: number): CatalogueRow[] {
  const rows: CatalogueRow[] = [];
  for (let index = 0; index < count; index += 1) {
    const volume = volumeOf(Math.floor(index / VOLUMES.length), index % VOLUMES.length);
    rows.push({
      id: index,
      ...volume,
      narrators: ['Wren Whitlock'],
      language: 'English',
      runtimeMinutes: 600,
    });
  }
  return rows;
}

/** The lacking volume of each series. */
export function gapRows(count: number): GapRow[] {
  return Array.from({ length: count }, (_, index) => ({
    id: index,
    ...volumeOf(index, LACKING),
    narrators: ['Wren Whitlock'],
    language: 'English',
    runtimeMinutes: 600,
  }));
}

/** Listings of all volumes of the series, as uploaders write them. */
export function candidateRows(count: number): CandidateRow[] {
  const rows: CandidateRow[] = [];
  for (let index = 0; index < count; index += 1) {
    const { title, authors, series } = volumeOf(
      Math.floor(index / VOLUMES.length),
      index % VOLUMES.length,
    );
    rows.push({
      id: index,
      title: index % 3 === 0 ? `${series[0]?.name} ${series[0]?.position} - ${title}` : title,
      authors,
      narrators: ['Wren Whitlock'],
      series: index % 3 === 0 ? [] : series,
      description: 'Unabridged, 64 kbps, 10 hrs',
      formats: ['m4b'],
      sizeBytes: 280_000_000,
      seeders: index % 40,
      language: 'English',
    });
  }
  return rows;
}
