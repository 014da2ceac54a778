import { comparePersons, personForms } from '../authors.ts';
import type { Candidate } from '../candidate.ts';
import { languageCode } from '../languages.ts';
import { minutesIn, timeApart } from '../lengths.ts';
import { narratorsOf } from '../narrators.ts';
import { namesInContents, volumesInContents } from '../matching/contents.ts';
import { matchWorks, type Evidence } from '../matching/match.ts';
import { readWork } from '../matching/reading.ts';
import { authorKeys } from '../names.ts';
import type { Gap } from '../gap.ts';
import type { Policy, PolicyOverride } from '../policy.ts';
import { covers, isGiven, isPack, wholeVolumes, type PositionSet } from '../positions.ts';
import type { Case } from '../reasons/case.ts';
import { identify, workKeys, type Identity } from '../works.ts';
import { takeAim, type Aim } from './aim.ts';
import { severalWorks } from './collections.ts';
import type { KnownGap } from './gap-index.ts';
import type { Ground, Listing } from './ground.ts';
import { countRepeats, isOwned, isQueued, unplacedIn } from './holding.ts';
import type { OwnedIndex } from './owned-index.ts';

type WorkAim = Extract<Aim, { kind: 'work' }>;

/** Reads a candidate. */
export function readListing(candidate: Candidate): Listing {
  const identity = identify(candidate);
  const narrators = narratorsOf(candidate);
  const given = candidate.runtimeMinutes ?? null;
  return {
    candidate,
    identity,
    reading: readWork(candidate),
    workKeys: workKeys(identity),
    narrators,
    narratorForms: personForms(narrators),
    runtimeMinutes: given !== null && given > 0 ? given : minutesIn(candidate.description),
  };
}

/**
 * Gathers all that a candidate's reasons depend on: a case for each known work that it may be, and
 * one for what it comes nearest to besides. At least one; independent of any other candidate.
 */
export function readCases(listing: Listing, ground: Ground): readonly [Case, ...Case[]] {
  const { identity, candidate, reading } = listing;
  const works = nearestWorks(
    ground.gaps.worksNear(reading).map((known) => aimAtWork(listing, known, ground)),
    ground.policy,
  );
  const other = takeAim(identity, candidate.title, ground.gaps);
  const isNear = other.kind === 'series' || other.kind === 'author';
  const aims = isNear || works.length === 0 ? [...works, other] : works;
  const [first = other, ...rest] = aims;
  const read = (aim: Aim): Case => readCase(listing, aim, ground);
  return [read(first), ...rest.map(read)];
}

/** Works that a candidate is surely not are of use for its refusal: of those the nearest are enough. */
function nearestWorks(works: readonly WorkAim[], { thresholds }: Policy): readonly WorkAim[] {
  if (works.length < 2) return works;
  let best = 0;
  for (const { match } of works) best = Math.max(best, match.score);
  return works.filter(({ match }) => match.score >= Math.min(best, thresholds.ask * 100));
}

function aimAtWork(listing: Listing, known: KnownGap, { policy, overrides }: Ground): WorkAim {
  const { reading } = known;
  const gap = inChosenRecording(known.gap, overrides.ofGap(known.gap));
  const evidence: Evidence = {
    runtime: compareRuntimes(gap.work?.runtimeMinutes ?? null, listing.runtimeMinutes, policy),
    narrators: comparePersons(
      gap === known.gap ? known.narratorForms : personForms(gap.work?.narrators ?? []),
      listing.narratorForms,
    ),
  };
  const first = matchWorks(reading, listing.reading, evidence);
  const isListed = first.isPack ? isInContents(listing, { gap, reading }, first.volume.want) : null;
  const match =
    isListed === null ? first : matchWorks(reading, listing.reading, { ...evidence, isListed });
  return { kind: 'work', gap, gaps: [gap], nearest: gap, match };
}

/** Where the owner wants another reader than the rest has, the known playing time says nothing. */
function inChosenRecording(gap: Gap, { narrators }: PolicyOverride): Gap {
  if (narrators === undefined || gap.work == null) return gap;
  const { work } = gap;
  const isSame = comparePersons(personForms(narrators), personForms(work.narrators)) === 'same';
  const runtimeMinutes = isSame ? work.runtimeMinutes : null;
  return { ...gap, work: { ...work, narrators, runtimeMinutes } };
}

/**
 * Whether the description of a collection of the wanted series names the title, or covers its
 * number; null when it tells neither that it does nor that it does not.
 */
function isInContents(
  listing: Listing,
  { gap, reading }: Pick<KnownGap, 'gap' | 'reading'>,
  want: PositionSet,
): boolean | null {
  const isOfSeries = [...reading.places.keys()].some((key) => listing.reading.places.has(key));
  if (!isOfSeries) return null;
  const { description } = listing.candidate;
  if (namesInContents(description, gap.work?.title ?? '')) return true;
  const volumes = wholeVolumes(want);
  const told = volumesInContents(description);
  if (!isGiven(told) || volumes.length === 0) return null;
  return volumes.every((n) => covers(told, n));
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

function readCase(listing: Listing, aim: Aim, ground: Ground): Case {
  const { ledger, owned, policy, overrides, userClass, today, budget } = ground;
  const { candidate, identity, workKeys: keys, runtimeMinutes } = listing;
  const holdsSeveral = holdsSeveralWorks(aim, identity);
  const aimedAt = 'gaps' in aim ? aim.gaps : [];
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
    isOwned:
      aim.kind === 'work' && !holdsSeveral ? owned.ownsTitle(identity) : isOwned(asked, owned),
    isQueued: isQueued(candidate, asked, ledger),
    isPack: holdsSeveral,
    wantedLanguage: wantedLanguage(aim, owned),
    userClass,
    policy,
    override: overrides.of(aim),
    unwanted: overrides.against(identity.places) ?? excludedBy(listing, aim, ground),
    narrators: listing.narrators,
    runtimeMinutes,
    today,
    budget,
    isRefusedBefore: ground.refusedBefore.has(candidate.sourceId),
    isRemoved: ground.removed.has(candidate.sourceId),
  };
}

/** What its owner has excluded is not wanted for its author's sake either. */
function excludedBy(
  { workKeys: keys }: Listing,
  aim: Aim,
  { excludedWorks }: Ground,
): string | null {
  const isExcluded = aim.kind === 'author' && keys.some((key) => excludedWorks.has(key));
  return isExcluded ? 'its work is excluded by you' : null;
}

function holdsSeveralWorks(aim: Aim, identity: Identity): boolean {
  if (aim.kind === 'work') return aim.match.isPack;
  return isPack(aim.kind === 'series' ? aim.positions : identity.positions);
}

function wantedLanguage(aim: Aim, owned: OwnedIndex): string | null {
  switch (aim.kind) {
    case 'none':
      return null;
    case 'work': {
      const { work, authors, series } = aim.gap;
      const own = languageCode(work?.language ?? null);
      return own ?? owned.languageOf(series ?? '', authorKeys(authors));
    }
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
