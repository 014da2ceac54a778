/**
 * Every reason against a candidate, as a closed list. To add one: name it here; the compiler
 * then points at its sentence in `sentences.ts` and at the test table.
 */
export const REASON_NAMES = [
  'wrong-author',
  'wrong-series',
  'wrong-work',
  'wrong-volume',
  'fills-no-gap',
  'not-released',
  'not-an-audiobook',
  'wrong-language',
  'wrong-recording',
  'abridged',
  'dramatised',
  'wrong-runtime',
  'size-implausible',
  'format-below-policy',
  'bitrate-below-policy',
  'too-few-seeders',
  'vip-only',
  'not-free',
  'blocked',
  'already-owned',
  'already-queued',
  'already-snatched',
  'refused-before',
  'pack-repeats-owned',
  'better-candidate',
  'doubtful',
  'indistinct',
  'one-work-per-author',
  'ratio-budget',
  'unsatisfied-budget',
  'run-cap',
] as const;

/** The name of a reason: one of {@link REASON_NAMES}. */
export type ReasonName = (typeof REASON_NAMES)[number];

/** One reason: what was got, and what was wanted. */
export interface Reason {
  readonly name: ReasonName;
  readonly got: string;
  readonly want: string;
}

/** `ask`: nothing speaks against it but doubt, and a person has to say. */
export type Verdict = 'accept' | 'defer' | 'refuse' | 'ask';

/** At least one reason: a refusal without one does not compile. */
export type Reasons = readonly [Reason, ...Reason[]];

/** Our verdict on a candidate, with every reason that there is, not just the first. */
export type Decision =
  | {
      readonly verdict: 'accept';
      /** Every gap that it fills: one, or several for a pack. */
      readonly gapKeys: readonly [string, ...string[]];
      /** One sentence: why this one ("chosen over … because …"). */
      readonly because: string;
    }
  | {
      readonly verdict: 'defer' | 'refuse' | 'ask';
      /** The gap that it comes nearest to, if any. */
      readonly gapKeys: readonly string[];
      readonly reasons: Reasons;
      /** True when a single reason stands between it and a gap: the report shows these. */
      readonly nearMiss: boolean;
    };

/**
 * True when a decision tells something of the gaps that it names. A work of another series, or
 * another volume that is owned, only names the gap that it came nearest to: that gap is still
 * "not found" rather than "refused".
 */
export function isAboutItsGap(decision: Decision): boolean {
  if (decision.verdict === 'accept') return true;
  const names = new Set(decision.reasons.map((reason) => reason.name));
  const others = ['wrong-series', 'wrong-work', 'fills-no-gap'] as const;
  if (others.some((name) => names.has(name))) return false;
  return !(names.has('wrong-volume') && names.has('already-owned'));
}
