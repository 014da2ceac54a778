import type { Variable } from './variable.ts';

const CATALOGUES = 'Catalogues (which works exist)';

/** Who is asked which works exist, and how often. */
export const VARIABLES_OF_CATALOGUES = [
  {
    name: 'CATALOGUE_MAX_LOOKUPS',
    group: CATALOGUES,
    kind: 'integer',
    default: '200',
    min: 0,
    max: 100_000,
    purpose:
      'Series and authors that one run looks up in catalogues at most: Audible (through your Audiobookshelf) and Google Books. 0 looks up none.',
  },
  {
    name: 'CATALOGUE_REFRESH_DAYS',
    group: CATALOGUES,
    kind: 'integer',
    default: '30',
    min: 1,
    max: 3650,
    purpose: 'After how many days what a catalogue said is asked for again.',
  },
  {
    name: 'CATALOGUE_INTERVAL',
    group: CATALOGUES,
    kind: 'seconds',
    default: '1',
    min: 0,
    max: 3600,
    purpose: 'Least pause between two questions to one catalogue.',
  },
  {
    name: 'GOOGLE_BOOKS_API_KEY',
    group: CATALOGUES,
    kind: 'secret',
    secret: true,
    placeholders: 'key',
    default: null,
    purpose:
      'Your own key of the Google Books API: dates of release, ISBN. Unset = Google is not asked.',
  },
  {
    name: 'GOOGLE_BOOKS_RATE_LIMIT',
    group: CATALOGUES,
    kind: 'integer',
    default: '100',
    min: 0,
    max: 1_000_000,
    purpose: 'Requests to Google Books a day at most. 0 asks nothing.',
  },
  {
    name: 'GOOGLE_BOOKS_TIMEOUT',
    group: CATALOGUES,
    kind: 'seconds',
    default: '10',
    min: 0.1,
    max: 3600,
    purpose: 'How long one answer of Google Books may take.',
  },
  {
    name: 'GOOGLE_BOOKS_URL',
    group: CATALOGUES,
    kind: 'url',
    default: 'https://www.googleapis.com',
    purpose: 'Where Google Books answers. Anything but a loopback host needs https.',
  },
] as const satisfies readonly Variable[];
