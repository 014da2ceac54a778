import { deriveParts, type ReportedDecision, type RunReport } from './report.ts';
import { checkReviews } from './reporting/review-sums.ts';
import { checkReasons, disagreement } from './reporting/reason-sums.ts';
import {
  checkFilledGaps,
  checkTorrents,
  everyTorrent,
  repeated,
  sameSet,
} from './reporting/torrent-sums.ts';

/** Looks at one side of a report; answers the sentences of what disagrees. */
type SumCheck = (report: RunReport) => readonly string[];

const CHECKS: readonly SumCheck[] = [
  checkGaps,
  checkStanding,
  checkDecisions,
  checkDerived,
  checkTorrents,
  checkFilledGaps,
  checkReviews,
  checkTerms,
  checkEnd,
  checkNumbers,
];

/**
 * Whether a report's numbers agree: the list of the disagreements, as sentences; empty when it
 * can be trusted. A run whose report disagrees with itself has failed.
 */
export function checkSums(report: RunReport): readonly string[] {
  return CHECKS.flatMap((check) => check(report));
}

/** Each gap has one outcome, and every gap that is spoken of is among them. */
function checkGaps(report: RunReport): readonly string[] {
  const known = new Set(report.gaps.map(({ gap }) => gap.key));
  const wrong = repeated(report.gaps.map(({ gap }) => gap.key)).map(
    (key) => `gap ${key} has more than one outcome`,
  );
  const named = [...report.decisions, ...everyTorrent(report)];
  for (const { sourceId, gapKeys } of named) {
    for (const key of gapKeys) {
      if (!known.has(key))
        wrong.push(`candidate ${sourceId} names gap ${key}, which has no outcome`);
    }
  }
  return wrong;
}

/** What was not searched for is in one list, and in no outcome; what rests was not filled. */
function checkStanding({ gaps, upcoming, questions, excluded }: RunReport): readonly string[] {
  const wrong = repeated([...gaps, ...upcoming, ...questions].map(({ gap }) => gap.key)).map(
    (key) => `gap ${key} stands in more than one list`,
  );
  for (const { gap, releaseDate } of upcoming) {
    if (releaseDate === null) wrong.push(`gap ${gap.key} is upcoming without a date`);
  }
  for (const { gap, outcome, sourceId } of gaps) {
    if (outcome !== 'resting' || sourceId === null) continue;
    wrong.push(`gap ${gap.key} rests, and names torrent ${sourceId}`);
  }
  if (!(excluded >= 0)) wrong.push(`excluded: ${excluded} can't be`);
  return wrong;
}

/** Each candidate has one decision, and each decision but an acceptance has a reason. */
function checkDecisions({ decisions }: RunReport): readonly string[] {
  const wrong = repeated(decisions.map((decision) => decision.sourceId)).map(
    (id) => `candidate ${id} has more than one decision`,
  );
  for (const { sourceId, verdict, reasons, gapKeys, because } of decisions) {
    const isAccepted = verdict === 'accept';
    if (isAccepted && reasons.length > 0)
      wrong.push(`candidate ${sourceId} is accepted with a reason against it`);
    if (!isAccepted && reasons.length === 0)
      wrong.push(`candidate ${sourceId} is turned down without a reason`);
    if (isAccepted && gapKeys.length === 0)
      wrong.push(`candidate ${sourceId} is accepted for no gap`);
    if (isAccepted !== (because !== null))
      wrong.push(`candidate ${sourceId}: only an acceptance says why`);
  }
  return wrong;
}

/** Counts and excerpts are those of the decisions, listed or left out. */
function checkDerived(report: RunReport): readonly string[] {
  const { candidates, deferred, toReview, nearMisses } = deriveParts(report.decisions);
  const { accepted, refused, asked, seen } = report.candidates;
  const wrong = [...checkReasons(report)];
  // An acceptance is always listed; of the others as many may be missing as are left out.
  const left = report.decisionsLeftOut;
  const room = { seen: left, accepted: 0, deferred: left, refused: left, asked: left };
  for (const name of ['seen', 'accepted', 'deferred', 'refused', 'asked'] as const) {
    const sentence = disagreement(report.candidates[name], candidates[name], room[name]);
    if (sentence !== null) wrong.push(`candidates ${name}: ${sentence}`);
  }
  if (seen !== candidates.seen + left) {
    wrong.push(`${seen} candidates seen, but ${candidates.seen} listed and ${left} left out`);
  }
  const sum = accepted + refused + asked + report.candidates.deferred;
  if (sum !== seen) wrong.push(`${seen} candidates seen, but ${sum} judged`);
  if (!sameIds(report.deferred, deferred))
    wrong.push('the deferred are not those of the decisions');
  if (!sameIds(report.toReview, toReview)) {
    wrong.push('what waits for a review is not what the decisions ask about');
  }
  if (!sameIds(report.nearMisses, nearMisses)) {
    wrong.push('the near misses are not those of the decisions');
  }
  return wrong;
}

/** Each term's candidates are those decided under it; what was not searched has none. */
function checkTerms(report: RunReport): readonly string[] {
  const wrong = repeated(report.terms.map((term) => term.text.toLowerCase())).map(
    (text) => `term "${text}" is listed more than once`,
  );
  const decided = new Map<string, number>();
  for (const { term } of report.decisions) decided.set(term, (decided.get(term) ?? 0) + 1);
  let beyond = 0;
  for (const { text, status, candidates, failure } of report.terms) {
    const judged = decided.get(text) ?? 0;
    decided.delete(text);
    beyond += candidates - judged;
    if (disagreement(candidates, judged, report.decisionsLeftOut) !== null)
      wrong.push(`term "${text}": ${candidates} candidates, ${judged} judged`);
    if (status === 'not-reached' && candidates > 0) {
      wrong.push(`term "${text}" was not reached, and has candidates`);
    }
    if ((status === 'done') !== (failure === null)) {
      wrong.push(`term "${text}": its status and its failure disagree`);
    }
  }
  if (beyond !== report.decisionsLeftOut) {
    wrong.push(`${report.decisionsLeftOut} decisions left out, but ${beyond} by the terms' counts`);
  }
  for (const text of decided.keys())
    wrong.push(`candidates were found by "${text}", which is no term`);
  return wrong;
}

/** Whatever did not complete says why. */
function checkEnd({ status, stop, startedAt, finishedAt }: RunReport): readonly string[] {
  const wrong: string[] = [];
  if (status === 'completed' && stop !== null) wrong.push(`completed, and stopped by ${stop.name}`);
  if (status !== 'completed' && stop === null) wrong.push(`${status}, and does not say why`);
  if (!(Date.parse(finishedAt) >= Date.parse(startedAt))) wrong.push('it ended before it began');
  return wrong;
}

/** Counts and durations are not negative. */
function checkNumbers(report: RunReport): readonly string[] {
  const { politeness, items, torrentsBefore, torrentsAfter } = report;
  const numbers: readonly (readonly [string, number])[] = [
    ...Object.entries(politeness),
    ['decisions left out', report.decisionsLeftOut],
    ['items', items.total],
    ['items changed', items.changed],
    ['torrents before', torrentsBefore ?? 0],
    ['torrents after', torrentsAfter ?? 0],
    ...report.phases.map(({ name, seconds }): [string, number] => [`seconds of ${name}`, seconds]),
    ...report.terms.flatMap(({ text, pages, listed, read }): [string, number][] => [
      [`pages of "${text}"`, pages],
      [`results listed for "${text}"`, listed ?? 0],
      [`results read of "${text}"`, read ?? 0],
    ]),
  ];
  return numbers
    .filter(([, value]) => !(Number.isFinite(value) && value >= 0))
    .map(([name, value]) => `${name}: ${value} can't be`);
}

function sameIds(a: readonly ReportedDecision[], b: readonly ReportedDecision[]): boolean {
  const ids = (list: readonly ReportedDecision[]) => list.map((one) => one.sourceId);
  return a.length === b.length && sameSet(ids(a), ids(b));
}
