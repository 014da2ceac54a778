import type { Gap } from '../gap.ts';
import type { WorkMatch } from '../matching/match.ts';
import { covers, isGiven, NO_POSITION, wholeVolumes, type PositionSet } from '../positions.ts';
import { positionsAfterSeries, type Identity } from '../works.ts';
import type { GapIndex, SeriesTarget } from './gap-index.ts';

/**
 * What a candidate comes nearest to:
 * - `work`: a gap whose very work is known, with how well the candidate matches it
 * - `series`: an author and the series of a target; `gaps` are those that its volumes cover
 * - `author`: an author who is wanted whole
 * - `other-series`: an author of a target, but another series
 * - `other-author`: the series of a target, but another author
 * - `none`: neither
 */
export type Aim =
  | {
      readonly kind: 'work';
      readonly gap: Gap;
      /** The gap alone. */
      readonly gaps: readonly [Gap];
      readonly nearest: Gap;
      readonly match: WorkMatch;
    }
  | {
      readonly kind: 'series';
      readonly target: SeriesTarget;
      readonly positions: PositionSet;
      /** Empty when the volume is none that is lacking. */
      readonly gaps: readonly Gap[];
      readonly nearest: Gap;
    }
  | { readonly kind: 'author'; readonly gaps: readonly Gap[]; readonly nearest: Gap }
  | {
      readonly kind: 'other-series' | 'other-author';
      readonly target: SeriesTarget;
      readonly nearest: Gap;
    }
  | { readonly kind: 'none' };

/** One of the candidate's series that is a target, and the volumes that it has of it. */
interface Shot {
  readonly target: SeriesTarget;
  readonly positions: PositionSet;
}

/** What a candidate comes nearest to where no work is known: a gap before an author, an author before a miss. */
export function takeAim(identity: Identity, title: string, index: GapIndex): Aim {
  const shots = readShots(identity, title, index);
  const hit = seriesAim(shots);
  if (hit !== null && hit.gaps.length > 0) return hit;
  const authorGaps = index.authorGaps(identity.authors);
  const [wanted] = authorGaps;
  if (wanted !== undefined) return { kind: 'author', gaps: authorGaps, nearest: wanted };
  return hit ?? missedAim(identity, title, index);
}

function readShots(identity: Identity, title: string, index: GapIndex): readonly Shot[] {
  const shots: Shot[] = [];
  for (const { key, positions } of identity.places) {
    const target = index.find(key, identity.authors);
    if (target !== undefined) shots.push({ target, positions });
  }
  // A title is asked for the series only where none is listed: a spin-off bears its parent's name.
  if (identity.places.length > 0 || identity.authors.length === 0) return shots;
  for (const name of index.namesIn(title)) {
    const target = index.find(name, identity.authors);
    if (target === undefined) continue;
    const { inTitle } = identity;
    const positions = isGiven(inTitle) ? inTitle : positionsAfterSeries(title, name);
    shots.push({ target, positions });
    break;
  }
  return shots;
}

function seriesAim(shots: readonly Shot[]): Extract<Aim, { kind: 'series' }> | null {
  let best: Shot | null = null;
  const gaps = new Map<string, Gap>();
  for (const shot of shots) {
    const covered = coveredGaps(shot);
    if (best === null || (gaps.size === 0 && covered.length > 0)) best = shot;
    for (const gap of covered) gaps.set(gap.key, gap);
  }
  if (best === null) return null;
  const { target, positions } = best;
  const found = [...gaps.values()];
  const nearest = found[0] ?? nearestGap(target, positions);
  return nearest === null ? null : { kind: 'series', target, positions, gaps: found, nearest };
}

function coveredGaps({ target, positions }: Shot): readonly Gap[] {
  const gaps: Gap[] = [];
  for (const n of wholeVolumes(positions)) {
    const gap = target.byPosition.get(n);
    if (gap !== undefined && covers(positions, n)) gaps.push(gap);
  }
  return gaps;
}

/** The gap whose number is nearest to the first of the positions; the first gap when unknown. */
function nearestGap(target: SeriesTarget, positions: PositionSet): Gap | null {
  const wanted = positions.spans[0]?.from ?? 0;
  let low = 0;
  let high = target.gaps.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((target.gaps[middle]?.position ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  const above = target.gaps[low];
  const below = target.gaps[low - 1];
  if (above === undefined || below === undefined) return above ?? below ?? null;
  const isAboveNearer = (above.position ?? 0) - wanted < wanted - (below.position ?? 0);
  return isAboveNearer ? above : below;
}

function missedAim(identity: Identity, title: string, index: GapIndex): Aim {
  for (const { key, positions } of identity.places) {
    const aim = aimAt('other-author', index.findSeries(key), positions);
    if (aim !== null) return aim;
  }
  const byAuthor = aimAt('other-series', index.findAuthor(identity.authors), NO_POSITION);
  if (byAuthor !== null) return byAuthor;
  if (identity.places.length > 0) return { kind: 'none' };
  for (const name of index.namesIn(title)) {
    const aim = aimAt('other-author', index.findSeries(name), identity.inTitle);
    if (aim !== null) return aim;
  }
  return { kind: 'none' };
}

function aimAt(
  kind: 'other-series' | 'other-author',
  target: SeriesTarget | undefined,
  positions: PositionSet,
): Aim | null {
  if (target === undefined) return null;
  const nearest = nearestGap(target, positions);
  return nearest === null ? null : { kind, target, nearest };
}
