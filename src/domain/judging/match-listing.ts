import { comparePersons } from '../authors.ts';
import type { Gap } from '../gap.ts';
import { timeApart } from '../lengths.ts';
import { isListedInTitle, listsItsContents, volumesInContents } from '../matching/contents.ts';
import { readAsKin } from '../matching/kin.ts';
import type { Likeness } from '../matching/likeness.ts';
import { matchWorks, type Evidence, type WorkMatch } from '../matching/match.ts';
import type { WorkReading } from '../matching/reading.ts';
import { isNamedSo } from '../matching/renamed.ts';
import { isCast } from '../narrators.ts';
import type { Policy } from '../policy.ts';
import { covers, isGiven, isPack, wholeVolumes, type PositionSet } from '../positions.ts';
import { nameOf, pieceKey } from '../titles.ts';
import { signOfCollection } from './collections.ts';
import type { KnownGap } from './gap-index.ts';
import type { Listing } from './ground.ts';

/** A listing, and the gap whose known work it may be. */
interface Pairing {
  readonly listing: Listing;
  readonly known: KnownGap;
  readonly evidence: Evidence;
}

/**
 * How well a listing matches the known work of a gap: as it is written, and where that does not do,
 * as if a series that it names otherwise bore the name that the gap knows it by.
 */
export function matchListing(listing: Listing, known: KnownGap, policy: Policy): WorkMatch {
  const evidence = readEvidence(listing, known, policy);
  const pairing = { listing, known, evidence };
  const plain = matchAs(listing.reading, pairing);
  const accepted = policy.thresholds.accept * 100;
  const isByOther = plain.persons === 'different';
  const kin = isByOther ? null : readAsKin(known.reading, listing.reading);
  if (kin === null) return plain;
  const isClear = plain.score >= accepted;
  // Whatever speaks for it: the same volumes are owned, and on their way, by the other name.
  if (isClear && kin.kinship === 'like') return plain;
  const asKin = matchAs(kin.reading, pairing);
  // A number that differs is a doubt by whatever name.
  if (isClear) return asKin.volume.answer === 'other' ? asKin : { ...plain, places: asKin.places };
  const isTold = isToldToo(asKin, pairing);
  if ((kin.kinship === 'like' && !isTold) || asKin.score <= plain.score) return plain;
  return isTold ? asKin : { ...asKin, score: Math.min(asKin.score, accepted - 1) };
}

/** A series that is named otherwise may be one of its own: its number counts beside a title only. */
function isToldToo({ isPack: holdsSeveral, likeness, evidence }: WorkMatch, pairing: Pairing) {
  if (holdsSeveral && likeness !== 'same') return evidence.isListed === true;
  const { listing, known } = pairing;
  return TELLING.has(likeness) && !bearsSeriesName(known.reading, listing.reading);
}

const TELLING: ReadonlySet<Likeness> = new Set([
  'same',
  'renamed',
  'extended',
  'slip',
  'contained',
] as const);

/** A first volume that bears its series' name: wherever it stands, the series may be meant. */
function bearsSeriesName({ title, places }: WorkReading, offered: WorkReading): boolean {
  const name = nameOf(title);
  return [...places.keys(), ...offered.places.keys()].some((key) => pieceKey(key).includes(name));
}

function matchAs(offered: WorkReading, pairing: Pairing): WorkMatch {
  const { known, evidence } = pairing;
  const first = matchWorks(known.reading, offered, evidence);
  const isListed = first.isPack
    ? isInContents(offered, pairing, first.volume.want)
    : isHeldWithin(first, pairing) || null;
  return isListed === null ? first : matchWorks(known.reading, offered, { ...evidence, isListed });
}

/** What a listing tells that is no title, no author and no number. */
function readEvidence(
  { runtimeMinutes, narrators, narratorForms, renamed }: Listing,
  { gap, reading, narratorForms: wanted }: KnownGap,
  policy: Policy,
): Evidence {
  const readBy = comparePersons(wanted, narratorForms);
  const areCasts = readBy === 'different' && isCast(narrators) && isCast(narratorsOf(gap));
  return {
    runtime: compareRuntimes(gap.work?.runtimeMinutes ?? null, runtimeMinutes, policy),
    narrators: areCasts ? 'likely' : readBy,
    isNamedSo: isNamedSo(reading, renamed),
    mayBeRenumbered: true,
  };
}

function narratorsOf({ work }: Gap): readonly string[] {
  return work?.narrators ?? [];
}

function compareRuntimes(
  want: number | null,
  got: number | null,
  { runtime }: Policy,
): Evidence['runtime'] {
  if (want === null || got === null) return 'unknown';
  const apart = timeApart(want, got);
  if (apart <= runtime.same / 3) return 'exact';
  if (apart <= runtime.same) return 'agrees';
  return apart >= runtime.other ? 'differs' : 'unknown';
}

/**
 * Whether the description of a collection of the wanted series names the title, or covers its
 * number; null when it tells neither that it does nor that it does not.
 */
function isInContents(
  offered: WorkReading,
  { listing, known: { gap, reading } }: Pairing,
  want: PositionSet,
): boolean | null {
  const title = gap.work?.title ?? '';
  const isOfSeries = [...reading.places.keys()].some((key) => offered.places.has(key));
  if (listing.contents.names(title, volumesOf(listing))) return true;
  if (!isOfSeries) return null;
  const volumes = wholeVolumes(want);
  const told = volumesInContents(listing.candidate.description);
  if (!isGiven(told) || volumes.length === 0) return null;
  return volumes.every((n) => covers(told, n));
}

/** True for an omnibus under a title of its own that lists the wanted work among others. */
function isHeldWithin(first: WorkMatch, { listing, known }: Pairing): boolean {
  const { candidate, identity, contents } = listing;
  const title = known.gap.work?.title ?? '';
  if (first.likeness === 'same' || first.volume.answer !== 'unknown') return false;
  if (bearsSeriesName(known.reading, listing.reading)) return false;
  if (isListedInTitle(candidate.title, title)) return true;
  const isSeveral =
    identity.places.some(({ name, positions }) => isPack(positions) || OF_SETS.test(name)) ||
    isPack(identity.inTitle) ||
    signOfCollection(candidate.title, candidate.authors) !== null ||
    listsItsContents(candidate.description);
  return isSeveral && contents.names(title, volumesOf(listing));
}

/** How many volumes it says that it has; 0 where it says nothing. */
function volumesOf({ identity: { places, inTitle } }: Listing): number {
  const told = [...places.map(({ positions }) => positions), inTitle];
  return Math.max(...told.map((positions) => wholeVolumes(positions).length));
}

const OF_SETS = /\bomnibus(?:es)?\b/iu;
