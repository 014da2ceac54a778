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

/** Gaps as a person knows them: `Mistborn 3, 4`, a work's title, `more by Brandon Sanderson`. */
export function gapLabels(gaps: readonly Gap[]): readonly string[] {
  const volumes = new Map<string, number[]>();
  for (const { series, position, work = null, authors } of gaps) {
    const name = series ?? work?.title ?? `more by ${authors[0] ?? 'an unknown author'}`;
    const known = volumes.get(name) ?? [];
    volumes.set(name, known);
    if (series !== null && position !== null) known.push(position);
  }
  return [...volumes].map(([name, positions]) => {
    const sorted = positions.toSorted((a, b) => a - b);
    return `${name} ${sorted.join(', ')}`.trimEnd();
  });
}
