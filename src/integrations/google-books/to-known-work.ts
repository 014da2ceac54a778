import { hash } from 'node:crypto';
import type { KnownWork } from '../../domain/missing/known-work.ts';
import { Identifier, type Volume } from './schemas.ts';

/** A volume as the domain's known work. Pure. A series is left in its title and subtitle. */
export function toKnownWork({ id, volumeInfo: info }: Volume, asOf: string): KnownWork {
  const authors: string[] = [];
  for (const author of info.authors ?? []) {
    if (typeof author === 'string' && author.trim() !== '') authors.push(author.trim());
  }
  return {
    id: `google-books:${filled(id) ?? unnamed(info.title, authors)}`,
    title: info.title,
    subtitle: filled(info.subtitle),
    authors,
    narrators: [],
    series: [],
    language: filled(info.language),
    runtimeMinutes: null,
    releaseDate: dateOf(info.publishedDate),
    asin: null,
    isbn: isbnOf(info.industryIdentifiers ?? []),
    abridged: false,
    source: 'google-books',
    asOf,
  };
}

/** Day, month or year; `1998*` and `199?` are not to be had better than that. */
function dateOf(text: string | null | undefined): string | null {
  return /^\d{4}(?:-\d{2}(?:-\d{2})?)?/.exec((text ?? '').trim())?.[0] ?? null;
}

/** The longer one, which all editions of today have. */
function isbnOf(values: readonly unknown[]): string | null {
  const found = new Map<string, string>();
  for (const value of values) {
    const one = Identifier.safeParse(value);
    if (one.success) found.set(one.data.type, one.data.identifier);
  }
  return filled(found.get('ISBN_13')) ?? filled(found.get('ISBN_10'));
}

/** Stands for the id where there is none: the same for the same work. */
function unnamed(title: string, authors: readonly string[]): string {
  return hash('sha256', JSON.stringify([title, authors]), 'hex').slice(0, 16);
}

function filled(text: string | null | undefined): string | null {
  return text == null || text.trim() === '' ? null : text.trim();
}
