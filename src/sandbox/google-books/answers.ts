import { hash } from 'node:crypto';
import { searchGoogle } from '../catalogue-search.ts';
import type { CatalogueWork } from '../world/types.ts';
import type { GoogleBooksFault } from './faults.ts';

/** An answer; a string is sent as HTML, anything else as JSON. */
export interface GoogleAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** What Google never gives more of. */
const MOST = 40;

/** The answer to a search, as far as no fault befalls it. */
export function searchAnswer(
  query: URLSearchParams,
  works: readonly CatalogueWork[],
  fault: GoogleBooksFault | undefined,
): GoogleAnswer {
  const q = query.get('q') ?? '';
  if (q.trim() === '') return refusal(400, { text: 'Missing query.', reason: 'queryRequired' });
  const phrase = (name: string) => new RegExp(`${name}:"([^"]*)"`).exec(q)?.[1] ?? null;
  const found = searchGoogle(works, { title: phrase('intitle'), author: phrase('inauthor') });
  const wanted = Math.min(MOST, Number(query.get('maxResults') ?? 10));
  const volumes = found.slice(0, wanted).map(volumeOf);
  const last = fault === 'last-untitled' ? volumes.at(-1) : undefined;
  const items = volumes.map((one) => spoil(one, one === last ? 'untitled' : fault));
  const kind = 'books#volumes';
  if (fault === 'no-items') return { status: 200, body: { kind, totalItems: 3 } };
  // The real one leaves `items` out when there is none.
  if (items.length === 0) return { status: 200, body: { kind, totalItems: 0 } };
  return { status: 200, body: { kind, totalItems: found.length, items } };
}

/** A refusal as Google words it: in the older list of errors, and in the newer details. */
export function refusal(
  status: number,
  said: { readonly text: string; readonly reason: string; readonly detail?: string },
): GoogleAnswer {
  const { text: message, reason, detail } = said;
  const type = 'type.googleapis.com/google.rpc.ErrorInfo';
  const details =
    detail === undefined
      ? {}
      : { details: [{ '@type': type, reason: detail, domain: 'googleapis.com' }] };
  const errors = [{ message, domain: 'global', reason }];
  return { status, body: { error: { code: status, message, errors, ...details } } };
}

function volumeOf(work: CatalogueWork): Volume {
  const { title, subtitle, authors, isbn, publishedDate } = work;
  const seed = JSON.stringify([title, authors, publishedDate]);
  return {
    kind: 'books#volume',
    id: hash('sha256', seed, 'base64url').slice(0, 12),
    volumeInfo: {
      title,
      ...(subtitle === null ? {} : { subtitle }),
      authors,
      publisher: 'Sandbox House',
      ...(publishedDate === null ? {} : { publishedDate }),
      ...(isbn === null ? {} : { industryIdentifiers: identifiersOf(isbn) }),
      printType: 'BOOK',
      categories: ['Fiction'],
      language: work.language === 'German' ? 'de' : 'en',
    },
  };
}

interface Volume {
  readonly kind: string;
  readonly id: string;
  readonly volumeInfo: Readonly<Record<string, unknown>>;
}

/** Both kinds, the shorter first, and a library's own number. */
function identifiersOf(isbn: string): readonly unknown[] {
  return [
    { type: 'ISBN_10', identifier: isbn.slice(3) },
    { type: 'ISBN_13', identifier: isbn },
    { type: 'OTHER', identifier: 'OCLC:12' },
  ];
}

function spoil(volume: Volume, fault: GoogleBooksFault | undefined): unknown {
  const { title: _title, ...untitled } = volume.volumeInfo;
  if (fault === 'untitled') return { ...volume, volumeInfo: untitled };
  if (fault !== 'odd') return volume;
  const odd = {
    subtitle: 7,
    publishedDate: '1998*',
    industryIdentifiers: [null, { type: 'ISBN_10' }],
    language: ['en'],
  };
  return { kind: volume.kind, volumeInfo: { ...volume.volumeInfo, ...odd } };
}
