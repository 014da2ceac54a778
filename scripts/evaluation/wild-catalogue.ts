import type { CatalogueRow } from '../../src/evaluation/formats.ts';
import type { Listed } from './catalogue.ts';
import type { Draw } from './draw.ts';
import type { Series } from './facts.ts';
import { besides, isbn } from './wild-besides.ts';

/** A catalogue's rows of one series about to be written in some way. */
export interface ShapeStage {
  readonly series: Series;
  readonly draw: Draw;
  readonly listed: readonly Listed[];
}

/** A way in which a catalogue writes a series. */
export interface Shape {
  readonly name: string;
  readonly weight: number;
  readonly can: (stage: Pick<ShapeStage, 'series' | 'draw'>) => boolean;
  readonly rows: (stage: ShapeStage) => readonly Listed[];
}

type Row = Listed['row'];

const always = (): boolean => true;
const hasNames = ({ series }: Pick<ShapeStage, 'series'>): boolean =>
  series.works.every(({ title }) => !/\d|Vol|Book /u.test(title));

const each =
  (change: (row: Row, stage: ShapeStage, listed: Listed) => Partial<Row>) =>
  (stage: ShapeStage): readonly Listed[] =>
    stage.listed.map((one) => ({ ...one, row: { ...one.row, ...change(one.row, stage, one) } }));

/** The first place of a row, in words; nothing for a row without one. */
function book({ series }: Row): string {
  const [place] = series ?? [];
  return place === undefined ? '' : `${place.name}, Book ${String(place.position ?? '')}`;
}

const isVolume = ({ what, work }: Listed): boolean => what === 'main' && work?.kind === 'volume';

function asin(stage: ShapeStage, title: string): string {
  const letters = [...`${stage.series.name}${title}`].reduce(
    (sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 99_999_999,
    7,
  );
  return `B0${String(letters).padStart(8, '0')}`;
}

/** Every way in which a shop or a list of books may know a series. */
export const SHAPES: readonly Shape[] = [
  { name: 'as it is', weight: 1, can: always, rows: ({ listed }) => listed },
  {
    name: 'series in the subtitle alone',
    weight: 1,
    can: always,
    rows: each((row) => ({ subtitle: book(row), series: [] })),
  },
  {
    name: 'series in the title alone',
    weight: 1,
    can: hasNames,
    rows: each((row, { draw }, { work }) => {
      if (work === null) return { series: [] };
      const title = row.title.split(': ')[0] === work.title ? work.title : row.title;
      const [place] = row.series ?? [];
      const name = place?.name ?? '';
      const n = String(place?.position ?? '');
      return {
        title: draw.pick([
          `${title}: ${name}, Book ${n}`,
          `${title} (${name} #${n})`,
          `${title} (${name}, Book ${n})`,
          `${title}: ${name} Series, Book ${n}`,
          `${title} - ${name} Book ${n}`,
        ]),
        subtitle: null,
        series: [],
      };
    }),
  },
  {
    name: 'title, authors and place alone',
    weight: 1,
    can: always,
    rows: (stage) =>
      stage.listed
        .filter(({ what }) => what === 'main' || what === 'box set')
        .map((one) => {
          const { title, subtitle, authors, series, releaseDate } = one.row;
          const isSoon = one.work?.kind === 'soon';
          const row = { title, authors, series, ...(subtitle == null ? {} : { subtitle }) };
          return { ...one, row: isSoon ? { ...row, releaseDate } : row };
        }),
  },
  {
    name: 'the series’ name in several forms',
    weight: 1,
    can: always,
    rows: each((row, { draw }) => ({
      series: (row.series ?? []).map(({ name, position }) => ({
        name: draw.pick([name, `${name} Series`, name.replace(/^The /u, ''), name.toUpperCase()]),
        position: draw.pick([position ?? null, `Book ${position}`, Number(position) || position]),
      })),
    })),
  },
  {
    name: 'each work again, with an ASIN and no series',
    weight: 1,
    can: hasNames,
    rows: (stage) =>
      stage.listed.flatMap((one) => {
        if (!isVolume(one)) return [one];
        const again: Row = { ...one.row, series: [], subtitle: null };
        const title = one.work?.title ?? one.row.title;
        return [
          one,
          { ...one, what: 'same', row: { ...again, title, asin: asin(stage, title) } } as const,
        ];
      }),
  },
  {
    name: 'each work again, under a wrong number',
    weight: 1,
    can: hasNames,
    rows: (stage) =>
      stage.listed.flatMap((one, index) => {
        if (!isVolume(one) || index % 3 !== 1) return [one];
        const [place] = one.row.series ?? [];
        const wrong = [{ name: place?.name ?? '', position: String(Number(place?.position) + 1) }];
        const title = one.work?.title ?? one.row.title;
        const row = { ...one.row, title, subtitle: null, series: wrong, runtimeMinutes: null };
        return [one, { ...one, what: 'same', row } as const];
      }),
  },
  {
    name: 'as Google has it',
    weight: 1,
    can: hasNames,
    rows: (stage) =>
      stage.listed
        .filter(({ what }) => what === 'main')
        .map((one, index) => {
          const { work, row } = one;
          const [place] = row.series ?? [];
          const title = work?.title ?? row.title;
          const given: Row = {
            title: stage.draw.pick([
              `${title} (${place?.name ?? ''}, Book ${String(place?.position ?? '')})`,
              `${title}: ${place?.name ?? ''}: Book ${String(place?.position ?? '')}`,
            ]),
            authors: row.authors,
            narrators: null,
            language: 'en',
            isbn: isbn(`${stage.series.name} ${index}`),
            publishedYear: work?.kind === 'soon' ? '2098' : '2012-05-01',
          };
          return { ...one, row: given };
        }),
  },
  {
    name: 'helpers among the authors',
    weight: 1,
    can: always,
    rows: each((row, { draw }) => ({
      authors: draw.pick([
        [...row.authors, 'Anna Sprachlos - translator'],
        [...row.authors, 'Ed Itor - editor'],
        [...row.authors, ...(row.narrators ?? [])],
        row.authors,
        [row.authors.join(', ')],
      ]),
    })),
  },
  {
    name: 'with what stands beside it',
    weight: 2,
    can: always,
    rows: (stage) => [...stage.listed, ...besides(stage)],
  },
  {
    name: 'without languages and numbers of its asides',
    weight: 1,
    can: ({ series }) => series.works.every(({ german }) => german === null),
    rows: each((_row, _stage, { work }) => ({
      language: null,
      ...(work?.kind === 'half'
        ? { series: (_row.series ?? []).map(({ name }) => ({ name })), runtimeMinutes: 100 }
        : {}),
    })),
  },
  {
    name: 'sold in parts as well',
    weight: 1,
    can: hasNames,
    rows: (stage) =>
      stage.listed.flatMap((one) => {
        if (!isVolume(one)) return [one];
        const title = one.work?.title ?? '';
        const parts = [1, 2].map((part): Listed => ({
          ...one,
          what: 'part',
          row: {
            ...one.row,
            title: stage.draw.pick([`${title} (Part ${part} of 2)`, `${title}, Part ${part} of 2`]),
            subtitle: null,
            runtimeMinutes: 300,
          },
        }));
        return [one, ...parts];
      }),
  },
  {
    name: 'bare rows among others',
    weight: 1,
    can: always,
    rows: each((_row, { draw }, { what }): Partial<CatalogueRow> =>
      what === 'main' && draw.chance(0.5)
        ? { narrators: null, language: null, runtimeMinutes: null }
        : {},
    ),
  },
];
