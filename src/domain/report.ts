import type { Decision, ReasonName, Reasons, Verdict } from './decision.ts';
import type { Gap, GapOutcome } from './gap.ts';
import type { ReviewStatus, ReviewWhy } from './review.ts';
import type { RunStop } from './run.ts';
import type { Knowledge } from './standing.ts';

/** All that a run leaves to be read: rendered as Markdown, kept as JSON. */
export interface RunReport {
  readonly runId: string;
  readonly kind: 'sync' | 'search';
  /** The user's own words, for a search; null for a sync. */
  readonly searched: string | null;
  readonly dryRun: boolean;
  readonly status: 'completed' | 'stopped' | 'cancelled' | 'failed';
  /** Why it did not complete; null when it did. */
  readonly stop: RunStop | null;
  /** Names of the libraries that were read. */
  readonly libraries: readonly string[];
  /** ISO 8601, UTC. */
  readonly startedAt: string;
  /** ISO 8601, UTC. */
  readonly finishedAt: string;
  /** IANA name (`Europe/Berlin`) in which times are printed. */
  readonly timeZone: string;
  readonly phases: readonly PhaseTime[];
  readonly politeness: Politeness;
  /** How many torrents qBittorrent held, or null when it could not be asked. */
  readonly torrentsBefore: number | null;
  readonly torrentsAfter: number | null;
  readonly items: ItemCounts;
  /** What the analysis wants a person to know: series that it left out, and why. */
  readonly notes: readonly string[];
  readonly gaps: readonly ReportedGap[];
  /** Lacking, and not out yet: kept, and not searched for before their day. Of a search: none. */
  readonly upcoming: readonly ReportedClaim[];
  /** Doubtful claims: a person has to say. Of a search: none. */
  readonly questions: readonly ReportedClaim[];
  /** How many gaps a person does not want. Of a search: none. */
  readonly excluded: number;
  readonly terms: readonly ReportedTerm[];
  readonly candidates: CandidateCounts;
  /** All of them, but for those that {@link decisionsLeftOut} counts. */
  readonly decisions: readonly ReportedDecision[];
  /** Candidates that are counted and not listed, since a large run has too many to be read. */
  readonly decisionsLeftOut: number;
  readonly queued: readonly ReportedTorrent[];
  readonly wouldQueue: readonly ReportedTorrent[];
  /** Accepted, and found in qBittorrent already. */
  readonly alreadyThere: readonly ReportedTorrent[];
  /** Accepted, but fetching or queueing it failed. */
  readonly failed: readonly FailedTorrent[];
  /** Fit, and wait for the next run. */
  readonly deferred: readonly ReportedDecision[];
  /** May fit: a person has to say. */
  readonly toReview: readonly ReportedDecision[];
  /**
   * What this run wrote down for a person to decide, and what waits for its gaps from earlier runs.
   * Absent in reports from before there were reviews.
   */
  readonly reviews?: readonly ReportedReview[];
  /** One reason stood between each of these and a gap. */
  readonly nearMisses: readonly ReportedDecision[];
  /** How many refused candidates have this reason; one candidate may have several. */
  readonly refusedByReason: Readonly<Partial<Record<ReasonName, number>>>;
}

/** How long a phase took. */
export interface PhaseTime {
  readonly name: string;
  readonly seconds: number;
}

/** What being polite to the tracker took. */
export interface Politeness {
  /** Requests made to the tracker. */
  readonly requests: number;
  /** Time spent waiting between them. */
  readonly waitedSeconds: number;
  /** Times that the tracker asked us to slow down. */
  readonly slowedDown: number;
  /** Times that we signed in. */
  readonly signIns: number;
}

/** The library as the analysis found it. */
export interface ItemCounts {
  readonly total: number;
  /** Read anew because their content had changed since the last run. */
  readonly changed: number;
}

/** What is known of a gap between runs. */
export interface KnownGap {
  /** Its number in the standing list, to speak of it: `mamcrawler gaps exclude 12`. */
  readonly id: string;
  readonly gap: Gap;
  /** When it was first found lacking. ISO 8601, UTC. */
  readonly firstSeen: string;
  /** Which knowledge says that it is lacking. */
  readonly sources: readonly Knowledge[];
}

/** Something that may be lacking, or will be. */
export interface ReportedClaim extends KnownGap {
  readonly releaseDate: string | null;
}

/** A gap and what became of it. */
export interface ReportedGap extends KnownGap {
  /** It was upcoming until this run. */
  readonly released: boolean;
  /** When it is searched for next (ISO 8601, UTC); null: at the next run. */
  readonly nextTryAt: string | null;
  readonly outcome: GapOutcome;
  /** What there is to say beyond the outcome, or an empty string. */
  readonly detail: string;
  /** The torrent that fills it, if any. */
  readonly sourceId: string | null;
  readonly title: string | null;
}

/** A search and what came of it. */
export interface ReportedTerm {
  readonly text: string;
  readonly label: string;
  readonly status: 'done' | 'failed' | 'not-reached';
  readonly pages: number;
  readonly candidates: number;
  readonly seconds: number;
  /** What failed, or why it was not reached; null when done. */
  readonly failure: string | null;
  /** There were more results than pages that may be read. */
  readonly cut?: boolean;
  /** Results that the tracker says there are; null when it did not say. */
  readonly listed?: number | null;
  /** Results that were read, those judged under an earlier term included. */
  readonly read?: number;
}

/** How many candidates there were, and how they were judged. */
export interface CandidateCounts {
  /** Different candidates seen, each counted once. */
  readonly seen: number;
  readonly accepted: number;
  readonly deferred: number;
  readonly refused: number;
  /** In doubt: a person has to say. */
  readonly asked: number;
}

/** What waits, or waited, for a person's word when the report was made. */
export interface ReportedReview {
  readonly reviewId: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly sourceId: string;
  readonly gapKeys: readonly string[];
  readonly why: ReviewWhy;
  readonly status: ReviewStatus;
  /** Opened by this run. */
  readonly isNew: boolean;
}

/** A candidate and its decision. */
export interface ReportedDecision {
  readonly title: string;
  readonly authors: readonly string[];
  readonly sourceId: string;
  /** Text of the term that found it. */
  readonly term: string;
  readonly verdict: Verdict;
  readonly gapKeys: readonly string[];
  /** Empty for an accepted one only. */
  readonly reasons: Reasons | readonly [];
  /** Why this one was chosen; null unless accepted. */
  readonly because: string | null;
  readonly nearMiss: boolean;
}

/** A torrent that was chosen. */
export interface ReportedTorrent {
  readonly title: string;
  readonly authors: readonly string[];
  readonly sourceId: string;
  /** Null in a dry run: its file was not fetched. */
  readonly infoHash: string | null;
  readonly gapKeys: readonly string[];
}

/** A torrent that was chosen and could not be queued. */
export interface FailedTorrent extends ReportedTorrent {
  readonly what: string;
  readonly remedy: string;
}

/** Where a decision was made: what a {@link ReportedDecision} adds to it. */
export interface DecidedCandidate {
  readonly title: string;
  readonly authors: readonly string[];
  readonly sourceId: string;
  readonly term: string;
  readonly decision: Decision;
}

/** Puts a decision into the shape of the report. */
export function reportDecision(decided: DecidedCandidate): ReportedDecision {
  const { decision, ...candidate } = decided;
  const { verdict, gapKeys } = decision;
  if (decision.verdict === 'accept') {
    const { because } = decision;
    return { ...candidate, verdict, gapKeys, reasons: [], because, nearMiss: false };
  }
  const { reasons, nearMiss } = decision;
  return { ...candidate, verdict, gapKeys, reasons, because: null, nearMiss };
}

/** Everything of a {@link RunReport} that follows from its other parts. */
export type DerivedParts = Pick<
  RunReport,
  'candidates' | 'deferred' | 'toReview' | 'nearMisses' | 'refusedByReason' | 'decisionsLeftOut'
>;

/**
 * Counts and picks what the report derives from its decisions, so that they can't disagree. For
 * decisions that may be too many to be listed there is the `DecisionList`.
 */
export function deriveParts(decisions: readonly ReportedDecision[]): DerivedParts {
  const counts = { seen: decisions.length, accepted: 0, deferred: 0, refused: 0, asked: 0 };
  const refusedByReason: Partial<Record<ReasonName, number>> = {};
  for (const { verdict, reasons } of decisions) {
    if (verdict === 'accept') counts.accepted += 1;
    else if (verdict === 'defer') counts.deferred += 1;
    else if (verdict === 'ask') counts.asked += 1;
    else {
      counts.refused += 1;
      for (const { name } of reasons) refusedByReason[name] = (refusedByReason[name] ?? 0) + 1;
    }
  }
  return {
    candidates: counts,
    deferred: decisions.filter((decision) => decision.verdict === 'defer'),
    toReview: decisions.filter((decision) => decision.verdict === 'ask'),
    nearMisses: decisions.filter((decision) => decision.nearMiss && decision.verdict === 'refuse'),
    refusedByReason,
    decisionsLeftOut: 0,
  };
}
