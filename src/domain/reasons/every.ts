import type { Reason } from '../decision.ts';
import { alreadySnatched, tooFewSeeders, vipOnly } from './access.ts';
import type { Case, Check, CheckedReason } from './case.ts';
import { alreadyOwned, alreadyQueued, packRepeatsOwned } from './holding.ts';
import { abridged, dramatised, notAnAudiobook, wrongLanguage } from './recording.ts';
import { fillsNoGap, wrongAuthor, wrongSeries, wrongVolume } from './work.ts';

/** Every check, in the order in which a person wants to read its reason. */
const CHECKS: Readonly<Record<CheckedReason, Check>> = {
  'fills-no-gap': fillsNoGap,
  'wrong-author': wrongAuthor,
  'wrong-series': wrongSeries,
  'wrong-volume': wrongVolume,
  'already-owned': alreadyOwned,
  'already-queued': alreadyQueued,
  'already-snatched': alreadySnatched,
  'not-an-audiobook': notAnAudiobook,
  'wrong-language': wrongLanguage,
  abridged,
  dramatised,
  'too-few-seeders': tooFewSeeders,
  'vip-only': vipOnly,
  'pack-repeats-owned': packRepeatsOwned,
};

/** All reasons against a case, not just the first. */
export function reasonsAgainst(given: Case): readonly Reason[] {
  const reasons: Reason[] = [];
  for (const check of Object.values(CHECKS)) {
    const reason = check(given);
    if (reason !== null) reasons.push(reason);
  }
  return reasons;
}
