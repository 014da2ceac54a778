import type { Reason } from '../decision.ts';
import { contradicts, formatPositions, isGiven } from '../positions.ts';
import { discIn } from '../title-media.ts';
import type { Identity } from '../works.ts';
import type { Case, Check } from './case.ts';
import { isAnotherVolume } from './doubt.ts';

/** The series is wanted, but of another author. */
export const wrongAuthor: Check = ({ aim, candidate, policy }) => {
  const got = candidate.authors.join(', ') || 'no author given';
  if (aim.kind === 'work') {
    const { persons, score } = aim.match;
    if (persons === 'same' || persons === 'likely' || score >= policy.thresholds.ask * 100)
      return null;
    return { name: 'wrong-author', got, want: aim.gap.authors.join(' or ') };
  }
  if (aim.kind !== 'other-author') return null;
  return { name: 'wrong-author', got, want: aim.target.authors.join(' or ') };
};

/** The author is wanted, but for another series. */
export const wrongSeries: Check = ({ aim, identity }) => {
  if (aim.kind !== 'other-series') return null;
  const got = identity.places.map((place) => place.name).join(', ') || 'no series given';
  return { name: 'wrong-series', got, want: aim.target.name };
};

/** Author and series are right; the volume is none that is lacking, or only a part of one. */
export const wrongVolume: Check = (given) => {
  const { aim, candidate, identity } = given;
  if (aim.kind === 'work') return anotherVolume(given);
  if (aim.kind !== 'series' && aim.kind !== 'author') return null;
  const want = wantedVolume(given);
  const part = partInTitle(candidate.title);
  if (part !== null) return { name: 'wrong-volume', got: part, want };
  if (given.unplacedIn !== null) {
    return { name: 'wrong-volume', got: `no volume of ${given.unplacedIn} given`, want };
  }
  if (aim.kind !== 'series') return null;
  const doubt = doubleNumber(identity);
  if (doubt !== null) return { name: 'wrong-volume', got: doubt, want };
  if (aim.gaps.length > 0) return null;
  const isKnown = isGiven(aim.positions);
  return {
    name: 'wrong-volume',
    got: isKnown ? formatPositions(aim.positions) : 'no volume given',
    want,
  };
};

/** The work is known: its number, or a part of it, as the match saw it. */
function anotherVolume({ aim, policy }: Case): Reason | null {
  if (aim.kind !== 'work') return null;
  const { volume, part, likeness, score, persons, isPack } = aim.match;
  const want = isGiven(volume.want) ? formatPositions(volume.want) : 'the whole work';
  if (part !== null) return { name: 'wrong-volume', got: part, want };
  if (volume.answer === 'part' || isAnotherVolume(aim.match)) {
    return { name: 'wrong-volume', got: formatPositions(volume.got), want };
  }
  if (score >= policy.thresholds.ask * 100 || persons === 'different') return null;
  const isSilent = volume.answer === 'unknown' && likeness === 'untold' && !isPack;
  return isSilent ? { name: 'wrong-volume', got: 'no volume given', want } : null;
}

function wantedVolume({ aim, unplacedIn }: Case): string {
  if (aim.kind === 'series') return String(aim.nearest.position ?? 'a volume that is lacking');
  return unplacedIn === null ? 'a whole work' : 'a volume that is lacking';
}

// `(2 of 5)`, `[Part 2]`; but `Book 2 of 5` is a volume, and `Henry IV, Part 2` a title.
const PART_OF =
  /(?<!\b(?:books?|vols?|volumes?)\.?\s*#?)\b(?:part\s*)?(\d{1,2})\s+of\s+(\d{1,2})\b/iu;
const BRACKETED_PART = /[([]\s*(?:part|pt\.?)\s*(\d{1,2}|one|two|three|four|five)\s*[)\]]/iu;

/** The part of a work that a title claims to be, or null for a whole. */
function partInTitle(title: string): string | null {
  const part = PART_OF.exec(title) ?? BRACKETED_PART.exec(title);
  return part === null ? discIn(title) : part[0].replace(/[()[\]]/gu, '').trim();
}

/** List and title give different numbers in the only series that there is: doubt never wins. */
function doubleNumber({ places, inTitle }: Identity): string | null {
  const [place, second] = places;
  if (place === undefined || second !== undefined) return null;
  if (!contradicts(place.positions, inTitle)) return null;
  return `${formatPositions(place.positions)} by its list, ${formatPositions(inTitle)} by its title`;
}

/** Neither the author nor the series is among what is lacking. */
export const fillsNoGap: Check = ({ aim, candidate }) => {
  if (aim.kind !== 'none') return null;
  const by = candidate.authors.join(', ') || 'no author given';
  return { name: 'fills-no-gap', got: by, want: 'an author or a series with a gap' };
};
