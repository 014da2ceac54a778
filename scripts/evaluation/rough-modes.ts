import { clean, type Holding, type Mode } from './library-modes.ts';
import { articleLast, mistype, numberWord, romanNumber } from './slips.ts';

const always = (): boolean => true;
const at = ({ work }: Holding): string => work.places[0]?.position ?? '';
const by = ({ series }: Holding): string => series.authors[0] ?? '';

/** What rippers and old libraries leave. */
export const ROUGH_MODES: readonly Mode[] = [
  {
    name: 'number and title',
    weight: 1,
    can: ({ series }) => !series.works.some(({ title }) => /\d$/u.test(title)),
    rows: (of) => [
      clean(of, { title: `${at(of).padStart(2, '0')} - ${of.work.title}`, series: [] }),
    ],
  },
  {
    name: 'author and title',
    weight: 1,
    can: always,
    rows: (of) => [clean(of, { title: `${by(of)} - ${of.work.title}`, series: [] })],
  },
  {
    name: 'all that a ripper knows',
    weight: 2,
    can: always,
    rows: (of) => {
      const reader = of.work.narrators[0] ?? '';
      const title = of.draw.pick([
        `${by(of)} - [${of.series.name} ${at(of).padStart(2, '0')}] - ${of.work.title} {${reader}} 64k`,
        `${of.series.name} - Book ${at(of)} - ${of.work.title} [M4B]`,
        `${of.work.title} - ${of.series.name} Bk. ${at(of)} - Audiobook`,
        `${of.work.title} by ${by(of)} (read by ${reader}) [Unabridged]`,
      ]);
      return [clean(of, { title, series: [] })];
    },
  },
  {
    name: 'author in another order',
    weight: 1,
    can: ({ series }) => /^\p{Lu}\p{Ll}+ \p{Lu}[\p{L}-]+$/u.test(series.authors[0] ?? ''),
    rows: (of) => [clean(of, { authors: [by(of).split(' ').reverse().join(' ')] })],
  },
  {
    name: 'narrator among the authors',
    weight: 1,
    can: always,
    rows: (of) => [clean(of, { authors: [...of.series.authors, ...of.work.narrators] })],
  },
  {
    name: 'capitals',
    weight: 1,
    can: always,
    rows: (of) => [
      clean(of, {
        title: of.work.title.toUpperCase(),
        authors: of.series.authors.map((one) => one.toUpperCase()),
        series: of.work.places.map((one) => ({ ...one, name: one.name.toUpperCase() })),
      }),
    ],
  },
  {
    name: 'series in the subtitle alone',
    weight: 1,
    can: always,
    rows: (of) => [clean(of, { subtitle: `${of.series.name}, Book ${at(of)}`, series: [] })],
  },
  {
    name: 'series without numbers',
    weight: 1,
    can: always,
    rows: (of) => [clean(of, { series: [{ name: of.series.name }] })],
  },
  {
    name: 'numbers as words or in Roman letters',
    weight: 1,
    can: ({ series }) => series.works.length <= 20,
    rows: (of) => {
      const n = Number(at(of));
      const title = of.draw.pick([
        `${of.series.name}, Book ${numberWord(n)}: ${of.work.title}`,
        `${of.work.title} (${of.series.name} Book ${romanNumber(n)})`,
      ]);
      return [clean(of, { title, series: [] })];
    },
  },
  {
    name: 'slips of the pen',
    weight: 1,
    can: always,
    rows: (of) => [clean(of, { title: mistype(of.work.title) })],
  },
  {
    name: 'articles behind',
    weight: 1,
    can: always,
    rows: (of) => [clean(of, { title: articleLast(of.work.title), series: [] })],
  },
  {
    name: 'no author',
    weight: 0.5,
    can: always,
    rows: (of) => [
      of.work.number % 3 === 0 ? clean(of, { authors: ['Unknown Author'] }) : clean(of),
    ],
  },
];
