import type { CatalogueRow, ExpectedGap } from '../../src/evaluation/formats.ts';
import type { Draw } from './draw.ts';
import type { Series, Work } from './facts.ts';
import { recordingOf } from './offers.ts';

/** A row of the catalogue before it has an id, and what it is. */
export interface Listed {
  readonly row: Omit<CatalogueRow, 'id'>;
  readonly work: Work | null;
  /** `main`: the work as it is wanted; `same`: as good; the others are named by what they are. */
  readonly what:
    | 'main'
    | 'same'
    | 'abridged'
    | 'dramatised'
    | 'translated'
    | 'box set'
    | 'part'
    | 'beside';
}

/** All rows that a catalogue has of a series. */
export function catalogueOf(series: Series, draw: Draw): readonly Listed[] {
  const listed: Listed[] = [];
  const volumes = series.works.filter(({ kind }) => kind === 'volume');
  for (const work of series.works) listed.push(...rowsOf(work, series, draw));
  if (volumes.length >= 4 && draw.chance(0.4)) {
    const to = draw.pick([2, 3, volumes.length]);
    const row = {
      ...base(volumes[0], series),
      title: draw.pick([`${series.name}: Books 1-${to}`, `${series.name} Box Set: Books 1-${to}`]),
      series: [{ name: series.name, position: `1-${to}` }],
      runtimeMinutes: volumes.slice(0, to).reduce((sum, work) => sum + work.minutes, 0),
    };
    listed.push({ row, work: null, what: 'box set' });
  }
  return listed;
}

function base(work: Work | undefined, series: Series): Omit<CatalogueRow, 'id'> {
  return {
    title: work?.title ?? series.name,
    authors: [...series.authors],
    narrators: [...(work?.narrators ?? [])],
    series: [...(work?.places ?? [])],
    language: 'english',
    runtimeMinutes: work?.minutes ?? null,
    releaseDate: null,
  };
}

function rowsOf(work: Work, series: Series, draw: Draw): readonly Listed[] {
  const listed: Listed[] = [];
  const add = (what: Listed['what'], given: Partial<CatalogueRow>): void => {
    listed.push({ row: { ...base(work, series), ...given }, work, what });
  };
  add('main', mainRow(work, series, draw));
  if (work.kind !== 'volume') return listed;
  for (const title of work.otherTitles) {
    if (draw.chance(0.5)) add('same', { title });
  }
  const second = recordingOf(work, series.second);
  if (second !== undefined && draw.chance(0.5)) {
    const runtimeMinutes = Math.round(work.minutes * second.amount);
    add('same', { narrators: [second.by], runtimeMinutes });
  }
  const short = recordingOf(work, series.short);
  if (short !== undefined && draw.chance(0.4)) {
    const runtimeMinutes = Math.round(work.minutes * 0.35);
    add('abridged', { narrators: [short.by], abridged: true, runtimeMinutes });
  }
  const drama = recordingOf(work, series.drama);
  if (drama !== undefined && draw.chance(0.5)) {
    for (let part = 1; part <= drama.amount; part += 1) {
      const of = drama.amount === 1 ? '' : ` (${part} of ${drama.amount})`;
      const title = `${work.title}${of} [Dramatized Adaptation]`;
      const narrators = [drama.by, 'full cast'];
      const runtimeMinutes = Math.round((work.minutes * 0.6) / drama.amount);
      add('dramatised', { title, narrators, runtimeMinutes });
    }
  }
  if (work.german !== null) {
    add('translated', { title: work.german, language: 'german', narrators: ['David Nathan'] });
  }
  return listed;
}

function mainRow(work: Work, series: Series, draw: Draw): Partial<CatalogueRow> {
  const [place] = work.places;
  const book = `${place?.name ?? series.name}, Book ${place?.position ?? ''}`;
  const given: Partial<CatalogueRow> = draw.pick([
    {},
    { subtitle: book },
    { subtitle: series.tail },
    { title: `${work.title}: ${book}` },
  ]);
  if (work.kind === 'soon') return { ...given, releaseDate: '2098-05-05', runtimeMinutes: null };
  const year = draw.between(2005, 2024);
  return draw.chance(0.5) ? { ...given, releaseDate: `${year}-0${draw.between(1, 9)}-14` } : given;
}

/** What a row of the catalogue is to be called, when its work is owned or not. */
export function expectationOf(
  { work, what }: Listed,
  known: { readonly isOwned: boolean; readonly mode: string; readonly ownsMany: boolean },
): Pick<ExpectedGap, 'expected' | 'bucket'> {
  if (what === 'box set') return { expected: 'none', bucket: 'box set in the catalogue' };
  if (what === 'beside') return { expected: 'none', bucket: 'beside a series' };
  if (what === 'part') return { expected: 'none', bucket: 'a part in the catalogue' };
  if (what === 'abridged' || what === 'dramatised' || what === 'translated') {
    return { expected: 'none', bucket: `${what} recording in the catalogue` };
  }
  const kind = work?.kind ?? 'volume';
  switch (kind) {
    case 'half':
      return { expected: 'none', bucket: 'half-number' };
    case 'zero':
      return { expected: 'either', bucket: 'number 0' };
    case 'soon':
      return { expected: 'upcoming', bucket: 'not out yet' };
    case 'spin':
      return { expected: known.ownsMany ? 'either' : 'none', bucket: 'spin-off' };
    case 'volume':
      if (known.isOwned) return { expected: 'none', bucket: `owned: ${known.mode}` };
      return { expected: 'gap', bucket: `lacking: ${known.mode}` };
    default:
      return kind satisfies never;
  }
}
