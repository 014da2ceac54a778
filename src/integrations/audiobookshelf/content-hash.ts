import { hash } from 'node:crypto';
import type { Row } from './schemas.ts';

/**
 * A fingerprint of what a row says of its item: when it differs from the last one, the item is
 * read again. It covers no `updatedAt`: renames of authors and series do not move that one.
 * 32 hexadecimal digits.
 */
export function contentHash(row: Row): string {
  const { metadata, duration } = row.media;
  const content = [
    metadata.title,
    metadata.subtitle,
    metadata.authorName,
    metadata.seriesName,
    metadata.narratorName,
    metadata.language,
    metadata.publishedYear,
    metadata.asin,
    metadata.isbn,
    metadata.abridged,
    duration,
    row.isMissing,
    row.isInvalid,
  ];
  return hash('sha256', JSON.stringify(content), 'hex').slice(0, 32);
}
