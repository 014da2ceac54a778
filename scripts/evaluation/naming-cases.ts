import type { Case } from './case.ts';
import { lastFirst, spellAuthor, spellPosition, unicodeNoise } from './spelling.ts';
import { lengthText, listing, right, TEMPTING, type Stage } from './offers.ts';

const always = (): boolean => true;
const isNumbered = ({ work }: Stage): boolean => /\d$/u.test(work.title);
const hasSigns = ({ work, series }: Stage): boolean =>
  /['-]/u.test(work.title) || /[^\p{ASCII}]/u.test(`${work.title}${series.authors.join('')}`);

/** The right work, listed in every way that uploaders have of naming it. */
export const NAMING_CASES: readonly Case[] = [
  { bucket: 'plain', weight: 1.5, can: always, offers: (on) => [right(on, 'plain')] },
  {
    bucket: 'title with series and number',
    weight: 2,
    can: always,
    offers: (on) => [right(on, on.draw.pick(['bracketed', 'colon', 'hash'] as const))],
  },
  {
    bucket: 'title and subtitle swapped',
    weight: 1.5,
    can: always,
    offers: (on) => [right(on, 'swapped', on.draw.chance(0.5) ? { series: [] } : {})],
  },
  {
    bucket: 'file-tag title, no series',
    weight: 2,
    can: always,
    offers: (on) => [
      right(on, on.draw.pick(['file-tag', 'author-series', 'square'] as const), { series: [] }),
    ],
  },
  {
    bucket: 'underscores',
    weight: 1,
    can: always,
    offers: (on) => [right(on, 'underscores', on.draw.chance(0.5) ? { series: [] } : {})],
  },
  {
    bucket: 'no series listed',
    weight: 2,
    can: (on) => !isTitleOfSeries(on),
    offers: (on) => [right(on, on.draw.pick(['plain', 'unabridged'] as const), { series: [] })],
  },
  {
    bucket: 'series without a number',
    weight: 1,
    can: (on) => !isTitleOfSeries(on),
    offers: (on) => [
      right(on, 'plain', { series: on.work.places.slice(0, 1).map(({ name }) => ({ name })) }),
    ],
  },
  {
    bucket: 'author spelled otherwise',
    weight: 1.5,
    can: always,
    offers: (on) => [right(on, 'plain', { authors: [spellAuthor(on.series, on.draw)] })],
  },
  {
    bucket: 'one author of several, or one too many',
    weight: 1,
    can: always,
    offers: (on) => [right(on, 'plain', { authors: oddAuthors(on) })],
  },
  {
    bucket: 'Unicode forms',
    weight: 1,
    can: hasSigns,
    offers: (on) => [
      right(on, 'plain', {
        title: unicodeNoise(on.work.title),
        authors: on.series.authors.map((author) => author.normalize('NFD')),
      }),
    ],
  },
  {
    bucket: 'words of a shop',
    weight: 1.5,
    can: always,
    offers: (on) => [right(on, on.draw.pick(['tail', 'tail-and-book', 'unabridged'] as const))],
  },
  {
    bucket: 'notation of the number',
    weight: 1,
    can: always,
    offers: (on) => {
      const [place] = on.work.places;
      const position = spellPosition(place?.position ?? '', on.draw);
      return [right(on, 'plain', { series: [{ name: place?.name ?? '', position }] })];
    },
  },
  {
    bucket: 'numbered title',
    weight: 2.5,
    can: isNumbered,
    offers: (on) => [right(on, 'plain', { title: numberedTitle(on), series: [] })],
  },
  {
    bucket: 'regional title, alike in all else',
    weight: 1,
    can: ({ work }) => work.otherTitles.length > 0,
    offers: (on) => [
      right(on, 'plain', {
        title: on.work.otherTitles[0] ?? '',
        series: [...on.work.places],
        runtimeMinutes: on.work.minutes,
      }),
    ],
  },
  {
    bucket: 'regional title, and little else',
    weight: 1,
    can: ({ work }) => work.otherTitles.length > 0,
    offers: (on) => {
      const title = on.work.otherTitles[0] ?? '';
      const row = listing(on, { title, narrators: [], runtimeMinutes: null, description: '' });
      return [{ row: { ...row, sizeBytes: null }, works: [on.work], truth: 'plausible' }];
    },
  },
  {
    bucket: 'number of the sub-series alone',
    weight: 1,
    can: ({ work }) => work.places.length > 1,
    offers: (on) => [right(on, 'plain', { series: on.work.places.slice(1) })],
  },
  {
    bucket: 'gap known by the sub-series alone',
    weight: 1,
    can: ({ work }) => work.places.length > 1,
    offers: (on) => [right(on, 'plain')],
    gap: ({ work }) => ({ series: work.places.slice(1) }),
  },
  {
    bucket: 'gap without a series',
    weight: 1.5,
    can: (on) => !isNumbered(on) && !isTitleOfSeries(on),
    offers: (on) => [right(on, on.draw.pick(['plain', 'bracketed', 'colon'] as const))],
    gap: () => ({ series: null }),
  },
  {
    bucket: 'gap with a shop title',
    weight: 1,
    can: always,
    offers: (on) => [right(on, 'plain')],
    gap: ({ work, series }) => ({
      title: `${work.title}: ${series.name}, Book ${work.places[0]?.position ?? ''}`,
    }),
  },
  {
    bucket: 'gap known by little',
    weight: 1,
    can: always,
    offers: (on) => [right(on, 'plain')],
    gap: () => ({ narrators: null, language: null, runtimeMinutes: null }),
  },
  {
    bucket: 'several right ones',
    weight: 1,
    can: always,
    offers: (on) => [right(on, 'plain'), right(on, 'bracketed'), right(on, 'unabridged', TEMPTING)],
  },
  {
    bucket: 'listing known by little',
    weight: 1,
    can: always,
    offers: (on) => {
      const { title, authors, series } = listing(on);
      return [{ row: { title, authors, series }, works: [on.work], truth: 'right' }];
    },
  },
  {
    bucket: 'length in the description',
    weight: 1,
    can: always,
    offers: (on) => [
      right(on, 'plain', { narrators: [], description: lengthText(on.work.minutes) }),
    ],
  },
  {
    bucket: 'narrator not listed',
    weight: 1,
    can: always,
    offers: (on) => [right(on, 'plain', { narrators: [], runtimeMinutes: on.work.minutes })],
  },
];

/** True when a work bears its series' name: alone it says nothing of the volume. */
function isTitleOfSeries({ work, series }: Stage): boolean {
  return work.title.toLowerCase() === series.name.toLowerCase();
}

function oddAuthors({ series, work, draw }: Stage): string[] {
  const [first = '', second] = series.authors;
  if (second !== undefined) return [second];
  return draw.pick([
    [first, ...work.narrators],
    [first, 'Somebody Else - translator'],
    [lastFirst(first), first],
  ]);
}

function numberedTitle({ work, series, draw }: Stage): string {
  const [, stem = '', number = ''] = /^(.*) (\d+)$/u.exec(work.title) ?? [];
  return draw.pick([
    `${stem}, Book ${number}`,
    `${stem}: Book ${number}`,
    `${stem} ${number.padStart(2, '0')}`,
    `${stem} ${number}: ${series.tail ?? 'A LitRPG Adventure'}`,
    `${stem} ${number}: ${series.tail ?? 'A Novel'} (${series.name}, Book ${number})`,
    `${stem} #${number}`,
    `${stem}, Vol. ${number}`,
    `${stem} ${number} (Unabridged)`,
  ]);
}
