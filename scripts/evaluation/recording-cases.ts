import type { Case } from './case.ts';
import type { Series } from './facts.ts';
import { lengthText, listing, ofLength, recordingOf, right, TEMPTING } from './offers.ts';
import type { Offer, OfferRow, Stage } from './offers.ts';

type Kind = 'second' | 'short' | 'drama';

const has =
  (kind: Kind) =>
  ({ work, series }: Stage): boolean =>
    recordingOf(work, series[kind]) !== undefined;

const by = (on: Stage, kind: Kind): string => recordingOf(on.work, on.series[kind])?.by ?? '';
const amount = (on: Stage, kind: Kind): number =>
  recordingOf(on.work, on.series[kind])?.amount ?? 1;

function another(on: Stage, given: Partial<OfferRow>): Offer {
  return { row: listing(on, given), works: [on.work], truth: 'recording' };
}

function second(on: Stage, given: Partial<OfferRow> = {}): Offer {
  const length = ofLength(on, amount(on, 'second'));
  return another(on, { ...length, narrators: [by(on, 'second')], ...given });
}

function short(on: Stage, given: Partial<OfferRow> = {}): Offer {
  return another(on, { ...ofLength(on, 0.35), narrators: [by(on, 'short')], ...given });
}

function isSeriesWithParts(series: Series): boolean {
  return series.drama.some(({ amount }) => amount > 1);
}

/** A dramatised adaptation: whole, or in the parts in which it is sold. */
function drama(on: Stage, sign: 'title' | 'narrator' | 'tag'): readonly Offer[] {
  const parts = amount(on, 'drama');
  const studio = by(on, 'drama');
  const offers: Offer[] = [];
  for (let part = 1; part <= parts; part += 1) {
    const of = parts === 1 ? '' : ` (${String(part)} of ${String(parts)})`;
    const title = `${on.work.title}${of}${sign === 'title' ? ' [Dramatized Adaptation]' : ''}`;
    const narrators = sign === 'narrator' ? [studio] : [];
    const tags = sign === 'tag' ? `${studio}, full cast, audio drama` : '';
    const length = ofLength(on, 0.6 / parts);
    offers.push(another(on, { ...length, ...TEMPTING, title, narrators, tags }));
  }
  return offers;
}

/** Two recordings of one work, and signs that tell them apart: strong ones, weak ones, one. */
export const RECORDING_CASES: readonly Case[] = [
  {
    bucket: 'second narrator beside',
    weight: 2,
    can: has('second'),
    offers: (on) => [right(on, 'plain'), second(on, TEMPTING)],
  },
  {
    bucket: 'second narrator alone',
    weight: 1,
    can: has('second'),
    asks: true,
    offers: (on) => [second(on, TEMPTING)],
  },
  {
    bucket: 'second recording told by its length alone',
    weight: 1.5,
    can: (on) => has('second')(on) && Math.abs(amount(on, 'second') - 1) >= 0.1,
    offers: (on) => [
      right(on, 'plain', { narrators: [], runtimeMinutes: on.work.minutes }),
      second(on, { ...TEMPTING, narrators: [] }),
    ],
  },
  {
    bucket: 'abridged beside, by its flag',
    weight: 1,
    can: has('short'),
    offers: (on) => [right(on, 'plain'), short(on, { ...TEMPTING, abridged: true })],
  },
  {
    bucket: 'abridged beside, by a word',
    weight: 1,
    can: has('short'),
    offers: (on) => [
      right(on, 'plain'),
      on.draw.chance(0.5)
        ? short(on, { ...TEMPTING, title: `${on.work.title} (Abridged)` })
        : short(on, { ...TEMPTING, description: 'Abridged edition, 64 kbps.' }),
    ],
  },
  {
    bucket: 'abridged beside, by its length alone',
    weight: 1.5,
    can: has('short'),
    offers: (on) => [
      right(on, 'plain', { runtimeMinutes: on.work.minutes }),
      short(on, {
        ...TEMPTING,
        narrators: [],
        ...(on.draw.chance(0.5)
          ? { runtimeMinutes: null, description: lengthText(Math.round(on.work.minutes * 0.35)) }
          : {}),
      }),
    ],
  },
  {
    bucket: 'abridged alone',
    weight: 1,
    can: has('short'),
    offers: (on) => [short(on, { ...TEMPTING, abridged: true, description: 'Abridged.' })],
  },
  {
    bucket: 'dramatised beside, by its title',
    weight: 1,
    can: has('drama'),
    offers: (on) => [right(on, 'plain'), ...drama(on, 'title')],
  },
  {
    bucket: 'dramatised beside, by the studio alone',
    weight: 2,
    can: has('drama'),
    offers: (on) => [right(on, 'plain'), ...drama(on, 'narrator')],
  },
  {
    bucket: 'dramatised alone, by the studio alone',
    weight: 1,
    can: has('drama'),
    offers: (on) => drama(on, 'narrator'),
  },
  {
    bucket: 'dramatised alone, by its tags',
    weight: 1,
    can: has('drama'),
    offers: (on) => drama(on, 'tag'),
  },
  {
    bucket: 'dramatised in parts alone',
    weight: 1,
    can: (on) => has('drama')(on) && isSeriesWithParts(on.series),
    offers: (on) => drama(on, 'title'),
  },
  {
    bucket: 'far too short, by no other sign',
    weight: 0.6,
    can: () => true,
    asks: true,
    offers: (on) => [another(on, { ...ofLength(on, 0.4), narrators: [] })],
  },
  {
    bucket: 'German beside',
    weight: 1,
    can: ({ work }) => work.german !== null,
    offers: (on) => [right(on, 'plain'), german(on)],
  },
  {
    bucket: 'German alone',
    weight: 1,
    can: ({ work }) => work.german !== null,
    offers: (on) => [german(on)],
  },
  {
    bucket: 'another language under the same title',
    weight: 0.7,
    can: () => true,
    offers: (on) => [
      { ...german(on), row: { ...german(on).row, title: on.work.title, language: 'Spanish' } },
    ],
  },
  {
    bucket: 'length in some notation',
    weight: 1,
    can: has('short'),
    offers: (on) => [
      right(on, 'plain', { narrators: [], runtimeMinutes: null, description: spellLength(on, 1) }),
      another(on, {
        ...ofLength(on, 0.35),
        ...TEMPTING,
        narrators: [],
        runtimeMinutes: null,
        description: spellLength(on, 0.35),
      }),
    ],
  },
];

function german(on: Stage): Offer {
  const row = listing(on, {
    ...TEMPTING,
    title: on.work.german ?? on.work.title,
    narrators: ['David Nathan'],
    description: 'Ungekürzt.',
    language: 'German',
  });
  return { row, works: [on.work], truth: 'other' };
}

function spellLength({ work, draw }: Stage, times: number): string {
  const minutes = Math.round(work.minutes * times);
  const [h, m] = [Math.floor(minutes / 60), minutes % 60];
  return draw.pick([
    `${h}h ${m}m`,
    `${h} hours, ${m} minutes`,
    `${h}:${String(m).padStart(2, '0')}:11 long`,
    `Runtime: ${h} hrs ${m} mins, 64 kbps`,
    `Total time ${h}h${String(m).padStart(2, '0')}m`,
    lengthText(minutes),
  ]);
}
