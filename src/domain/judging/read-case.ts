import type { Candidate } from '../candidate.ts';
import { authorKeys } from '../names.ts';
import { formatPositions, isGiven, isPack, wholeVolumes } from '../positions.ts';
import type { Case } from '../reasons/case.ts';
import { identify, placeNumbers, positionsAfterSeries, workKeys, type Identity } from '../works.ts';
import { takeAim, type Aim } from './aim.ts';
import { signOfCollection } from './collections.ts';
import type { GapIndex } from './gap-index.ts';
import type { OwnedIndex } from './owned-index.ts';

/** What is already on its way, from this run and earlier ones. */
export interface Ledger {
  /** Ids, at their source, of torrents chosen before. */
  readonly sourceIds: ReadonlySet<string>;
  /** Keys (`workKeysOf`) of the works chosen before, from whatever torrent. */
  readonly workKeys: ReadonlySet<string>;
  /** Gaps that have been given a torrent. */
  readonly gapKeys: ReadonlySet<string>;
}

/** What a case is read against. */
export interface Ground {
  readonly gaps: GapIndex;
  readonly owned: OwnedIndex;
  readonly ledger: Ledger;
  readonly userClass: string | null;
  readonly minSeeders: number;
}

/** Gathers all that a candidate's reasons depend on. Independent of any other candidate. */
export function readCase(candidate: Candidate, ground: Ground): Case {
  const { ledger, owned } = ground;
  const identity = identify(candidate);
  const aim = takeAim(identity, candidate.title, ground.gaps);
  const keys = workKeys(identity);
  const holdsSeveral = isPack(aim.kind === 'series' ? aim.positions : identity.positions);
  const aimedAt = aim.kind === 'series' || aim.kind === 'author' ? aim.gaps : [];
  const asked = { identity, holdsSeveral, keys };
  return {
    candidate,
    identity,
    workKeys: keys,
    aim,
    openGaps: aimedAt.filter((gap) => aim.kind === 'author' || !ledger.gapKeys.has(gap.key)),
    unplacedIn: aim.kind === 'author' ? unplacedIn(candidate, identity, ground) : null,
    severalWorks: aim.kind === 'author' ? severalWorks(candidate, identity, owned) : null,
    repeats: countRepeats(identity, aim, ground),
    isOwned: isOwned(asked, owned),
    isQueued: ledger.sourceIds.has(candidate.sourceId) || isWorkQueued(asked, ledger),
    isPack: holdsSeveral,
    wantedLanguage: wantedLanguage(aim, owned),
    userClass: ground.userClass,
    minSeeders: ground.minSeeders,
  };
}

interface Asked {
  readonly identity: Identity;
  readonly holdsSeveral: boolean;
  readonly keys: readonly string[];
}

/** A pack is owned when all of its volumes are; a single also by its title alone. */
function isOwned({ identity, holdsSeveral }: Asked, owned: OwnedIndex): boolean {
  if (!holdsSeveral && owned.ownsTitle(identity)) return true;
  return identity.places.some((place) => {
    const numbers = placeNumbers(place.positions);
    if (numbers.length === 0) return false;
    return numbers.every((n) => owned.ownsVolume(place.key, identity.authors, n));
  });
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
function unplacedIn(candidate: Candidate, identity: Identity, ground: Ground): string | null {
  const { authors, places, inTitle } = identity;
  const held = places.filter((place) => ground.owned.ownsAnyVolume(place.key, authors));
  if (held.some((place) => place.positions.spans.length > 0)) return null;
  const [listed] = held;
  if (listed !== undefined) return listed.name;
  if (places.length > 0 || isGiven(inTitle)) return null;
  for (const name of ground.gaps.namesIn(candidate.title)) {
    if (!ground.owned.ownsAnyVolume(name, authors)) continue;
    return isGiven(positionsAfterSeries(candidate.title, name)) ? null : name;
  }
  return null;
}

/** A collection says nothing of what is in it; a pack of volumes is compared with those owned. */
function severalWorks(
  { title, authors }: Candidate,
  identity: Identity,
  owned: OwnedIndex,
): string | null {
  const sign = signOfCollection(title, authors);
  if (sign !== null) return sign;
  for (const { key, positions } of identity.places) {
    if (!isPack(positions)) continue;
    const volumes = wholeVolumes(positions);
    const repeated = volumes.filter((n) => owned.ownsVolume(key, identity.authors, n)).length;
    if (repeated * 2 < volumes.length) continue;
    const fresh = volumes.length - repeated;
    return `${formatPositions(positions)}: ${fresh} new, ${repeated} repeated`;
  }
  return null;
}

/** Whole volumes of a pack that are owned or on their way. */
function countRepeats(identity: Identity, aim: Aim, { owned, ledger }: Ground): number {
  if (aim.kind !== 'series') return 0;
  const { seriesKey, authorKeys, byPosition } = aim.target;
  let repeats = 0;
  for (const n of wholeVolumes(aim.positions)) {
    const gap = byPosition.get(n);
    const isComing =
      (gap !== undefined && ledger.gapKeys.has(gap.key)) ||
      identity.authors.some((author) => ledger.workKeys.has(`volume:${seriesKey}:${author}:${n}`));
    if (isComing || owned.ownsVolume(seriesKey, authorKeys, n)) repeats += 1;
  }
  return repeats;
}

function wantedLanguage(aim: Aim, owned: OwnedIndex): string | null {
  switch (aim.kind) {
    case 'none':
      return null;
    case 'author':
      return owned.languageOf(
        '',
        aim.gaps.flatMap((gap) => authorKeys(gap.authors)),
      );
    case 'series':
    case 'other-series':
    case 'other-author':
      return owned.languageOf(aim.target.seriesKey, aim.target.authorKeys);
    default:
      return aim satisfies never;
  }
}
