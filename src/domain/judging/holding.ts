import type { Candidate } from '../candidate.ts';
import { seriesKey } from '../names.ts';
import { isGiven, isPack, wholeVolumes } from '../positions.ts';
import { itemsInTitle } from '../matching/contents.ts';
import {
  identify,
  placeNumbers,
  positionsAfterSeries,
  workKeys,
  type Identity,
  type Place,
} from '../works.ts';
import type { Aim } from './aim.ts';
import type { OwnedIndex } from './owned-index.ts';
import type { Ground, Ledger, Listing } from './ground.ts';

type WorkAim = Extract<Aim, { kind: 'work' }>;

/** A candidate's work, and whether it is a pack. */
export interface Asked {
  readonly identity: Identity;
  readonly holdsSeveral: boolean;
  readonly keys: readonly string[];
}

/**
 * Its work, with the places that it has by the names that the gap knows its series by: what is owned
 * and what is on its way is known by those.
 */
export function identityAs(aim: Aim, identity: Identity): Identity {
  if (aim.kind !== 'work') return identity;
  const places = [...identity.places, ...placesInTitle(aim, identity)];
  for (const [listed, positions] of aim.match.places) {
    const key = listed.split('#')[0] ?? listed;
    const isKnown = places.some((place) => place.key === key);
    if (!isKnown && isGiven(positions)) places.push({ name: key, key, positions });
  }
  return places.length === identity.places.length ? identity : { ...identity, places };
}

/** A pack in no series, whose title names the wanted one: its numbers are of that. */
function placesInTitle({ gap }: WorkAim, { places, titleKey, inTitle }: Identity): Place[] {
  if (places.length > 0 || !isPack(inTitle)) return [];
  const keys = (gap.work?.series ?? []).map(({ name }) => seriesKey(name));
  const named = keys.filter((key) => key !== '' && ` ${titleKey} `.includes(` ${key} `));
  return named.map((key) => ({ name: key, key, positions: inTitle }));
}

/** A pack is owned when all of its volumes are; a single also by its title alone. */
export function isOwned({ identity, holdsSeveral }: Asked, owned: OwnedIndex): boolean {
  if (!holdsSeveral && owned.ownsTitle(identity)) return true;
  return identity.places.some((place) => {
    const numbers = placeNumbers(place.positions);
    if (numbers.length === 0) return false;
    return numbers.every((n) => owned.ownsVolume(place.key, identity.authors, n));
  });
}

/** This torrent, or another of its work, was chosen before. */
export function isQueued(candidate: Candidate, asked: Asked, ledger: Ledger): boolean {
  return ledger.sourceIds.has(candidate.sourceId) || isWorkQueued(asked, ledger);
}

/** One volume of a pack on its way does not make all of it needless: that is counted instead. */
function isWorkQueued({ keys, holdsSeveral }: Asked, ledger: Ledger): boolean {
  return keys.some(
    (key) => ledger.workKeys.has(key) && !(holdsSeveral && key.startsWith('volume:')),
  );
}

/**
 * A series of which volumes are owned, and the candidate's own is not told: it may be any of them.
 * A series that only the title names counts where none is listed.
 */
export function unplacedIn(
  candidate: Candidate,
  { authors, places, inTitle }: Identity,
  { owned, gaps }: Ground,
): string | null {
  const held = places.filter((place) => owned.ownsAnyVolume(place.key, authors));
  if (held.some((place) => place.positions.spans.length > 0)) return null;
  const [listed] = held;
  if (listed !== undefined) return listed.name;
  if (places.length > 0 || isGiven(inTitle)) return null;
  for (const name of gaps.namesIn(candidate.title)) {
    if (!owned.ownsAnyVolume(name, authors)) continue;
    return isGiven(positionsAfterSeries(candidate.title, name)) ? null : name;
  }
  return null;
}

/** Whole volumes of a pack that are owned or on their way. */
export function countRepeats(listing: Listing, aim: Aim, ground: Ground): number {
  const { identity } = listing;
  if (aim.kind === 'work') {
    const byNumber = countKnownRepeats(identityAs(aim, identity), ground);
    return aim.match.isPack ? Math.max(byNumber, countListedRepeats(listing, ground)) : byNumber;
  }
  if (aim.kind !== 'series') return 0;
  const { owned, ledger } = ground;
  const { seriesKey: series, authorKeys, byPosition } = aim.target;
  let repeats = 0;
  for (const n of wholeVolumes(aim.positions)) {
    const gap = byPosition.get(n);
    const isComing =
      (gap !== undefined && ledger.gapKeys.has(gap.key)) ||
      isVolumeQueued(identity, ledger, { series, n });
    if (isComing || owned.ownsVolume(series, authorKeys, n)) repeats += 1;
  }
  return repeats;
}

/** Of the works that an omnibus lists by their titles, how many are owned or on their way. */
function countListedRepeats({ candidate, contents }: Listing, { owned, ledger }: Ground): number {
  const { title, authors } = candidate;
  const repeated = new Set<string>();
  for (const item of [...contents.titles, ...itemsInTitle(title)]) {
    const listed = identify({ title: item, authors, series: [] });
    const isComing = workKeys(listed).some((key) => ledger.workKeys.has(key));
    if (isComing || owned.ownsTitle(listed)) repeated.add(listed.titleKey);
  }
  return repeated.size;
}

/** Of the pack's own lists the one with the most repeats: the same volumes by several names. */
function countKnownRepeats(identity: Identity, { owned, ledger }: Ground): number {
  let most = 0;
  for (const { key: series, positions } of identity.places) {
    let repeats = 0;
    for (const n of wholeVolumes(positions)) {
      const isComing = isVolumeQueued(identity, ledger, { series, n });
      if (isComing || owned.ownsVolume(series, identity.authors, n)) repeats += 1;
    }
    most = Math.max(most, repeats);
  }
  return most;
}

function isVolumeQueued(
  identity: Identity,
  ledger: Ledger,
  { series, n }: { readonly series: string; readonly n: number },
): boolean {
  return identity.authors.some((author) => ledger.workKeys.has(`volume:${series}:${author}:${n}`));
}
