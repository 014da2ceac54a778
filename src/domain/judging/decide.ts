import type { Decision, Reason, ReasonName, Reasons } from '../decision.ts';
import type { Aim } from './aim.ts';

/** Reasons that put a candidate off to the next run; any other refuses it. */
const DEFERRING: ReadonlySet<ReasonName> = new Set(['one-work-per-author', 'run-cap']);

/** Reasons of a candidate that was not near at all: another work, or one that nobody lacks. */
const FAR: ReadonlySet<ReasonName> = new Set([
  'wrong-author',
  'wrong-series',
  'fills-no-gap',
  'already-owned',
  'already-queued',
]);

/** A decision against a candidate. */
export type TurnedDown = Exclude<Decision, { readonly verdict: 'accept' }>;

/** The decision that follows from reasons against: deferred if all of them only put it off. */
export function turnDown(given: { readonly aim: Aim }, reasons: Reasons): TurnedDown {
  const isPutOff = reasons.every((reason) => DEFERRING.has(reason.name));
  const [first] = reasons;
  return {
    verdict: isPutOff ? 'defer' : 'refuse',
    gapKeys: gapKeysOf(given.aim),
    reasons,
    nearMiss: reasons.length === 1 && !FAR.has(first.name),
  };
}

/** The keys of the gaps that a candidate comes nearest to. */
function gapKeysOf(aim: Aim): readonly string[] {
  if (aim.kind === 'none') return [];
  const covered = aim.kind === 'series' || aim.kind === 'author' ? aim.gaps : [];
  return covered.length > 0 ? covered.map((gap) => gap.key) : [aim.nearest.key];
}

/** Reasons as the type wants them, or null for none. */
export function atLeastOne(reasons: readonly Reason[]): Reasons | null {
  const [first, ...rest] = reasons;
  return first === undefined ? null : [first, ...rest];
}
