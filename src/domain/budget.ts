import { isBelowVip, unsatisfiedLimit } from './account-class.ts';
import type { Candidate } from './candidate.ts';
import type { Reason } from './decision.ts';

/** What the account may still spend; null where nothing limits it or nobody knows. */
export interface Budget {
  /** Bytes that may be fetched before the ratio is too low. */
  readonly bytesLeft: number | null;
  /** How many more torrents may be unsatisfied at a time. */
  readonly unsatisfiedLeft: number | null;
}

/** No limit of either kind. */
export const NO_LIMIT: Budget = { bytesLeft: null, unsatisfiedLeft: null };

/** The account's state as the site's pages show it; null for what they don't. */
export interface AccountNumbers {
  readonly userClass: string | null;
  readonly ratio: number | null;
  readonly uploadedBytes?: number | null;
  readonly downloadedBytes?: number | null;
  readonly unsatisfied: number;
}

/** One of our own torrents that the account's numbers may not hold yet. */
export interface OwnTorrent {
  readonly sizeBytes: number;
  readonly vip: boolean;
  readonly freeleech: boolean;
}

/** What {@link budgetOf} is worked out from. */
export interface BudgetInput {
  readonly account: AccountNumbers;
  /** Each counts on top of the account's numbers: what is in both is counted twice, never missed. */
  readonly own: readonly OwnTorrent[];
  /** The ratio that nothing may push the account below; 0: it may be anything. */
  readonly ratioFloor: number;
}

/**
 * What the account may still spend. Errs towards waiting: own torrents that the site counts
 * already are counted twice for as long as the caller gives them.
 */
export function budgetOf({ account, own, ratioFloor }: BudgetInput): Budget {
  const limit = unsatisfiedLimit(account.userClass);
  return {
    bytesLeft: bytesLeft(account, own, ratioFloor),
    unsatisfiedLeft: limit === null ? null : Math.max(0, limit - account.unsatisfied - own.length),
  };
}

function bytesLeft(
  { ratio, uploadedBytes = null, downloadedBytes = null, userClass }: AccountNumbers,
  own: readonly OwnTorrent[],
  floor: number,
): number | null {
  if (floor <= 0) return null;
  if (uploadedBytes === null || downloadedBytes === null) {
    // All that is known is which side of the floor it is on.
    return ratio !== null && ratio < floor ? 0 : null;
  }
  let left = uploadedBytes / floor - downloadedBytes;
  for (const torrent of own) left -= costOf(torrent, userClass);
  return Math.max(0, Math.floor(left));
}

/** Bytes of ratio that fetching it costs. */
export function costOf(torrent: OwnTorrent, userClass: string | null): number {
  return costsNoRatio(torrent, userClass) ? 0 : torrent.sizeBytes;
}

/** Free for all, or for VIPs where the account is known to be one. */
export function costsNoRatio(
  torrent: Pick<Candidate, 'freeleech' | 'vip'>,
  userClass: string | null,
): boolean {
  if (torrent.freeleech) return true;
  return torrent.vip && userClass !== null && userClass !== '' && !isBelowVip(userClass);
}

/** The reason that puts off what costs more of the ratio than there is to spend, or null. */
export function beyondRatio(
  torrent: OwnTorrent,
  left: number | null,
  userClass: string | null,
): Reason | null {
  const cost = costOf(torrent, userClass);
  if (left === null || cost === 0 || cost <= left) return null;
  return { name: 'ratio-budget', got: megabytes(cost), want: megabytes(Math.max(0, left)) };
}

/** The reason that puts off one more unsatisfied torrent, free or not, or null. */
export function beyondUnsatisfied(left: number | null): Reason | null {
  if (left === null || left > 0) return null;
  return { name: 'unsatisfied-budget', got: 'none left', want: 'room for one more' };
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1_000_000)} MB`;
}
