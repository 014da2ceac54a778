import type { Gap } from './gap.ts';

/** What a person can say of a review: `block` its torrent for ever, `exclude` its gaps. */
export type ReviewWord = 'approve' | 'refuse' | 'block' | 'exclude';

/** Why a person is asked: the judge doubts, or everything accepted is to be proposed first. */
export type ReviewWhy = 'doubt' | 'proposed';

/** How a review stands; `approved` is being acted on, and whatever follows it is an end. */
export type ReviewStatus =
  | 'open'
  | 'approved'
  | 'queued'
  | 'already-there'
  | 'failed'
  | 'refused'
  | 'blocked'
  | 'excluded'
  | 'superseded';

/** How a review stands, as a word or a query is answered. */
export interface ReviewState {
  readonly reviewId: string;
  readonly status: ReviewStatus;
  /** Why it was superseded, waits or failed; null when there is nothing to say. */
  readonly note: string | null;
}

/** Why one gap of a review needs its torrent no more. */
export interface Filling {
  readonly gapKey: string;
  /** A torrent of the ledger (which has a title), or what the standing list says of the gap. */
  readonly by: 'torrent' | 'gone' | 'excluded';
  readonly title: string | null;
}

/** The gaps that a review may still fill. */
export function openGapKeys(
  gapKeys: readonly string[],
  fillings: readonly Filling[],
): readonly string[] {
  const filled = new Set(fillings.map((filling) => filling.gapKey));
  return gapKeys.filter((key) => !filled.has(key));
}

/** Why there is nothing left to ask about, as half a sentence; null while a gap is open. */
export function whySuperseded(
  gapKeys: readonly string[],
  fillings: readonly Filling[],
): string | null {
  if (openGapKeys(gapKeys, fillings).length > 0) return null;
  const titles = new Set(fillings.flatMap(({ by, title }) => (by === 'torrent' ? [title] : [])));
  const [title] = titles;
  if (title !== undefined) {
    const others = titles.size > 1 ? ` and ${titles.size - 1} more` : '';
    return `what it would fill is on its way by “${title ?? 'another torrent'}”${others}`;
  }
  if (fillings.some(({ by }) => by === 'excluded')) return 'what it would fill was excluded';
  return 'what it would fill is not lacking any more';
}

/** A gap as a person knows it: `Mistborn 3`, a work's title, `more by Brandon Sanderson`. */
export function gapLabel(gap: Gap): string {
  const { series, position, work = null, authors } = gap;
  if (series !== null) return position === null ? series : `${series} ${position}`;
  return work?.title ?? `more by ${authors[0] ?? 'an unknown author'}`;
}
