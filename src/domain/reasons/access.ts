import type { Aim } from '../judging/aim.ts';
import { textKey } from '../names.ts';
import type { Check } from './case.ts';

/** Nobody, or too few, to fetch it from. */
export const tooFewSeeders: Check = ({ candidate, policy }) => {
  const { minSeeders } = policy;
  if (candidate.seeders >= minSeeders) return null;
  return { name: 'too-few-seeders', got: String(candidate.seeders), want: String(minSeeders) };
};

/** MyAnonamouse's classes that may not fetch a torrent for VIPs. */
const BELOW_VIP: ReadonlySet<string> = new Set(['mouse', 'user', 'power user']);

/** For VIPs only, and the account is known to be none. An unknown class may try. */
export const vipOnly: Check = ({ candidate, userClass }) => {
  if (!candidate.vip || userClass === null || !BELOW_VIP.has(textKey(userClass))) return null;
  return { name: 'vip-only', got: userClass, want: 'VIP' };
};

/** The account has fetched this very torrent before. */
export const alreadySnatched: Check = ({ candidate }) => {
  if (candidate.ownHistory === 'none') return null;
  return { name: 'already-snatched', got: candidate.ownHistory, want: 'never fetched' };
};

/** A person has said no to this torrent for this gap. */
export const refusedBefore: Check = ({ isRefusedBefore, candidate }) =>
  isRefusedBefore
    ? { name: 'refused-before', got: `“${candidate.title}”`, want: 'not refused by you' }
    : null;

/** Only what is free is wanted. */
export const notFree: Check = ({ candidate, policy }) =>
  policy.onlyFree && !candidate.freeleech
    ? { name: 'not-free', got: 'not free', want: 'free' }
    : null;

/** The user has blocked the torrent, its uploader or a word of its title, or ignores the series. */
export const blocked: Check = ({ candidate, policy, override, aim }) => {
  const { torrents, uploaders, words } = policy.blocked;
  const want = 'nothing that is blocked';
  if (override.ignore === true) return { name: 'blocked', got: 'ignored by your policy', want };
  const { stopAt } = override;
  if (stopAt !== undefined && isBeyond(aim, stopAt)) {
    return { name: 'blocked', got: `beyond volume ${stopAt}, where your policy stops`, want };
  }
  if (torrents.includes(candidate.sourceId)) return { name: 'blocked', got: 'this torrent', want };
  const { uploader } = candidate;
  if (uploader != null && uploaders.some((name) => textKey(name) === textKey(uploader))) {
    return { name: 'blocked', got: `the uploader ${uploader}`, want };
  }
  const text = ` ${textKey([candidate.title, ...candidate.tags].join(' '))} `;
  const word = words.find((one) => textKey(one) !== '' && text.includes(` ${textKey(one)} `));
  return word === undefined ? null : { name: 'blocked', got: `the word “${word}”`, want };
};

/** All that is aimed at comes after the last volume that is wanted. */
function isBeyond(aim: Aim, stopAt: number): boolean {
  const gaps = aim.kind === 'work' || aim.kind === 'series' ? aim.gaps : [];
  return gaps.length > 0 && gaps.every(({ position }) => position !== null && position > stopAt);
}

/** It would take more of the ratio than there is to spend: it waits. */
export const ratioBudget: Check = ({ candidate, budget }) => {
  const { bytesLeft } = budget;
  if (bytesLeft === null || candidate.freeleech || candidate.sizeBytes <= bytesLeft) return null;
  return {
    name: 'ratio-budget',
    got: megabytes(candidate.sizeBytes),
    want: megabytes(Math.max(0, bytesLeft)),
  };
};

/** The account may have no more unsatisfied torrents: it waits. */
export const unsatisfiedBudget: Check = ({ budget }) => {
  const { unsatisfiedLeft } = budget;
  if (unsatisfiedLeft === null || unsatisfiedLeft > 0) return null;
  return { name: 'unsatisfied-budget', got: 'none left', want: 'room for one more' };
};

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}
