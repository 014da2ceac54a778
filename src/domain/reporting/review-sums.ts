import type { GapOutcome } from '../gap.ts';
import type { ReportedReview, RunReport } from '../report.ts';

/** What this run accepted and proposed to a person instead of queueing it. */
export function proposedIn({ reviews = [] }: RunReport): readonly ReportedReview[] {
  return reviews.filter(({ isNew, why }) => isNew && why === 'proposed');
}

/** How a gap may stand while a proposal waits for it: another torrent may have come first. */
const MAY_WAIT: ReadonlySet<GapOutcome> = new Set([
  'to-review',
  'queued',
  'would-queue',
  'already-queued',
  'deferred',
  'failed',
]);

/** Each review is about a decision of its kind, and what is proposed is waited for by its gaps. */
export function checkReviews(report: RunReport): readonly string[] {
  const { reviews = [], decisions, gaps, dryRun } = report;
  const verdicts = new Map(decisions.map(({ sourceId, verdict }) => [sourceId, verdict]));
  const outcomes = new Map(gaps.map(({ gap, outcome }) => [gap.key, outcome]));
  const wrong: string[] = [];
  const seen = new Set<string>();
  for (const { reviewId, sourceId, gapKeys, why, status, isNew } of reviews) {
    if (seen.has(reviewId)) wrong.push(`review ${reviewId} is listed more than once`);
    seen.add(reviewId);
    const asks = why === 'doubt' ? 'ask' : 'accept';
    const verdict = verdicts.get(sourceId) ?? asks;
    if (isNew && verdict !== asks) {
      wrong.push(
        `review ${reviewId} (${why}) is about ${sourceId}, on which the verdict is ${verdict}`,
      );
    }
    if (isNew && dryRun) wrong.push(`a dry run opened review ${reviewId}`);
    if (status !== 'open' || why !== 'proposed') continue;
    for (const key of gapKeys) {
      const outcome = outcomes.get(key) ?? 'to-review';
      if (!MAY_WAIT.has(outcome)) {
        wrong.push(`gap ${key} waits for review ${reviewId}, and its outcome is ${outcome}`);
      }
    }
  }
  return wrong;
}
