import type { Case } from './case.ts';
import { listing, ofLength, right, TEMPTING } from './offers.ts';
import type { Offer, OfferRow, Stage } from './offers.ts';
import { articleLast, mistype, numberWord, romanNumber } from './slips.ts';

const always = (): boolean => true;
const isNumbered = ({ work }: Stage): boolean => /\d$/u.test(work.title);
const at = ({ work }: Stage): string => work.places[0]?.position ?? '';
const by = ({ series }: Stage): string => series.authors[0] ?? '';

/** Half of the time nothing tells how long it is. */
function unsaidLength({ draw }: Stage): Partial<OfferRow> {
  return draw.chance(0.5) ? { runtimeMinutes: null, sizeBytes: null } : {};
}

function offer(on: Stage, truth: Offer['truth'], given: Partial<OfferRow>): Offer {
  return { row: listing(on, given), works: truth === 'other' ? [] : [on.work], truth };
}

const BARE_GAP = { series: null, narrators: null, language: null, runtimeMinutes: null } as const;

/** What a patient person reads at once, and a program stumbles over. */
export const ROUGH_CASES: readonly Case[] = [
  {
    bucket: 'number as a word or in Roman letters',
    weight: 1,
    can: (on) => !isNumbered(on) && Number(at(on)) <= 20,
    offers: (on) => {
      const n = Number(at(on));
      const title = on.draw.pick([
        `${on.series.name}, Book ${numberWord(n)}: ${on.work.title}`,
        `${on.work.title} (${on.series.name} Book ${romanNumber(n)})`,
        `${on.work.title}: Book ${numberWord(n)} of ${on.series.name}`,
        `${on.series.name} ${romanNumber(n)} - ${on.work.title}`,
      ]);
      return [offer(on, 'right', { title, series: [] })];
    },
  },
  {
    bucket: 'one of so many, which is no part',
    weight: 1,
    can: always,
    offers: (on) => {
      const count = on.series.works.filter(({ kind }) => kind === 'volume').length;
      const title = `${on.work.title} (${on.series.name}, Book ${at(on)} of ${String(count)})`;
      return [offer(on, 'right', { title })];
    },
  },
  {
    bucket: 'article behind, or left out',
    weight: 1,
    can: ({ work }) => /^(?:The|A|An) /u.test(work.title),
    offers: (on) => [
      offer(on, 'right', {
        title: on.draw.chance(0.5)
          ? articleLast(on.work.title)
          : on.work.title.replace(/^(?:The|A|An) /u, ''),
      }),
    ],
  },
  {
    bucket: 'slip of the pen',
    weight: 1,
    can: ({ work }) => mistype(work.title) !== work.title,
    offers: (on) => [offer(on, 'right', { title: mistype(on.work.title) })],
  },
  {
    bucket: 'author in the title alone',
    weight: 1,
    can: always,
    offers: (on) => [
      offer(on, 'right', {
        title: `${by(on)} - ${on.series.name} ${at(on).padStart(2, '0')} - ${on.work.title}`,
        authors: [],
        series: [],
      }),
    ],
  },
  {
    bucket: 'author in another order, or by an initial',
    weight: 1,
    can: (on) => /^\p{Lu}\p{Ll}+ \p{Lu}[\p{L}-]+$/u.test(by(on)),
    offers: (on) => {
      const [first = '', last = ''] = by(on).split(' ');
      const author = on.draw.pick([`${last} ${first}`, `${first.charAt(0)}. ${last}`]);
      return [offer(on, 'right', { authors: [author] })];
    },
  },
  {
    bucket: 'a title with all that a ripper knows',
    weight: 2,
    can: always,
    offers: (on) => {
      const reader = on.work.narrators[0] ?? '';
      const title = on.draw.pick([
        `${by(on)} - [${on.series.name} ${at(on).padStart(2, '0')}] - ${on.work.title} {${reader}} 64k`,
        `${on.series.name} - Book ${at(on)} - ${on.work.title} [M4B] [2019]`,
        `${on.work.title} - ${on.series.name} Bk. ${at(on)} - Audiobook`,
        `${on.work.title} by ${by(on)} (read by ${reader}) [Unabridged] [64 kbps]`,
      ]);
      return [offer(on, 'right', { title, series: [] })];
    },
  },
  {
    bucket: 'number and title, nothing of the series',
    weight: 1,
    can: (on) => !isNumbered(on),
    offers: (on) => [
      offer(on, 'right', { title: `${at(on).padStart(2, '0')} - ${on.work.title}`, series: [] }),
    ],
  },
  {
    bucket: 'another form of the series name',
    weight: 1,
    can: always,
    offers: (on) => {
      const plain = on.series.name.replace(/^The /u, '');
      const name = on.draw.pick([
        `${plain} Series`,
        `The ${plain} series`,
        `${plain} (${by(on)})`,
        plain.toUpperCase(),
        plain.replaceAll(' ', '-'),
      ]);
      return [offer(on, 'right', { series: [{ name, position: at(on) }] })];
    },
  },
  {
    bucket: 'one narrator of several, or spelled otherwise',
    weight: 1,
    can: ({ work }) => work.narrators.length > 1 || /\./u.test(work.narrators[0] ?? ''),
    offers: (on) => {
      const [first = '', second] = on.work.narrators;
      const narrators = [second ?? first.replaceAll('. ', '.'), ...(second ? [] : ['and others'])];
      return [offer(on, 'right', { narrators: narrators.slice(0, 1) })];
    },
  },
  {
    bucket: 'words that deny what they name',
    weight: 1,
    can: always,
    offers: (on) => {
      const description = on.draw.pick([
        'Unabridged. This is not the dramatized adaptation, which is listed separately.',
        'The full text, not the abridged version.',
        'Not an abridgement. Please seed!',
        'Audible rip. Not the GraphicAudio version.',
      ]);
      return [right(on, 'plain', { description })];
    },
  },
  {
    bucket: 'description full of other books',
    weight: 1,
    can: (on) => on.work.number > 1,
    offers: (on) => {
      const [before, after] = [on.work.number - 2, on.work.number].map(
        (index) => on.series.works[index]?.title ?? 'the next one',
      );
      const description = `Follows ${before ?? ''}, and comes before ${after ?? ''}. Books 1-3 are up too.`;
      return [right(on, 'plain', { description })];
    },
  },
  {
    bucket: 'a sample',
    weight: 0.7,
    can: always,
    offers: (on) => [
      offer(on, 'recording', {
        ...ofLength(on, 0.06),
        ...TEMPTING,
        title: `${on.work.title} (Sample)`,
        ...unsaidLength(on),
      }),
    ],
  },
  {
    bucket: 'read by a machine',
    weight: 0.7,
    can: always,
    asks: true,
    offers: (on) => [
      offer(on, 'recording', {
        ...ofLength(on, 0.9),
        ...TEMPTING,
        narrators: [on.draw.pick(['Virtual Voice', 'AI Narration', 'Microsoft Azure TTS'])],
      }),
    ],
  },
  {
    bucket: 'a companion',
    weight: 0.7,
    can: (on) => !isNumbered(on),
    offers: (on) => [
      offer(on, 'other', {
        ...ofLength(on, 0.25),
        ...unsaidLength(on),
        title: on.draw.pick([
          `${on.work.title}: The Official Companion`,
          `${on.work.title} (Deleted Scenes)`,
          `${on.work.title}: Behind the Scenes`,
        ]),
        series: [],
        narrators: [],
      }),
    ],
  },
  {
    bucket: 'gap known by title and author alone',
    weight: 1.5,
    can: always,
    gap: () => BARE_GAP,
    offers: (on) => [right(on, on.draw.pick(['plain', 'bracketed', 'unabridged'] as const))],
  },
  {
    bucket: 'gap known by title and author alone, and not listed',
    weight: 1.5,
    can: always,
    gap: () => BARE_GAP,
    offers: () => [],
  },
  {
    bucket: 'gap of unknown language, listed in another than all the rest',
    weight: 0.5,
    can: always,
    asks: true,
    gap: () => ({ language: null }),
    offers: (on) => [
      offer(on, 'recording', { ...TEMPTING, language: 'Spanish', narrators: ['Luis Posada'] }),
    ],
  },
];
