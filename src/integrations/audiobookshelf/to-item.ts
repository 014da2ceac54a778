import type { LibraryItem } from '../../domain/item.ts';
import type { StructuredItem } from './schemas.ts';

/**
 * A structured item of Audiobookshelf as the domain's item. Pure. Empty text is null, and a
 * duration of 0 too (an item without audio). Positions and years stay as written.
 */
export function toLibraryItem(item: StructuredItem): LibraryItem {
  const { metadata, duration } = item.media;
  const series = [];
  for (const place of metadata.series) {
    const name = place.name.trim();
    if (name !== '') series.push({ name, position: filled(place.sequence) });
  }
  return {
    id: item.id,
    libraryId: item.libraryId,
    title: filled(metadata.title) ?? '',
    subtitle: filled(metadata.subtitle),
    authors: names(metadata.authors.map((author) => author.name)),
    narrators: names(metadata.narrators),
    series,
    language: filled(metadata.language),
    durationSeconds: duration != null && duration > 0 ? duration : null,
    asin: filled(metadata.asin),
    isbn: filled(metadata.isbn),
    publishedYear: filled(metadata.publishedYear),
    abridged: metadata.abridged ?? false,
  };
}

function filled(text: string | null | undefined): string | null {
  return text == null || text.trim() === '' ? null : text.trim();
}

function names(raw: readonly string[]): string[] {
  return raw.map((name) => name.trim()).filter((name) => name !== '');
}
