import type { Reason } from '../decision.ts';
import {
  alreadySnatched,
  blocked,
  notFree,
  ratioBudget,
  refusedBefore,
  tooFewSeeders,
  unsatisfiedBudget,
  vipOnly,
} from './access.ts';
import type { Case, Check, CheckedReason } from './case.ts';
import { doubtful, wrongWork } from './doubt.ts';
import { alreadyOwned, alreadyQueued, packRepeatsOwned } from './holding.ts';
import {
  bitrateBelowPolicy,
  formatBelowPolicy,
  notReleased,
  sizeImplausible,
  wrongRuntime,
} from './quality.ts';
import {
  abridged,
  dramatised,
  notAnAudiobook,
  wrongLanguage,
  wrongRecording,
} from './recording.ts';
import { fillsNoGap, wrongAuthor, wrongSeries, wrongVolume } from './work.ts';

/** Every check, in the order in which a person wants to read its reason. */
const CHECKS: Readonly<Record<CheckedReason, Check>> = {
  'fills-no-gap': fillsNoGap,
  'wrong-author': wrongAuthor,
  'wrong-series': wrongSeries,
  'wrong-work': wrongWork,
  'wrong-volume': wrongVolume,
  'not-released': notReleased,
  'already-owned': alreadyOwned,
  'already-queued': alreadyQueued,
  'already-snatched': alreadySnatched,
  'refused-before': refusedBefore,
  'not-an-audiobook': notAnAudiobook,
  'wrong-language': wrongLanguage,
  'wrong-recording': wrongRecording,
  abridged,
  dramatised,
  'wrong-runtime': wrongRuntime,
  'size-implausible': sizeImplausible,
  'format-below-policy': formatBelowPolicy,
  'bitrate-below-policy': bitrateBelowPolicy,
  'too-few-seeders': tooFewSeeders,
  'vip-only': vipOnly,
  'not-free': notFree,
  blocked,
  'pack-repeats-owned': packRepeatsOwned,
  doubtful,
  'ratio-budget': ratioBudget,
  'unsatisfied-budget': unsatisfiedBudget,
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
