import { comparePersons, personForms } from '../authors.ts';
import type { Candidate } from '../candidate.ts';
import { languageCode } from '../languages.ts';
import { withoutMarkup } from '../free-text.ts';
import { minutesIn } from '../lengths.ts';
import { narratorsOf } from '../narrators.ts';
import { Contents, listsItsContents } from '../matching/contents.ts';
import { readWork } from '../matching/reading.ts';
import { otherTitles, penNames } from '../other-names.ts';
import { authorKeys } from '../names.ts';
import type { Gap } from '../gap.ts';
import type { Policy, PolicyOverride } from '../policy.ts';
import { isPack } from '../positions.ts';
import type { Case } from '../reasons/case.ts';
import { identify, workKeys, type Identity } from '../works.ts';
import { takeAim, type Aim } from './aim.ts';
import { severalWorks, signOfCollection } from './collections.ts';
import type { KnownGap } from './gap-index.ts';
import type { Ground, Listing } from './ground.ts';
import { matchListing } from './match-listing.ts';
import { readersFor } from './readers.ts';
import { countRepeats, identityAs, isOwned, isQueued, unplacedIn } from './holding.ts';
import type { OwnedIndex } from './owned-index.ts';

type WorkAim = Extract<Aim, { kind: 'work' }>;

/** Reads a candidate. */
export function readListing(written: Candidate): Listing {
  const description = withoutMarkup(written.description);
  const candidate = description === written.description ? written : { ...written, description };
  const { authors } = candidate;
  const identity = identify(candidate);
  const narrators = narratorsOf(candidate);
  const besides = penNames(authors, description);
  const persons = besides.length === 0 ? authors : [...authors, ...besides];
  const work = { ...candidate, authors: persons };
  const contents = new Contents({ ...candidate, narrators });
  return {
    candidate,
    identity,
    reading: readWork(work),
    workKeys: workKeys(identity),
    narrators,
    narratorForms: personForms(narrators),
    runtimeMinutes: runtimeOf(candidate),
    renamed: otherTitles(candidate).map((other) => readWork({ ...work, title: other })),
    contained: mayHoldSeveral(candidate, identity)
      ? contents.titles
          .slice(0, MOST_ITEMS)
          .map((item) => readWork({ ...work, title: item, series: [] }))
      : [],
    contents,
  };
}

/** A longer list is a text. */
const MOST_ITEMS = 60;

/** Whether a listing has any sign of a collection: of most, nobody reads what might be in it. */
function mayHoldSeveral(
  { title, authors, description }: Candidate,
  { places, inTitle }: Identity,
): boolean {
  if (isPack(inTitle) || places.some(({ positions }) => isPack(positions))) return true;
  // Of an author's whole shelf, which is in no series, nobody wants one book.
  const isSet = places.length > 0 && signOfCollection(title, authors) !== null;
  return isSet || listsItsContents(description);
}

function runtimeOf({ runtimeMinutes, description, tags }: Candidate): number | null {
  const given = runtimeMinutes ?? null;
  if (given !== null && given > 0) return given;
  return minutesIn(description) ?? minutesIn(tags.join('\n'));
}

/**
 * Gathers all that a candidate's reasons depend on: a case for each known work that it may be, and
 * one for what it comes nearest to besides. At least one; independent of any other candidate.
 */
export function readCases(listing: Listing, ground: Ground): readonly [Case, ...Case[]] {
  const { identity, candidate, reading, renamed, contained } = listing;
  const readings = [reading, ...renamed, ...contained];
  const known = new Set(readings.flatMap((one) => ground.gaps.worksNear(one)));
  const works = nearestWorks(
    [...known].map((one) => aimAtWork(listing, one, ground)),
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
  const gap = inChosenRecording(known.gap, overrides.ofGap(known.gap));
  const narratorForms =
    gap === known.gap ? known.narratorForms : personForms(gap.work?.narrators ?? []);
  const match = matchListing(listing, { ...known, gap, narratorForms }, policy);
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

function readCase(listing: Listing, aim: Aim, ground: Ground): Case {
  const { ledger, owned, policy, overrides, userClass, today, budget } = ground;
  const { candidate, identity, workKeys: keys, runtimeMinutes } = listing;
  const holdsSeveral = holdsSeveralWorks(aim, identity);
  const aimedAt = 'gaps' in aim ? aim.gaps : [];
  const override = overrides.of(aim);
  const known = identityAs(aim, identity);
  const asked = {
    identity: known,
    holdsSeveral,
    keys: known === identity ? keys : workKeys(known),
  };
  return {
    candidate,
    identity,
    workKeys: keys,
    aim,
    openGaps: aimedAt.filter((gap) => aim.kind === 'author' || !ledger.gapKeys.has(gap.key)),
    unplacedIn: aim.kind === 'author' ? unplacedIn(candidate, identity, ground) : null,
    severalWorks: aim.kind === 'author' ? severalWorks(candidate, identity, owned) : null,
    repeats: countRepeats(listing, aim, ground),
    isOwned:
      aim.kind === 'work' && !holdsSeveral ? owned.ownsTitle(identity) : isOwned(asked, owned),
    isQueued: isQueued(candidate, asked, ledger),
    isPack: holdsSeveral,
    wantedLanguage: wantedLanguage(aim, owned),
    userClass,
    policy,
    override,
    unwanted: overrides.against(identity.places) ?? excludedBy(listing, aim, ground),
    narrators: listing.narrators,
    ...readersFor(aim, listing, { owned, override }),
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
