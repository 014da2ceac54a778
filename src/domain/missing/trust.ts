import { contradicts, formatPositions, isGiven, type PositionSet } from '../positions.ts';
import type { KnownRow } from './rows.ts';

/** The source of what the tracker itself lists: anybody's word, trusted least. */
export const LISTINGS = 'mam';

/** Where knowledge comes from, the most trusted first: what the owner wrote, shops, lists by anybody. */
const BY_TRUST: readonly string[] = ['library', 'audible', 'google-books', LISTINGS];

/** The rank of a source: 0 is trusted most; those that nobody ranked come last. */
export function trustRank(source: string): number {
  const rank = BY_TRUST.indexOf(source);
  return rank < 0 ? BY_TRUST.length : rank;
}

/** Sources that are no catalogue of recordings: one knows printed books, one is what anybody lists. */
const NO_CATALOGUES: ReadonlySet<string> = new Set(['google-books', LISTINGS]);

/** Whether a source can be relied on for which recordings exist at all. */
export function knowsRecordings(source: string): boolean {
  return !NO_CATALOGUES.has(source);
}

/** A place in a series, and which row says so. */
export interface Placement {
  readonly name: string;
  readonly positions: PositionSet;
  readonly row: KnownRow;
}

/**
 * The claim to be believed of where one work stands in one series: a number before none, then the
 * most trusted source, then a place at which no other work stands, then one that the row's title
 * gives as well, then what most rows say, then the first. `isTaken` tells whether another work stands there beyond dispute.
 */
export function believedClaim(
  claims: readonly [Placement, ...Placement[]],
  isTaken: (claim: Placement) => boolean,
): Placement {
  let [best] = claims;
  if (!areDisputed(claims)) return claims.find(isNumbered) ?? best;
  const votes = new Map<string, number>();
  for (const { positions } of claims) {
    const place = formatPositions(positions);
    votes.set(place, (votes.get(place) ?? 0) + 1);
  }
  const worth = (claim: Placement): readonly number[] => [
    Number(isNumbered(claim)),
    -trustRank(claim.row.known.source),
    Number(!isTaken(claim)),
    Number(isToldByTitle(claim)),
    votes.get(formatPositions(claim.positions)) ?? 0,
  ];
  for (const claim of claims) if (isMore(worth(claim), worth(best))) best = claim;
  return best;
}

/** True when two claims name two places. */
export function areDisputed(claims: readonly Placement[]): boolean {
  const places = new Set(
    claims.filter(isNumbered).map((claim) => formatPositions(claim.positions)),
  );
  return places.size > 1;
}

function isNumbered({ positions }: Placement): boolean {
  return isGiven(positions);
}

function isToldByTitle({ positions, row }: Placement): boolean {
  const told = row.reading.title.positions;
  return isGiven(told) && !contradicts(told, positions);
}

function isMore(one: readonly number[], other: readonly number[]): boolean {
  for (const [index, value] of one.entries()) {
    const against = other[index] ?? 0;
    if (value !== against) return value > against;
  }
  return false;
}
