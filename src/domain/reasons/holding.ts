import type { Reason } from '../decision.ts';
import { formatPositions, isGiven } from '../positions.ts';
import type { Case, Check } from './case.ts';

/** The work is in the library. */
export const alreadyOwned: Check = ({ isOwned, candidate }) =>
  isOwned ? { name: 'already-owned', got: candidate.title, want: 'a work that is lacking' } : null;

/** The torrent, its work, or all that it would fill, is on its way. */
export const alreadyQueued: Check = ({ isQueued, aim, openGaps, candidate }) => {
  const isFilled =
    (aim.kind === 'series' || aim.kind === 'work') && aim.gaps.length > 0 && openGaps.length === 0;
  if (!isQueued && !isFilled) return null;
  return { name: 'already-queued', got: candidate.title, want: 'a gap without a torrent' };
};

/** A pack of which no more is new than is owned or on its way already. */
export const packRepeatsOwned: Check = (given) => {
  const { aim, severalWorks } = given;
  if (severalWorks !== null) {
    const want = 'a single work, since nobody can tell what of it is owned';
    return { name: 'pack-repeats-owned', got: severalWorks, want };
  }
  return aim.kind === 'series' ? repeatsTooMuch(given) : null;
};

/** The same for a pack of which all gaps that it fills are known. */
export function repeatsTooMuch(given: Case): Reason | null {
  const { isPack, aim, openGaps, repeats } = given;
  if (!isPack || openGaps.length === 0 || openGaps.length > repeats) return null;
  const positions = aim.kind === 'series' ? aim.positions : given.identity.positions;
  const held = isGiven(positions) ? formatPositions(positions) : given.candidate.title;
  return {
    name: 'pack-repeats-owned',
    got: `${held}: ${packArithmetic(given)}`,
    want: 'more new volumes than repeated ones',
  };
}

/** `2 new, 1 repeated (about 300 of 900 MB fetched again)`. */
export function packArithmetic({ openGaps, repeats, candidate }: Case): string {
  const volumes = openGaps.length + repeats;
  const counted = `${openGaps.length} new, ${repeats} repeated`;
  if (candidate.sizeBytes <= 0 || repeats === 0) return counted;
  const all = candidate.sizeBytes / 1_000_000;
  const again = Math.round((all * repeats) / volumes);
  return `${counted} (about ${again} of ${Math.round(all)} MB fetched again)`;
}
