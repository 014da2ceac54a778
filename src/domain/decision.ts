/**
 * Every reason against a candidate, as a closed list. To add one: name it here; the compiler
 * then points at its sentence in `sentences.ts` and at the test table.
 */
export const REASON_NAMES = [
  'wrong-author',
  'wrong-series',
  'wrong-volume',
  'fills-no-gap',
  'not-an-audiobook',
  'wrong-language',
  'abridged',
  'dramatised',
  'too-few-seeders',
  'vip-only',
  'already-owned',
  'already-queued',
  'already-snatched',
  'pack-repeats-owned',
  'better-candidate',
  'one-work-per-author',
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

export type Verdict = 'accept' | 'defer' | 'refuse';

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
      readonly verdict: 'defer' | 'refuse';
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
  if (names.has('wrong-series') || names.has('fills-no-gap')) return false;
  return !(names.has('wrong-volume') && names.has('already-owned'));
}
