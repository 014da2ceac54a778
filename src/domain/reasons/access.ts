import type { Aim } from '../judging/aim.ts';
import { isBelowVip } from '../account-class.ts';
import { blockedBy } from '../blocked.ts';
import { beyondRatio, beyondUnsatisfied, costsNoRatio } from '../budget.ts';
import type { Check } from './case.ts';

/** Nobody, or too few, to fetch it from. */
export const tooFewSeeders: Check = ({ candidate, policy }) => {
  const { minSeeders } = policy;
  if (candidate.seeders >= minSeeders) return null;
  return { name: 'too-few-seeders', got: String(candidate.seeders), want: String(minSeeders) };
};

/** For VIPs only, and the account is known to be none. An unknown class may try. */
export const vipOnly: Check = ({ candidate, userClass }) => {
  if (!candidate.vip || userClass === null || !isBelowVip(userClass)) return null;
  return { name: 'vip-only', got: userClass, want: 'VIP' };
};

/**
 * The account has fetched this very torrent before; of one that its owner removed and asked to be
 * searched for again, that says nothing.
 */
export const alreadySnatched: Check = ({ candidate, isRemoved }) => {
  if (candidate.ownHistory === 'none' || isRemoved) return null;
  return { name: 'already-snatched', got: candidate.ownHistory, want: 'never fetched' };
};

/** A person has said no to this torrent in a review: that holds for ever, whatever it would fill. */
export const refusedBefore: Check = ({ isRefusedBefore, candidate }) =>
  isRefusedBefore
    ? { name: 'refused-before', got: `“${candidate.title}”`, want: 'not refused by you' }
    : null;

/** Only what is free is wanted. */
export const notFree: Check = ({ candidate, policy, userClass }) =>
  policy.onlyFree && !costsNoRatio(candidate, userClass)
    ? { name: 'not-free', got: 'not free', want: 'free' }
    : null;

/** The user has blocked the torrent, its uploader or a word of its title, or ignores the series. */
export const blocked: Check = ({ candidate, policy, override, unwanted, aim }) => {
  const want = 'nothing that is blocked';
  if (override.ignore === true) return { name: 'blocked', got: 'ignored by your policy', want };
  if (unwanted !== null) return { name: 'blocked', got: unwanted, want };
  const { stopAt } = override;
  if (stopAt !== undefined && isBeyond(aim, stopAt)) {
    return { name: 'blocked', got: `beyond volume ${stopAt}, where your policy stops`, want };
  }
  const got = blockedBy(candidate, policy.blocked);
  return got === null ? null : { name: 'blocked', got, want };
};

/** All that is aimed at comes after the last volume that is wanted. */
function isBeyond(aim: Aim, stopAt: number): boolean {
  const gaps = aim.kind === 'work' || aim.kind === 'series' ? aim.gaps : [];
  return gaps.length > 0 && gaps.every(({ position }) => position !== null && position > stopAt);
}

/** It would take more of the ratio than there is to spend: it waits. */
export const ratioBudget: Check = ({ candidate, budget, userClass }) =>
  beyondRatio(candidate, budget.bytesLeft, userClass);

/** The account may have no more unsatisfied torrents: it waits. */
export const unsatisfiedBudget: Check = ({ budget }) => beyondUnsatisfied(budget.unsatisfiedLeft);
