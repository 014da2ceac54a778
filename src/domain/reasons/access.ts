import { textKey } from '../names.ts';
import type { Check } from './case.ts';

/** Nobody, or too few, to fetch it from. */
export const tooFewSeeders: Check = ({ candidate, minSeeders }) => {
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
