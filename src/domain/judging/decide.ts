import type { Decision, Reason, ReasonName, Reasons } from '../decision.ts';
import type { Aim } from './aim.ts';

/** Reasons that put a candidate off to the next run; any other refuses it. */
const DEFERRING: ReadonlySet<ReasonName> = new Set([
  'one-work-per-author',
  'ratio-budget',
  'unsatisfied-budget',
  'run-cap',
]);

/** Reasons about which a person may say: any other but a deferring one refuses. */
const ASKING: ReadonlySet<ReasonName> = new Set(['doubtful', 'indistinct']);

/** Reasons of a candidate that was not near at all: another work, or one that nobody lacks. */
const FAR: ReadonlySet<ReasonName> = new Set([
  'wrong-author',
  'wrong-series',
  'wrong-work',
  'fills-no-gap',
  'already-owned',
  'already-queued',
]);

/** A decision against a candidate. */
export type TurnedDown = Exclude<Decision, { readonly verdict: 'accept' }>;

/** The decision that follows from reasons: put off or asked about if none says more. */
export function turnDown(given: { readonly aim: Aim }, reasons: Reasons): TurnedDown {
  const verdict = verdictOf(reasons);
  const [first] = reasons;
  return {
    verdict,
    gapKeys: gapKeysOf(given.aim),
    reasons,
    nearMiss: verdict !== 'ask' && reasons.length === 1 && !FAR.has(first.name),
  };
}

/** What reasons come to: doubt is asked about before anything is put off. */
export function verdictOf(reasons: Reasons): TurnedDown['verdict'] {
  if (reasons.every((reason) => DEFERRING.has(reason.name))) return 'defer';
  const isOpen = reasons.every(({ name }) => ASKING.has(name) || DEFERRING.has(name));
  return isOpen ? 'ask' : 'refuse';
}

/** The keys of the gaps that a candidate comes nearest to. */
function gapKeysOf(aim: Aim): readonly string[] {
  if (aim.kind === 'none') return [];
  const covered = 'gaps' in aim ? aim.gaps : [];
  return covered.length > 0 ? covered.map((gap) => gap.key) : [aim.nearest.key];
}

/** Reasons as the type wants them, or null for none. */
export function atLeastOne(reasons: readonly Reason[]): Reasons | null {
  const [first, ...rest] = reasons;
  return first === undefined ? null : [first, ...rest];
}
