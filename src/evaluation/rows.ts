import type { Candidate } from '../domain/candidate.ts';
import type { Gap } from '../domain/gap.ts';
import type { LibraryItem, Recording, SeriesPlace } from '../domain/item.ts';
import type { KnownWork } from '../domain/missing/known-work.ts';
import { parsePositions, wholeVolumes } from '../domain/positions.ts';
import type { CandidateRow, CatalogueRow, GapRow, LibraryRow } from './formats.ts';

type Places = NonNullable<LibraryRow['series']>;
type Amount = CandidateRow['sizeBytes'];

/** A library row as the domain knows items. */
export function toItem(row: LibraryRow): LibraryItem {
  const minutes = known(row.runtimeMinutes);
  return {
    ...toRecording(row),
    id: String(row.id),
    libraryId: 'file',
    durationSeconds: minutes === null ? null : minutes * 60,
    publishedYear: yearOf(row),
  };
}

/** A catalogue row as the domain knows what is known. */
export function toKnownWork(row: CatalogueRow): KnownWork {
  return {
    ...toRecording(row),
    id: String(row.id),
    runtimeMinutes: known(row.runtimeMinutes),
    releaseDate: row.releaseDate ?? yearOf(row),
    source: 'file',
    asOf: null,
  };
}

function toRecording(row: LibraryRow): Recording {
  return {
    title: row.title,
    subtitle: row.subtitle ?? null,
    authors: row.authors,
    narrators: row.narrators ?? [],
    series: toPlaces(row.series ?? []),
    language: row.language ?? null,
    asin: row.asin ?? null,
    isbn: row.isbn ?? null,
    abridged: isSet(row.abridged),
  };
}

function yearOf({ publishedYear }: LibraryRow): string | null {
  return publishedYear == null ? null : String(publishedYear);
}

/** A candidate row as the domain knows candidates. What is not known speaks for nothing. */
export function toCandidate(row: CandidateRow): Candidate {
  return {
    source: 'file',
    sourceId: String(row.id),
    title: row.title,
    authors: row.authors,
    narrators: row.narrators ?? [],
    series: toPlaces(row.series ?? []),
    description: row.description ?? '',
    tags: toTags(row.tags),
    formats: (row.formats ?? []).map((format) => format.toLowerCase()),
    sizeBytes: Number(row.sizeBytes ?? 0),
    // A row that does not say has some: only a row that says 0 has none.
    seeders: Number(row.seeders ?? 1),
    leechers: 0,
    snatches: 0,
    categoryId: toCategoryId(row.category),
    language: row.language ?? null,
    vip: isSet(row.vip),
    freeleech: isSet(row.free),
    abridged: isSet(row.abridged),
    ownHistory: isSet(row.snatched) ? 'snatched' : 'none',
    runtimeMinutes: known(row.runtimeMinutes),
    bitrateKbps: known(row.bitrateKbps),
  };
}

/** A gap row as a gap of a known work. */
export function toGap(row: GapRow): Gap {
  const series = placesOfGap(row);
  const [place] = series;
  const volumes = place === undefined ? [] : wholeVolumes(parsePositions(place.position));
  return {
    key: String(row.id),
    kind: 'interior',
    series: place?.name ?? null,
    position: volumes.length === 1 ? (volumes[0] ?? null) : null,
    authors: row.authors,
    held: 1,
    because: 'It was asked for.',
    work: {
      title: row.title,
      subtitle: null,
      series,
      narrators: row.narrators ?? [],
      runtimeMinutes: known(row.runtimeMinutes),
      language: row.language ?? null,
      releaseDate: null,
    },
  };
}

/** The places of a gap row, however it writes them. */
export function placesOfGap({ series }: GapRow): readonly SeriesPlace[] {
  if (series == null) return [];
  if (typeof series === 'string') return series === '' ? [] : [{ name: series, position: null }];
  return toPlaces(Array.isArray(series) ? series : [series]);
}

function toPlaces(places: Places): readonly SeriesPlace[] {
  return places.map(({ name, position }) => ({
    name,
    position: position == null ? null : String(position),
  }));
}

function toTags(tags: CandidateRow['tags']): readonly string[] {
  if (tags == null) return [];
  if (typeof tags !== 'string') return tags;
  return tags
    .split(',')
    .map((tag) => tag.trim())
    .filter((tag) => tag !== '');
}

/** MyAnonamouse's e-books of general fiction: stands for every name of a kind without sound. */
const EBOOKS = 64;

/** MyAnonamouse's audiobooks as a whole, which its subcategories are usually given for. */
const AUDIOBOOKS = 13;

const WITHOUT_SOUND = /\be-?books?\b|\bcomics?\b|\bmagazines?\b|\bmusicology\b|\bsheet music\b/iu;

/** A category's number, or one that stands for its name; null when it tells nothing. */
function toCategoryId(category: CandidateRow['category']): number | null {
  if (category == null || category === '') return null;
  const number = Number(category);
  if (Number.isInteger(number)) return number === AUDIOBOOKS || number <= 0 ? null : number;
  const name = String(category);
  return !/audio/iu.test(name) && WITHOUT_SOUND.test(name) ? EBOOKS : null;
}

/** Zero is how many lists say that nobody knows. */
function known(amount: Amount): number | null {
  return amount == null ? null : Number(amount) || null;
}

function isSet(flag: LibraryRow['abridged']): boolean {
  return flag === true || flag === 1;
}
