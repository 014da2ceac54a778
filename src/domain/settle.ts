import { isAboutItsGap, type Decision } from './decision.ts';
import type { Gap, GapOutcome } from './gap.ts';
import type { ReviewStatus, ReviewWhy } from './review.ts';

/** What a run knows of one gap at its end. */
export interface GapHistory {
  readonly gap: Gap;
  readonly onItsWay: boolean;
  /** It was searched in vain before, and is not due: what was not searched is no news of it. */
  readonly isResting?: boolean;
  /** The terms that may have filled it. */
  readonly terms: readonly {
    readonly label: string;
    readonly status: 'pending' | 'beyond-cap' | 'done' | 'failed';
    readonly failure: string | null;
    /** There were more results than pages that may be read. */
    readonly cut?: boolean;
    /** Results that the source says there are; null when it did not say. */
    readonly listed?: number | null;
    /** Results that were read. */
    readonly read?: number;
  }[];
  /** The decisions that name it. */
  readonly decisions: readonly {
    readonly title: string;
    readonly sourceId: string;
    readonly decision: Decision;
  }[];
  /** The torrents chosen for it. */
  readonly acquisitions: readonly {
    readonly title: string;
    readonly sourceId: string;
    readonly status: string;
    readonly failure: string | null;
  }[];
  /** What waits, or waited, for a person's word and names it: of this run and of earlier ones. */
  readonly reviews?: readonly {
    readonly id: string;
    readonly title: string;
    readonly sourceId: string;
    readonly why: ReviewWhy;
    readonly status: ReviewStatus;
    readonly note: string | null;
  }[];
}

/** A gap's one outcome, with what a person wants to know of it. */
export interface Settled {
  readonly outcome: GapOutcome;
  readonly detail: string;
  readonly sourceId: string | null;
}

/**
 * The one outcome of a gap: the best thing that happened to it. A term that was not searched to its
 * end never reads as "not found".
 */
export function settleGap(history: GapHistory): Settled {
  const byTorrent = settledByTorrent(history);
  if (byTorrent !== undefined) return byTorrent;
  const byReview = settledByReview(history);
  if (byReview !== undefined) return byReview;
  const bySearch = settledBySearch(history);
  if (bySearch === undefined) {
    const labels = history.terms.map((term) => `"${term.label}"`).join(', ');
    const detail = `nothing of it was listed for ${labels}`;
    return { outcome: 'not-found', detail, sourceId: null };
  }
  const isUnsearched = bySearch.outcome === 'not-searched' || bySearch.outcome === 'failed';
  if (history.isResting !== true || !isUnsearched) return bySearch;
  const detail = 'it was searched for in vain before, and is not due yet';
  return { outcome: 'resting', detail, sourceId: null };
}

function settledByTorrent(history: GapHistory): Settled | undefined {
  const order = [
    ['queued', 'queued'],
    ['would-queue', 'would-queue'],
    ['already-there', 'already-queued'],
  ] as const;
  for (const [status, outcome] of order) {
    const found = history.acquisitions.find((one) => one.status === status);
    if (found !== undefined) return { outcome, detail: found.title, sourceId: found.sourceId };
  }
  if (history.onItsWay) {
    return { outcome: 'already-queued', detail: 'an earlier run queued it', sourceId: null };
  }
  const failed = history.acquisitions.find(({ status }) => LOST.has(status));
  if (failed !== undefined) {
    const detail = `${failed.title}: ${failed.failure ?? 'no reason was kept'}`;
    return { outcome: 'failed', detail, sourceId: failed.sourceId };
  }
  const [begun] = history.acquisitions;
  if (begun === undefined) return undefined;
  const detail = `${begun.title}: chosen, and the run ended before it was queued; the next run goes on`;
  return { outcome: 'deferred', detail, sourceId: begun.sourceId };
}

/** It could not be had, or its owner removed it again while the run was under way. */
const LOST: ReadonlySet<string> = new Set(['failed', 'removed']);

/** What a person approved is on its way; what is proposed waits, whatever else was seen. */
function settledByReview({ reviews = [] }: GapHistory): Settled | undefined {
  const approved = reviews.find(({ status }) => APPROVED.has(status));
  if (approved !== undefined) {
    const detail = `${approved.title}: approved in review ${approved.id}`;
    return { outcome: 'already-queued', detail, sourceId: approved.sourceId };
  }
  const proposed = reviews.find(({ status, why }) => status === 'open' && why === 'proposed');
  if (proposed !== undefined) return waitsFor(proposed);
  const failed = reviews.find(({ status }) => status === 'failed');
  if (failed === undefined) return undefined;
  const detail = `${failed.title}: ${failed.note ?? 'no reason was kept'}`;
  return { outcome: 'failed', detail, sourceId: failed.sourceId };
}

const APPROVED: ReadonlySet<ReviewStatus> = new Set(['approved', 'queued', 'already-there']);

/** A person has said no, or need not say any more: the decision alone settles nothing then. */
const TURNED_DOWN: ReadonlySet<ReviewStatus> = new Set([
  'refused',
  'blocked',
  'excluded',
  'superseded',
]);

/** A person has said no: what lost to it may fit now. */
const REFUSED: ReadonlySet<ReviewStatus> = new Set(['refused', 'blocked']);

/**
 * True when something is left for the next run: it was put off, or it lost to what the run chose or
 * asked about and a person has turned down since. Such a gap was not searched in vain.
 */
export function isLeftOver({ decisions, reviews = [] }: GapHistory): boolean {
  const refused = new Set(
    reviews.filter(({ status }) => REFUSED.has(status)).map(({ sourceId }) => sourceId),
  );
  return decisions.some(({ decision: { verdict }, sourceId }) => {
    if (verdict === 'defer') return true;
    // Decided before the word: afterwards the judge refuses it himself.
    return verdict !== 'refuse' && refused.has(sourceId);
  });
}

function waitsFor(review: NonNullable<GapHistory['reviews']>[number]): Settled {
  const detail = `${review.title} (review ${review.id})`;
  return { outcome: 'to-review', detail, sourceId: review.sourceId };
}

function settledBySearch(history: GapHistory): Settled | undefined {
  const deferred = history.decisions.find((one) => one.decision.verdict === 'defer');
  if (deferred !== undefined) {
    return { outcome: 'deferred', detail: deferred.title, sourceId: deferred.sourceId };
  }
  const { reviews = [] } = history;
  const waiting = reviews.find(({ status }) => status === 'open');
  if (waiting !== undefined) return waitsFor(waiting);
  const turnedDown = new Set(
    reviews.filter(({ status }) => TURNED_DOWN.has(status)).map(({ sourceId }) => sourceId),
  );
  const asked = history.decisions.find(
    ({ decision, sourceId }) => decision.verdict === 'ask' && !turnedDown.has(sourceId),
  );
  if (asked !== undefined) {
    return { outcome: 'to-review', detail: asked.title, sourceId: asked.sourceId };
  }
  const failed = history.terms.find((term) => term.status === 'failed');
  if (failed !== undefined) {
    const detail = `the search "${failed.label}" failed: ${failed.failure ?? 'no reason was kept'}`;
    return { outcome: 'failed', detail, sourceId: null };
  }
  const open = history.terms.find((term) => term.status !== 'done');
  if (history.terms.length === 0 || open !== undefined) {
    return { outcome: 'not-searched', detail: whyNotSearched(open), sourceId: null };
  }
  const refused = history.decisions.filter(
    ({ decision, sourceId }) =>
      turnedDown.has(sourceId) || (decision.verdict === 'refuse' && isAboutItsGap(decision)),
  );
  if (refused.length > 0) {
    return { outcome: 'refused', detail: `${refused.length} seen, none fits`, sourceId: null };
  }
  const cut = history.terms.find((term) => term.cut === true);
  if (cut === undefined) return undefined;
  return { outcome: 'not-searched', detail: whyCut(cut), sourceId: null };
}

/** What lies beyond the pages that may be read was not seen: nobody can say that it is not there. */
function whyCut({ label, listed, read }: GapHistory['terms'][number]): string {
  return `only ${resultsRead(listed, read)} of "${label}" were read (MAM_MAX_RESULT_PAGES)`;
}

/** `50 of 470 results`, as far as it is known. */
export function resultsRead(
  listed: number | null | undefined,
  read: number | null | undefined,
): string {
  if (typeof read !== 'number') return 'the first results';
  return typeof listed === 'number' ? `${read} of ${listed} results` : `the first ${read} results`;
}

function whyNotSearched(open: GapHistory['terms'][number] | undefined): string {
  if (open === undefined) return 'its name leaves nothing that the tracker can search for';
  if (open.status === 'beyond-cap') return `"${open.label}" lies beyond CRAWL_MAX_TERMS`;
  return `the run ended before "${open.label}" was searched`;
}
