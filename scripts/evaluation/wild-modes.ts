import { clean, type Holding, type Mode } from './library-modes.ts';
import { lastFirst } from './spelling.ts';

const always = (): boolean => true;
const at = ({ work }: Holding): string => work.places[0]?.position ?? '';
const two = (of: Holding): string => at(of).padStart(2, '0');
const by = ({ series }: Holding): string => series.authors[0] ?? '';
const name = ({ series }: Holding): string => series.name;
const bare = ({ series }: Holding): string => series.name.replace(/^The /u, '');
/** A number behind a series' name says nothing where the title itself is that name with its number. */
const hasNames = ({ series }: Pick<Holding, 'series'>): boolean =>
  series.works.every(({ title }) => !/\d|Vol|Book /u.test(title));
/** `The Hobbit` in `The Hobbit`: the series' name would be the title. */
const isNamedApart = ({ series }: Pick<Holding, 'series'>): boolean =>
  series.works.every(({ title }) => !title.startsWith(series.name));

/** What scanners, old taggers and other people's folders leave in real libraries. */
export const WILD_MODES: readonly Mode[] = [
  {
    name: 'author, series, number and title',
    weight: 1,
    can: hasNames,
    rows: (of) => {
      const author = of.draw.pick([lastFirst(by(of)), by(of)]);
      const title = of.draw.pick([
        `${author} - ${bare(of)} ${at(of)} - ${of.work.title}`,
        `${author} - ${name(of)} ${two(of)} - ${of.work.title}`,
        `${author} - [${name(of)} #${at(of)}] - ${of.work.title}`,
        `${author} - ${of.work.title} (${name(of)} ${at(of)})`,
      ]);
      return [clean(of, { title, series: [], narrators: [], language: null })];
    },
  },
  {
    name: 'series, number and title without a sign between',
    weight: 1,
    can: hasNames,
    rows: (of) => {
      const title = of.draw.pick([
        `${name(of)} ${at(of)} ${of.work.title}`,
        `${bare(of)} ${two(of)} ${of.work.title}`,
        `${name(of)} Book ${at(of)} ${of.work.title}`,
      ]);
      return [clean(of, { title, series: [], runtimeMinutes: null })];
    },
  },
  {
    name: 'series and title without a number',
    weight: 1,
    can: isNamedApart,
    rows: (of) => {
      const title = of.draw.pick([
        `${name(of)}: ${of.work.title}`,
        `${of.work.title}: ${name(of)}`,
        `${name(of)} - ${of.work.title}`,
        `${of.work.title} - ${bare(of)}`,
        `${of.work.title} (${name(of)})`,
      ]);
      return [clean(of, { title, series: [] })];
    },
  },
  {
    name: 'title, series and number in other words',
    weight: 1,
    can: hasNames,
    rows: (of) => {
      const title = of.draw.pick([
        `${of.work.title} - ${name(of)} Book ${at(of)}`,
        `${of.work.title} - ${name(of)}, Book ${at(of)}`,
        `${of.work.title}; ${bare(of)} ${at(of)}`,
        `${of.work.title} [${name(of)} ${two(of)}]`,
        `${of.work.title}: Book ${at(of)} of ${name(of)}`,
        `${of.work.title} (${bare(of)} Series Book ${at(of)})`,
        `${of.work.title} (${name(of)} Vol. ${at(of)})`,
      ]);
      return [clean(of, { title, series: [] })];
    },
  },
  {
    name: 'years, readers and file types',
    weight: 1,
    can: hasNames,
    rows: (of) => {
      const reader = of.work.narrators[0] ?? '';
      const title = of.draw.pick([
        `2009 - ${of.work.title}`,
        `${of.work.title} (2009)`,
        `${of.work.title} [2009] {${reader}}`,
        `${name(of)} ${two(of)} - ${of.work.title} (2009) (read by ${reader})`,
        `${of.work.title}.m4b`,
        `${two(of)} ${of.work.title}`,
        `${two(of)}. ${of.work.title}`,
        `${of.work.title} - ${by(of)} - ${reader}`,
      ]);
      return [clean(of, { title, series: [], publishedYear: '2009-03-01' })];
    },
  },
  {
    name: 'series with its number in its name',
    weight: 1,
    can: always,
    rows: (of) => {
      const series = of.draw.pick([
        `${name(of)} #${at(of)}`,
        `${name(of)}, Book ${at(of)}`,
        `${bare(of)} ${two(of)}`,
        `${name(of)} (${by(of)})`,
      ]);
      const isNumbered = !series.endsWith(')');
      return [clean(of, { series: [{ name: series, position: isNumbered ? null : at(of) }] })];
    },
  },
  {
    name: 'series under a name of its own',
    weight: 1,
    can: isNamedApart,
    rows: (of) => {
      const word = (name(of).split(' ').at(-1) ?? '').replace(/s$/u, '');
      const series = [`${bare(of)} Novels`, `${word} Universe`, `${bare(of)} Books`];
      return [clean(of, { series: [{ name: series[by(of).length % 3] ?? '', position: at(of) }] })];
    },
  },
  {
    name: 'authors in one string, with helpers',
    weight: 1,
    can: always,
    rows: (of) => {
      const all = [...of.series.authors];
      const authors = of.draw.pick([
        [all.join(' & ')],
        [all.join(', ')],
        [all.join(' and ')],
        [...all, 'Anna Sprachlos - translator'],
        [...all, 'foreword by Peter Vorwort'],
        [`${all.join(' & ')} (Author)`],
        [...all, ...of.work.narrators],
        [`by ${by(of)}`],
        [by(of).toLowerCase()],
      ]);
      return [clean(of, { authors, language: null })];
    },
  },
  {
    name: 'subtitle of the shop',
    weight: 1,
    can: always,
    rows: (of) => {
      const subtitle = of.draw.pick([
        `${name(of)}, Book ${at(of)}`,
        `${name(of)} Series, Book ${at(of)}`,
        `Book ${at(of)} of ${name(of)}`,
        `A Novel (${name(of)})`,
        `${name(of)} #${at(of)}`,
        `The ${bare(of)} Series #${at(of)}`,
      ]);
      return [clean(of, { subtitle, series: [], publishedYear: 2011 })];
    },
  },
  {
    name: 'in two parts',
    weight: 1,
    can: hasNames,
    rows: (of) =>
      ['1', '2'].map((part) => {
        const title = of.draw.pick([
          `${of.work.title} (Part ${part} of 2)`,
          `${of.work.title}, Part ${part}`,
          `${of.work.title} - Part ${part} of 2`,
          `${of.work.title} (${part} of 2) [Dramatized Adaptation]`,
        ]);
        return clean(of, { title, runtimeMinutes: Math.round(of.work.minutes / 2) });
      }),
  },
  {
    name: 'no apostrophes, no capitals',
    weight: 1,
    can: always,
    rows: (of) => [
      clean(of, {
        title: of.work.title.toLowerCase().replaceAll(/['’!?,]/gu, ''),
        series: of.work.places.map((one) => ({ ...one, name: one.name.toLowerCase() })),
        language: 'eng',
      }),
    ],
  },
  {
    name: 'dots for spaces',
    weight: 0.5,
    can: hasNames,
    rows: (of) => [
      clean(of, {
        title: `${by(of)} ${name(of)} ${two(of)} ${of.work.title}`
          .replaceAll(/['’]/gu, '')
          .replaceAll(/[^\p{L}\p{N}]+/gu, '.'),
        series: [],
        narrators: [],
      }),
    ],
  },
  {
    name: 'series without numbers and a shop’s title',
    weight: 1,
    can: always,
    rows: (of) => [
      clean(of, {
        title: `${of.work.title}: ${of.series.tail ?? 'A Novel'}`,
        series: [{ name: name(of) }],
        language: null,
      }),
    ],
  },
];
