import type { CandidateRow, ExpectedDecision, GapRow } from '../../src/evaluation/formats.ts';
import type { Case } from './case.ts';
import { dealCases } from './cases.ts';
import { drawFor, type Draw } from './draw.ts';
import type { Series, Work } from './facts.ts';
import { listing, right, wanted, type Offer, type Scene, type Stage } from './offers.ts';
import { roughenScene } from './roughen.ts';
import { RANGE_SPELLINGS } from './spelling.ts';

/** The three files of `eval decide`. */
export interface DecisionSet {
  readonly gaps: readonly GapRow[];
  readonly candidates: readonly CandidateRow[];
  readonly expected: readonly ExpectedDecision[];
}

/**
 * Makes the decision cases of some series: the same for the same seed. With `rough` the rows of
 * the right ones are in some disorder besides.
 */
export function makeDecisions(
  all: readonly Series[],
  seed: string,
  { rough = false }: { readonly rough?: boolean } = {},
): DecisionSet {
  const scenes: Scene[] = [];
  const loose: Offer[] = [];
  const deal = dealCases();
  for (const [index, series] of all.entries()) {
    const draw = drawFor(`${seed} ${series.name}`);
    const volumes = series.works.filter(({ kind }) => kind === 'volume');
    const packed = drawPack(volumes, draw);
    for (const work of volumes) {
      if (!packed.includes(work)) scenes.push(sceneOf({ work, series, draw }, deal));
    }
    scenes.push(...packScenes({ packed, series, draw, spelling: index }));
    for (const work of series.works) {
      const isListed = (work.kind === 'half' || work.kind === 'spin') && draw.chance(0.7);
      if (isListed) loose.push({ ...right({ work, series, draw }, 'plain'), truth: 'other' });
    }
  }
  const disorder = drawFor(`${seed} disorder`);
  const shown = rough ? scenes.map((scene) => roughenScene(scene, disorder)) : scenes;
  return numbered(shown, loose, drawFor(`${seed} order`));
}

function sceneOf(stage: Stage, deal: (stage: Stage) => Case): Scene {
  const { work, series, draw } = stage;
  if (draw.chance(0.04)) {
    const gap = wanted(stage);
    return {
      bucket: '',
      work,
      series,
      gap,
      offers: [right(stage, 'plain')],
      isGap: false,
      asks: false,
    };
  }
  const drawn = deal(stage);
  return {
    bucket: drawn.bucket,
    work,
    series,
    gap: { ...wanted(stage), ...drawn.gap?.(stage) },
    offers: drawn.offers(stage),
    isGap: true,
    asks: drawn.asks ?? false,
  };
}

/** The last volumes of some series are to be had as a pack alone. */
function drawPack(volumes: readonly Work[], draw: Draw): readonly Work[] {
  if (volumes.length < 5 || draw.chance(0.5)) return [];
  return volumes.slice(-draw.between(2, Math.min(5, volumes.length - 2)));
}

interface PackGiven {
  readonly packed: readonly Work[];
  readonly series: Series;
  readonly draw: Draw;
  /** Which way of writing the range is next. */
  readonly spelling: number;
}

function packScenes({ packed, series, draw, spelling }: PackGiven): readonly Scene[] {
  const [first] = packed;
  const last = packed.at(-1);
  if (first === undefined || last === undefined) return [];
  const minutes = packed.reduce((sum, work) => sum + work.minutes, 0);
  const spell = RANGE_SPELLINGS[spelling % RANGE_SPELLINGS.length];
  if (spell === undefined) throw new Error('no spelling of a range');
  const range = spell(first.number, last.number);
  const isInTitle = draw.chance(0.35);
  const title = isInTitle
    ? `${series.name}: Books ${String(first.number)}-${String(last.number)}`
    : draw.pick([series.name, `${series.name} Collection`, `${series.name} Box Set`]);
  const row = {
    ...listing({ work: first, series, draw }),
    title,
    narrators: [...new Set(packed.flatMap((work) => work.narrators))],
    series: isInTitle ? [] : [{ name: series.name, position: range }],
    description: '',
    runtimeMinutes: draw.chance(0.5) ? minutes : null,
    sizeBytes: minutes * 64 * 7500,
  };
  const pack: Offer = { row, works: packed, truth: 'right' };
  const bucket = isInTitle ? 'pack, its range in the title' : 'pack, its range in some notation';
  return packed.map((work) => ({
    bucket,
    work,
    series,
    gap: wanted({ work, series, draw }),
    offers: work === first ? [pack] : [],
    isGap: true,
    asks: false,
  }));
}

function numbered(scenes: readonly Scene[], loose: readonly Offer[], draw: Draw): DecisionSet {
  const offers = draw.shuffle([...scenes.flatMap((scene) => scene.offers), ...loose]);
  const ids = new Map(
    offers.map((offer, index) => [offer, `c${String(index + 1).padStart(4, '0')}`]),
  );
  const idOf = (offer: Offer): string => ids.get(offer) ?? '';
  const gaps: GapRow[] = [];
  const expected: ExpectedDecision[] = [];
  for (const scene of scenes) {
    if (!scene.isGap) continue;
    const id = `g${String(gaps.length + 1).padStart(4, '0')}`;
    gaps.push({ id, ...scene.gap });
    const of = offers.filter(({ works }) => works.includes(scene.work));
    const told = (truth: Offer['truth']): string[] =>
      of.filter((offer) => offer.truth === truth).map(idOf);
    const clear = told('right');
    const isAsked = scene.asks || told('doubtful').length > 0 || told('plausible').length > 0;
    expected.push({
      gap: id,
      expected: clear.length > 0 ? 'accept' : isAsked ? 'ask' : 'none',
      right: [...clear, ...told('plausible')],
      tolerated: told('tolerated'),
      wrongRecording: told('recording'),
      bucket: scene.bucket,
    });
  }
  return { gaps, candidates: offers.map((offer) => ({ id: idOf(offer), ...offer.row })), expected };
}
