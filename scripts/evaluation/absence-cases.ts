import type { Case } from './case.ts';
import type { Work } from './facts.ts';
import { listing, right, TEMPTING, type Offer, type OfferRow, type Stage } from './offers.ts';

const always = (): boolean => true;

function other(on: Stage, given: Partial<OfferRow>): Offer {
  return { row: listing(on, given), works: [], truth: 'other' };
}

/** The next volume but one: what is listed in its place is not it. */
const isNumbered = ({ work }: Stage): boolean => /\d$/u.test(work.title);

function spinOff({ work, series }: Stage): Work | undefined {
  return series.works.find(
    (one) => one.kind === 'spin' && one.places[0]?.position === String(work.number),
  );
}

/** A spin-off that its uploader lists under its parent's name, with its own number. */
function spinOffer(on: Stage): Offer {
  const work = spinOff(on) ?? on.work;
  const name = on.series.name;
  const series = [{ name, position: String(on.work.number) }];
  const title = on.draw.pick([
    work.title,
    `${work.title}: ${work.places[0]?.name ?? name}, Book 1`,
  ]);
  return {
    row: { ...listing({ ...on, work }, { ...TEMPTING, title }), series },
    works: [],
    truth: 'other',
  };
}

/** An e-book, told by its category, by its files, or by both. */
function ebook({ draw }: Stage): Partial<OfferRow> {
  const signs: Partial<OfferRow> = draw.pick([
    { formats: ['epub', 'mobi'], category: 'Ebooks - Fantasy' },
    { formats: ['epub'], category: null },
    { formats: [], category: 'Ebooks - General Fiction' },
    { formats: ['pdf'], category: 63 },
  ]);
  return {
    ...signs,
    narrators: [],
    runtimeMinutes: null,
    bitrateKbps: null,
    sizeBytes: 2_400_000,
    description: 'Retail.',
  };
}

/** Nothing of the wanted work is offered, or something that only looks like it. */
export const ABSENCE_CASES: readonly Case[] = [
  { bucket: 'only its neighbours are listed', weight: 2, can: always, offers: () => [] },
  {
    bucket: 'e-book beside',
    weight: 0.5,
    can: always,
    offers: (on) => [right(on, 'plain'), other(on, { ...ebook(on), seeders: 300 })],
  },
  { bucket: 'e-book alone', weight: 0.5, can: always, offers: (on) => [other(on, ebook(on))] },
  {
    bucket: 'namesake by another author',
    weight: 1,
    can: (on) => !isNumbered(on),
    offers: (on) => [
      other(on, { authors: ['Marian Oakwell'], narrators: ['Peter Holm'], series: [] }),
    ],
  },
  {
    bucket: 'namesake by another author beside',
    weight: 1,
    can: (on) => !isNumbered(on),
    offers: (on) => [
      right(on, 'plain'),
      other(on, { ...TEMPTING, authors: ['Marian Oakwell'], narrators: [], series: [] }),
    ],
  },
  {
    bucket: 'study guide or summary',
    weight: 0.5,
    can: (on) => !isNumbered(on),
    offers: (on) => [
      other(on, {
        title: `Summary of ${on.work.title} by ${on.series.authors[0] ?? ''}`,
        authors: ['Quick Read Press'],
        narrators: [],
        series: [],
        runtimeMinutes: 45,
        sizeBytes: 45 * 64 * 7500,
        description: '',
      }),
    ],
  },
  {
    bucket: 'spin-off at the same position beside',
    weight: 1,
    can: (on) => spinOff(on) !== undefined,
    offers: (on) => [right(on, 'plain'), spinOffer(on)],
  },
  {
    bucket: 'spin-off at the same position alone',
    weight: 1,
    can: (on) => spinOff(on) !== undefined,
    offers: (on) => [spinOffer(on)],
  },
  {
    bucket: 'a part of it alone',
    weight: 0.6,
    can: always,
    offers: (on) => [
      {
        row: listing(on, {
          title: `${on.work.title} (Part 1 of 3)`,
          runtimeMinutes: Math.round(on.work.minutes / 3),
          sizeBytes: Math.round(on.work.minutes / 3) * 64 * 7500,
          description: '',
        }),
        works: [on.work],
        truth: 'recording',
      },
    ],
  },
  {
    bucket: 'numbers that contradict each other',
    weight: 1,
    can: (on) => isNumbered(on),
    offers: (on) => [
      {
        row: listing(on, {
          narrators: [],
          runtimeMinutes: null,
          description: '',
          sizeBytes: null,
          series: [{ name: on.series.name, position: String(on.work.number + 40) }],
        }),
        works: [on.work],
        truth: 'doubtful',
      },
    ],
  },
  {
    bucket: 'right title, wrong number',
    weight: 0.7,
    can: (on) => !isNumbered(on) && on.work.number > 1,
    offers: (on) => {
      const series = [{ name: on.series.name, position: String(on.work.number + 40) }];
      return [{ row: listing(on, { series }), works: [on.work], truth: 'plausible' }];
    },
  },
  {
    bucket: 'nobody seeds it',
    weight: 0.4,
    can: always,
    offers: (on) => [{ row: listing(on, { seeders: 0 }), works: [on.work], truth: 'tolerated' }],
  },
  {
    bucket: 'fetched before, and another beside',
    weight: 0.4,
    can: always,
    offers: (on) => [
      right(on, 'plain'),
      { row: listing(on, { ...TEMPTING, snatched: true }), works: [on.work], truth: 'tolerated' },
    ],
  },
  {
    bucket: 'fetched before, and nothing beside',
    weight: 0.3,
    can: always,
    offers: (on) => [
      { row: listing(on, { snatched: true }), works: [on.work], truth: 'tolerated' },
    ],
  },
];
