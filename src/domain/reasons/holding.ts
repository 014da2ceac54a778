import { formatPositions } from '../positions.ts';
import type { Check } from './case.ts';

/** The work is in the library. */
export const alreadyOwned: Check = ({ isOwned, candidate }) =>
  isOwned ? { name: 'already-owned', got: candidate.title, want: 'a work that is lacking' } : null;

/** The torrent, its work, or all that it would fill, is on its way. */
export const alreadyQueued: Check = ({ isQueued, aim, openGaps, candidate }) => {
  const isFilled = aim.kind === 'series' && aim.gaps.length > 0 && openGaps.length === 0;
  if (!isQueued && !isFilled) return null;
  return { name: 'already-queued', got: candidate.title, want: 'a gap without a torrent' };
};

/** A pack of which no more is new than is owned or on its way already. */
export const packRepeatsOwned: Check = ({ isPack, aim, openGaps, repeats, severalWorks }) => {
  if (severalWorks !== null) {
    const want = 'a single work, since nobody can tell what of it is owned';
    return { name: 'pack-repeats-owned', got: severalWorks, want };
  }
  if (!isPack || aim.kind !== 'series' || openGaps.length === 0) return null;
  if (openGaps.length > repeats) return null;
  return {
    name: 'pack-repeats-owned',
    got: `${formatPositions(aim.positions)}: ${openGaps.length} new, ${repeats} repeated`,
    want: 'more new volumes than repeated ones',
  };
};
