import type { LibraryRow } from '../../src/evaluation/formats.ts';
import type { Draw } from './draw.ts';
import type { Series, Work } from './facts.ts';
import { lastFirst, RANGE_SPELLINGS, spellAuthor, spellTitle, unicodeNoise } from './spelling.ts';

/** A library's row before it has an id. */
export type Row = Omit<LibraryRow, 'id'>;

/** A series about to be put into a library. */
export interface ModeStage {
  readonly series: Series;
  readonly draw: Draw;
}

/** What is written of a work in a library. */
export interface Holding {
  readonly work: Work;
  readonly series: Series;
  readonly draw: Draw;
}

/** The way in which a library's rows of one series are kept. */
export interface Mode {
  readonly name: string;
  readonly weight: number;
  readonly can: (stage: ModeStage) => boolean;
  /** The rows of one owned work. */
  readonly rows: (holding: Holding) => readonly Row[];
}

const always = (): boolean => true;

/** A row as a tidy library has it; what is given replaces it. */
export function clean({ work, series, draw }: Holding, given: Partial<Row> = {}): Row {
  return {
    title: work.title,
    authors: [...series.authors],
    narrators: [...work.narrators],
    series: [...work.places],
    language: draw.pick(['English', 'en', 'eng', null]),
    runtimeMinutes: work.minutes,
    ...given,
  };
}

const position = (work: Work): string => work.places[0]?.position ?? '';

/** Every way of keeping a series that an owner or a ripper may have. */
export const MODES: readonly Mode[] = [
  { name: 'clean', weight: 1, can: always, rows: (of) => [clean(of)] },
  {
    name: 'file tags, no series',
    weight: 1,
    can: always,
    rows: (of) => [
      clean(of, {
        title: spellTitle(of.draw.pick(['file-tag', 'square'] as const), of.work, of.series),
        series: [],
        narrators: null,
      }),
    ],
  },
  {
    name: 'series and number in the title alone',
    weight: 1,
    can: always,
    rows: (of) => [
      clean(of, {
        title: spellTitle(
          of.draw.pick(['bracketed', 'colon', 'hash'] as const),
          of.work,
          of.series,
        ),
        series: [],
      }),
    ],
  },
  {
    name: 'title and subtitle swapped',
    weight: 1,
    can: always,
    rows: (of) => [
      clean(of, {
        title: `${of.series.name}, Book ${position(of.work)}`,
        subtitle: of.work.title,
        ...(of.draw.chance(0.5) ? { series: [] } : {}),
      }),
    ],
  },
  {
    name: 'titles alone',
    weight: 1,
    can: always,
    rows: (of) => [clean(of, { series: [], runtimeMinutes: null, language: null })],
  },
  {
    name: 'Last, First',
    weight: 1,
    can: ({ series: { authors } }) => authors[0]?.includes(' ') === true,
    rows: (of) => [clean(of, { authors: of.series.authors.map(lastFirst) })],
  },
  {
    name: 'author in several spellings',
    weight: 1,
    can: ({ series: { aka, authors } }) => aka.length > 0 || /\./u.test(authors[0] ?? ''),
    rows: (of) => [clean(of, { authors: [spellAuthor(of.series, of.draw)] })],
  },
  {
    name: 'shop words',
    weight: 1,
    can: always,
    rows: (of) => [
      clean(of, {
        title: spellTitle(
          of.draw.pick(['tail', 'unabridged', 'tail-and-book'] as const),
          of.work,
          of.series,
        ),
      }),
    ],
  },
  {
    name: 'Unicode forms',
    weight: 1,
    can: always,
    rows: (of) => [
      clean(of, {
        title: unicodeNoise(of.work.title),
        authors: of.series.authors.map((one) => one.normalize('NFD')),
        series: of.work.places.map((one) => ({ ...one, name: unicodeNoise(one.name) })),
      }),
    ],
  },
  {
    name: 'underscores',
    weight: 1,
    can: always,
    rows: (of) => [
      clean(of, {
        title: spellTitle('underscores', of.work, of.series),
        series: [],
        narrators: null,
      }),
    ],
  },
  {
    name: 'padded numbers, another form of the name',
    weight: 1,
    can: always,
    rows: (of) => [
      clean(of, {
        series: [
          {
            name: `${of.series.name.replace(/^The /u, '')}${of.draw.pick(['', ' Series'])}`,
            position: position(of.work).padStart(2, '0'),
          },
        ],
      }),
    ],
  },
  {
    name: 'first one unmatched',
    weight: 1,
    can: always,
    rows: (of) => [
      of.work.number === 1
        ? clean(of, { series: [], narrators: null, runtimeMinutes: null })
        : clean(of),
    ],
  },
  {
    name: 'held twice',
    weight: 1,
    can: always,
    rows: (of) => [
      clean(of),
      clean(of, {
        title: spellTitle('file-tag', of.work, of.series),
        series: [],
        narrators: ['Another Reader'],
      }),
    ],
  },
  {
    name: 'regional titles',
    weight: 1,
    can: ({ series: { works } }) => works.some(({ otherTitles }) => otherTitles.length > 0),
    rows: (of) => [clean(of, { title: of.work.otherTitles[0] ?? of.work.title })],
  },
  {
    name: 'sub-series alone',
    weight: 1,
    can: ({ series: { works } }) => works.some(({ places }) => places.length > 1),
    rows: (of) => [
      clean(of, {
        series: of.work.places.length > 1 ? of.work.places.slice(1) : [...of.work.places],
      }),
    ],
  },
];

/** One row that holds all of some neighbouring volumes. */
export function omnibus(works: readonly Work[], { series, draw }: Omit<Holding, 'work'>): Row {
  const from = works[0]?.number ?? 0;
  const to = works.at(-1)?.number ?? 0;
  const range = draw.pick(RANGE_SPELLINGS)(from, to);
  const isInTitle = draw.chance(0.4);
  return {
    title: isInTitle ? `${series.name}: Books ${from}-${to}` : `${series.name} Box Set`,
    authors: [...series.authors],
    narrators: [...(works[0]?.narrators ?? [])],
    series: isInTitle ? [] : [{ name: series.name, position: range }],
    language: 'English',
    runtimeMinutes: works.reduce((sum, work) => sum + work.minutes, 0),
  };
}
