import type { WorldItem } from '../world/types.ts';

/** The start of every shape of an item. */
function outline(item: WorldItem): Record<string, unknown> {
  return {
    id: item.id,
    ino: item.id,
    libraryId: item.libraryId,
    folderId: `folder-${item.libraryId}`,
    path: `/audiobooks/${item.title}`,
    relPath: item.title,
    isFile: false,
    mtimeMs: item.addedAt,
    ctimeMs: item.addedAt,
    birthtimeMs: 0,
    addedAt: item.addedAt,
    // No change feed: edits of tags, genres, authors and series leave it as it was.
    updatedAt: item.addedAt,
    isMissing: item.isMissing,
    isInvalid: false,
    mediaType: 'book',
  };
}

function scalars(item: WorldItem): Record<string, unknown> {
  return {
    title: item.title,
    subtitle: item.subtitle,
    genres: [],
    publishedYear: item.publishedYear,
    publishedDate: null,
    publisher: null,
    description: '<p>What the <i>blurb</i> says.</p>',
    isbn: item.isbn,
    asin: item.asin,
    language: item.language,
    explicit: false,
    abridged: item.abridged,
  };
}

/** A row of a list: joined strings instead of lists. */
export function minified(item: WorldItem): Record<string, unknown> {
  return {
    ...outline(item),
    media: {
      id: `media-${item.id}`,
      metadata: {
        ...scalars(item),
        titleIgnorePrefix: item.title,
        authorName: item.authors.join(', '),
        authorNameLF: item.authors.join(', '),
        narratorName: item.narrators.join(', '),
        seriesName: item.series.map(seriesText).join(', '),
      },
      coverPath: null,
      tags: [],
      numTracks: 1,
      numAudioFiles: 1,
      numChapters: 0,
      duration: item.durationSeconds,
      size: 0,
    },
    numFiles: 1,
    size: 0,
  };
}

/** The whole item: authors, narrators and series as lists. */
export function structured(item: WorldItem): Record<string, unknown> {
  return {
    ...outline(item),
    lastScan: item.addedAt,
    scanVersion: '2.36.0',
    media: {
      id: `media-${item.id}`,
      libraryItemId: item.id,
      metadata: {
        ...scalars(item),
        authors: item.authors.map((name) => ({ id: nameId('author', name), name })),
        narrators: item.narrators,
        series: item.series.map(({ name, position }) => ({
          id: nameId('series', name),
          name,
          sequence: position,
        })),
      },
      coverPath: null,
      tags: [],
      audioFiles: [],
      chapters: [],
      ebookFile: null,
      duration: item.durationSeconds,
      size: 0,
    },
    libraryFiles: [],
  };
}

/** The id of an author or a series; the same name has the same id. */
export function nameId(kind: 'author' | 'series', name: string): string {
  return `${kind}-${Buffer.from(name.toLowerCase()).toString('base64url')}`;
}

/** `Rho, Book of #2`: a comma in a name looks like the next series. */
function seriesText({ name, position }: WorldItem['series'][number]): string {
  return position === null ? name : `${name} #${position}`;
}
