import type { Acquaintance } from '../authors.ts';
import type { Budget } from '../budget.ts';
import type { Candidate } from '../candidate.ts';
import type { Reason, ReasonName } from '../decision.ts';
import type { Gap } from '../gap.ts';
import type { Aim } from '../judging/aim.ts';
import type { Policy, PolicyOverride } from '../policy.ts';
import type { Identity } from '../works.ts';

/** A candidate with all that its reasons depend on. Checks read it; none of them changes it. */
export interface Case {
  readonly candidate: Candidate;
  readonly identity: Identity;
  readonly workKeys: readonly string[];
  readonly aim: Aim;
  /** The gaps aimed at that have no torrent yet. */
  readonly openGaps: readonly Gap[];
  /** How many whole volumes of it are owned or on their way. */
  readonly repeats: number;
  /**
   * For a work wanted for its author's sake: the series of which volumes are owned and of which it
   * does not say its volume; null when there is none.
   */
  readonly unplacedIn: string | null;
  /** For the same: why it can't be told what of it is owned; null for a single work. */
  readonly severalWorks: string | null;
  /** True when its very work is owned, under its title or its number. */
  readonly isOwned: boolean;
  /** True when this torrent, or another of the same work, was chosen before. */
  readonly isQueued: boolean;
  /** True when it covers more than one whole volume. */
  readonly isPack: boolean;
  /** Code of the language of what is owned of the series or the author; null when unknown. */
  readonly wantedLanguage: string | null;
  /** The account's class, or null when unknown. */
  readonly userClass: string | null;
  readonly policy: Policy;
  /** What the policy says of the series or the author aimed at. */
  readonly override: PolicyOverride;
  /** Why the policy does not want it for a series of its own, or null. */
  readonly unwanted: string | null;
  /** Those that are listed, else those that its words name. */
  readonly narrators: readonly string[];
  /** Those of an override, else those who read what is owned of the series; empty: anybody. */
  readonly wantedNarrators: readonly string[];
  /** Whether they read it. */
  readonly readBy: Acquaintance;
  /** Playing time in minutes by its media info or its description; null when unknown. */
  readonly runtimeMinutes: number | null;
  /** Today as `2026-10-01`, or null when nobody said. */
  readonly today: string | null;
  readonly budget: Budget;
  /** True when the owner has refused this torrent before. */
  readonly isRefusedBefore: boolean;
  /** True when the owner removed it from the torrent client, and its gaps are open again. */
  readonly isRemoved: boolean;
}

/** Looks at one side of a case; null when there is nothing against it. */
export type Check = (given: Case) => Reason | null;

/** Reasons that a case can have on its own: all but those that come of choosing among several. */
export type CheckedReason = Exclude<
  ReasonName,
  'better-candidate' | 'indistinct' | 'one-work-per-author' | 'run-cap'
>;
