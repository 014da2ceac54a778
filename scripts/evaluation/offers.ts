import type { CandidateRow, GapRow } from '../../src/evaluation/formats.ts';
import type { Draw } from './draw.ts';
import type { OtherRecording, Series, Work } from './facts.ts';
import { spellTitle, type TitleStyle } from './spelling.ts';

/**
 * What is true of an offer, whatever its row says:
 * - `right`: it is the whole work in the wanted recording
 * - `recording`: the right work in another recording, or a part of it
 * - `tolerated`: choosing it is neither right nor wrong
 * - `doubtful`: nobody can tell; choosing it is wrong
 * - `plausible`: nobody can be sure; choosing it is right, asking too
 * - `other`: another work, another language, no audiobook
 */
export type Truth = 'right' | 'recording' | 'tolerated' | 'doubtful' | 'plausible' | 'other';

/** A candidate's row before it has an id. */
export type OfferRow = Omit<CandidateRow, 'id'>;

/** A candidate, with what is true of it. */
export interface Offer {
  readonly row: OfferRow;
  readonly works: readonly Work[];
  readonly truth: Truth;
}

/** A gap, with what is offered for its sake. Every offer is made to every gap all the same. */
export interface Scene {
  readonly bucket: string;
  readonly work: Work;
  readonly series: Series;
  readonly gap: Omit<GapRow, 'id'>;
  readonly offers: readonly Offer[];
  /** False for a work that is listed though nobody lacks it. */
  readonly isGap: boolean;
  /** True when an honest expert would ask for another narrator's recording. */
  readonly asks: boolean;
}

/** What the maker of a scene works with. */
export interface Stage {
  readonly work: Work;
  readonly series: Series;
  readonly draw: Draw;
}

const KBPS = [64, 64, 96, 125, 128] as const;

/** A whole reading of a work as a careful uploader lists it; what is given replaces it. */
export function listing(stage: Stage, given: Partial<OfferRow> = {}): OfferRow {
  const { work, series, draw } = stage;
  const kbps = draw.pick(KBPS);
  const minutes = Math.round(work.minutes * (0.996 + 0.008 * draw.next()));
  const row: OfferRow = {
    title: work.title,
    authors: [...series.authors],
    narrators: [...work.narrators],
    series: work.places.slice(0, 1),
    description: draw.pick(['', 'Unabridged.', `Unabridged, ${kbps} kbps.`, lengthText(minutes)]),
    tags: draw.pick(['', 'fantasy, fiction', 'series', 'unabridged']),
    formats: [draw.pick(['m4b', 'm4b', 'mp3'])],
    sizeBytes: minutes * kbps * 7500,
    seeders: draw.between(2, 60),
    language: draw.chance(0.9) ? 'English' : null,
    category: draw.pick([41, 47, 40, 42, 'Audiobooks - Fantasy']),
    ...(draw.chance(0.6) ? { runtimeMinutes: minutes } : {}),
    ...(draw.chance(0.5) ? { bitrateKbps: kbps } : {}),
    vip: false,
    free: draw.chance(0.2),
  };
  return { ...row, ...given };
}

/** `Length: 10 hrs and 3 mins`. */
export function lengthText(minutes: number): string {
  return `Length: ${Math.floor(minutes / 60)} hrs and ${minutes % 60} mins`;
}

/** The right recording, its title in some style. */
export function right(stage: Stage, style: TitleStyle, given: Partial<OfferRow> = {}): Offer {
  const title = spellTitle(style, stage.work, stage.series);
  return { row: listing(stage, { title, ...given }), works: [stage.work], truth: 'right' };
}

/** A row that says how long it is, and is so many times as long as the wanted recording. */
export function ofLength(stage: Stage, times: number): Partial<OfferRow> {
  const minutes = Math.round(stage.work.minutes * times);
  return { runtimeMinutes: minutes, sizeBytes: minutes * 64 * 7500, description: '' };
}

/** The recording of a list that there is of a work. */
export function recordingOf(
  work: Work,
  recordings: readonly OtherRecording[],
): OtherRecording | undefined {
  if (work.kind !== 'volume') return undefined;
  return recordings.find(({ from, to }) => from <= work.number && work.number <= to);
}

/** What makes a listing attractive, so that a judge who does not look closely takes it. */
export const TEMPTING: Partial<OfferRow> = { formats: ['m4b'], seeders: 250, free: true };

/** The gap's row as a run would know it. */
export function wanted({ work, series }: Stage): Omit<GapRow, 'id'> {
  const narrators = new Set(
    series.works.filter(({ kind }) => kind === 'volume').flatMap((one) => one.narrators),
  );
  return {
    title: work.title,
    authors: [...series.authors],
    narrators: [...narrators],
    series: [...work.places],
    language: 'English',
    runtimeMinutes: work.minutes,
  };
}
