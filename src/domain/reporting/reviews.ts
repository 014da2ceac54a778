import type { ReportedDecision, ReportedReview, RunReport } from '../report.ts';
import { reasonSentence } from '../sentences.ts';
import { count, escape, list } from './markdown.ts';
import { titleAndAuthors, type GapNames } from './names.ts';
import { turnedDown } from './sections.ts';

const MOST_LISTED = 50;

/** What is open for a person to decide: counted in the headline, listed in a section of its own. */
export function waitingReviews({ reviews = [] }: RunReport): readonly ReportedReview[] {
  return reviews.filter(({ status }) => status === 'open');
}

/**
 * What is in doubt and has no review that waits: a dry run opens none, and reports of old had none.
 * What an earlier run asked about waits in its review, and is told there.
 */
export function doubtsBesideReviews(report: RunReport): readonly ReportedDecision[] {
  if (report.reviews !== undefined && !report.dryRun) return [];
  const waiting = new Set(waitingReviews(report).map(({ sourceId }) => sourceId));
  return report.toReview.filter(({ sourceId }) => !waiting.has(sourceId));
}

/** What waits for a person's word, each with its number, and how to say it. */
export function toReview(report: RunReport, names: GapNames): string {
  const told = waitingReviews(report).length === 0 ? '' : entries(report, names);
  const asked = turnedDown(doubtsBesideReviews(report), names);
  return [told, asked].filter((part) => part !== '').join('\n\n');
}

function entries(report: RunReport, names: GapNames): string {
  const waiting = waitingReviews(report);
  const inRun = new Set(report.gaps.map(({ gap }) => gap.key));
  const decisions = new Map(report.decisions.map((one) => [one.sourceId, one]));
  const told = waiting.map((review) => {
    const { reviewId, gapKeys, sourceId, isNew } = review;
    const decision = decisions.get(sourceId);
    const why = decision?.because ?? decision?.reasons.map(reasonSentence).join(' ') ?? '';
    const since = isNew ? '' : ' It waits since an earlier run.';
    const what = `${titleAndAuthors(review)}, for ${names(gapKeys.filter((key) => inRun.has(key)))}.`;
    return `Review ${reviewId}: ${what} ${escape(isNew ? why : '')}`.trim() + since;
  });
  const [first] = waiting;
  const how =
    `${count(waiting.length, 'review waits', 'reviews wait')} for your word, however long: ` +
    `\`mamcrawler review\` lists them, \`mamcrawler review approve ${first?.reviewId ?? 'ID'}\` ` +
    'queues one; `refuse`, `block` and `exclude` say no.';
  return `${how}\n\n${list(told, MOST_LISTED)}`;
}
