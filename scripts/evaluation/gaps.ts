import type { CatalogueRow, ExpectedGap, LibraryRow } from '../../src/evaluation/formats.ts';
import { SHAPES, type Shape, type ShapeStage } from './wild-catalogue.ts';
import { WILD_MODES } from './wild-modes.ts';
import { catalogueOf, expectationOf, type Listed } from './catalogue.ts';
import { drawFor, type Draw } from './draw.ts';
import type { Series, Work } from './facts.ts';
import { dealer } from './dealer.ts';
import { MODES, omnibus, type Mode, type ModeStage, type Row } from './library-modes.ts';
import { ROUGH_MODES } from './rough-modes.ts';

/** The three files of `eval gaps`. */
export interface GapSet {
  readonly library: readonly LibraryRow[];
  readonly catalogue: readonly CatalogueRow[];
  readonly expected: readonly ExpectedGap[];
}

/** A series as the library holds it. */
interface Held {
  readonly rows: readonly Row[];
  readonly owned: ReadonlySet<Work>;
  readonly mode: string;
}

/** From how many owned works on it is a matter of taste whether more of an author is wanted. */
const MANY = 5;

/** How a library is made. */
export interface GapOptions {
  /** Nothing is hidden: there is no gap then. */
  readonly complete?: boolean;
  /** Kept as rippers and old libraries do. */
  readonly rough?: boolean;
  /** Kept as real libraries do, and known as shops and lists of books know. */
  readonly wild?: boolean;
}

/**
 * Makes a library with volumes hidden, and a catalogue that knows them all: the same for
 * the same seed.
 */
export function makeGaps(
  all: readonly Series[],
  seed: string,
  { complete = false, rough = false, wild = false }: GapOptions = {},
): GapSet {
  const rows: Row[] = [];
  const listed: {
    readonly of: Listed;
    readonly held: Held;
    readonly series: Series;
    readonly shape: string | null;
  }[] = [];
  const deal = dealer<ModeStage, Mode>(modesFor({ rough, wild }), ({ name }) => name);
  const dealShape = dealer<Pick<ShapeStage, 'series' | 'draw'>, Shape>(SHAPES, ({ name }) => name);
  const ownedByAuthor = new Map<string, number>();
  for (const series of all) {
    const draw = drawFor(`${seed} library ${series.name}`);
    const held = holdSome({ series, draw }, complete, deal);
    rows.push(...held.rows);
    const [author = ''] = series.authors;
    ownedByAuthor.set(author, (ownedByAuthor.get(author) ?? 0) + held.owned.size);
    const known = catalogueOf(series, draw);
    const shape = wild ? dealShape({ series, draw }) : null;
    const shaped = shape === null ? known : shape.rows({ series, draw, listed: known });
    for (const of of shaped) listed.push({ of, held, series, shape: shape?.name ?? null });
  }
  const order = drawFor(`${seed} order of the library`);
  const ids = new Map(order.shuffle(listed).map(({ of }, index) => [of, id('w', index)]));
  const expected: ExpectedGap[] = [];
  for (const { of, held, series, shape } of listed) {
    if (isCountedWithAnother(of, held)) continue;
    const isOwned = of.work !== null && held.owned.has(of.work);
    const ownsMany = (ownedByAuthor.get(series.authors[0] ?? '') ?? 0) >= MANY;
    const also = listed
      .filter(
        (one) => one.of !== of && one.of.work === of.work && isCountedWithAnother(one.of, held),
      )
      .map((one) => ids.get(one.of) ?? '');
    expected.push({
      work: ids.get(of) ?? '',
      also: of.what === 'main' && !isOwned ? also : [],
      ...expectationOf(of, {
        isOwned,
        mode: shape === null ? held.mode : `${held.mode} / ${shape}`,
        ownsMany,
      }),
    });
  }
  const catalogue = [...ids].map(([{ row }, rowId]) => ({ id: rowId, ...row }));
  const library = order.shuffle(rows).map((row, index) => ({ id: id('l', index), ...row }));
  return { library, catalogue, expected };
}

function modesFor({ rough = false, wild = false }: GapOptions): readonly Mode[] {
  if (wild) return rough ? [...MODES, ...ROUGH_MODES, ...WILD_MODES] : WILD_MODES;
  return rough ? [...MODES, ...ROUGH_MODES] : MODES;
}

function id(kind: string, index: number): string {
  return `${kind}${String(index + 1).padStart(4, '0')}`;
}

/** Another row of a lacking work is as good as its first. */
function isCountedWithAnother({ what, work }: Listed, { owned }: Held): boolean {
  return what === 'same' && work !== null && !owned.has(work);
}

function holdSome(stage: ModeStage, complete: boolean, deal: (stage: ModeStage) => Mode): Held {
  const { series, draw } = stage;
  const volumes = series.works.filter(({ kind }) => kind === 'volume');
  const owned = complete || draw.chance(0.1) ? new Set(volumes) : drawOwned(volumes, draw);
  const inSeries = volumes.filter((work) => owned.has(work));
  if (draw.chance(0.15) && volumes.length >= 4) {
    const packed = volumes.slice(0, draw.between(2, 3));
    for (const work of packed) owned.add(work);
    const rest = volumes.filter((work) => owned.has(work) && !packed.includes(work));
    const clean = MODES[0];
    if (clean === undefined) throw new Error('no mode');
    const rows = [omnibus(packed, { series, draw }), ...rest.flatMap(rowsIn(clean, series, draw))];
    return { rows, owned, mode: 'omnibus owned' };
  }
  const mode = deal(stage);
  return { rows: inSeries.flatMap(rowsIn(mode, series, draw)), owned, mode: mode.name };
}

const rowsIn =
  (mode: Mode, series: Series, draw: Draw) =>
  (work: Work): readonly Row[] =>
    mode.rows({ work, series, draw });

/** About half of the volumes, two at least, and never all. */
function drawOwned(volumes: readonly Work[], draw: Draw): Set<Work> {
  const shuffled = draw.shuffle(volumes);
  const most = Math.max(2, volumes.length - 1);
  const count = Math.min(most, Math.max(2, Math.round(volumes.length * (0.3 + 0.4 * draw.next()))));
  return new Set(shuffled.slice(0, count));
}
