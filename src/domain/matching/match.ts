import { comparePersons, type Acquaintance } from '../authors.ts';
import { isGiven, isPack } from '../positions.ts';
import { seriesKey } from '../names.ts';
import { TAIL } from '../title-marks.ts';
import { pieceKey, plain, split } from '../title-pieces.ts';
import { compareTitles, type Likeness } from './likeness.ts';
import { NO_EVIDENCE, type Evidence } from './evidence.ts';
import { isMadeFromTheWork } from './made-from.ts';
import { areLedBy } from './led-titles.ts';
import { isRenumbered } from './renumbered.ts';
import { titleBeside, type WorkReading } from './reading.ts';
import { compareVolumes, type TitlePair, type VolumeMatch } from './volume.ts';

export { NO_EVIDENCE, type Evidence } from './evidence.ts';

/** How well what is offered matches the work that is wanted. */
export interface WorkMatch {
  readonly persons: Acquaintance;
  readonly likeness: Likeness;
  readonly volume: VolumeMatch;
  readonly evidence: Evidence;
  /** True when it holds more than the one work. */
  readonly isPack: boolean;
  /** `1 of 2`: a part only, or null. */
  readonly part: string | null;
  /** True when its number is that of another order of the series, of which one agrees. */
  readonly isRenumbered: boolean;
  /** Where it stands, by the keys of the series that it was compared in. */
  readonly places: WorkReading['places'];
  /** 0 to 100: how sure it is that this is the work. */
  readonly score: number;
}

/** What each likeness of titles is worth by itself. */
const TITLE_WORTH: Readonly<Record<Likeness, number>> = {
  same: 90,
  // Not enough by itself: its number, its length or its reader has to agree.
  renamed: 70,
  extended: 60,
  slip: 60,
  contained: 50,
  untold: 50,
  similar: 25,
  different: 10,
};
const SAME_VOLUME = 35;
const OTHER_VOLUME = -45;
const RENUMBERED_VOLUME = -10;
const TORN_VOLUME = -30;
const SAME_RUNTIME = 25;
const CLOSE_RUNTIME = 15;
const OTHER_RUNTIME = -20;
/** Its title names a series that the wanted work is not in: a spin-off. */
const OTHER_SERIES = -15;
/** The same, where it tells no title of its own: never without asking, but for its playing time. */
const UNTOLD_SPIN_OFF = -25;
const SAME_NARRATOR = 5;
const OTHER_NARRATOR = -15;
/** No series is wanted, and no later volume of one offered: a long subtitle describes, a short one may name a sequel. */
const DESCRIBED = 30;
const NAMED = 10;
const LONG_SUBTITLE = 16;
/** Summaries and samples bear the title of the work that they are about. */
const NOT_THE_WORK = -60;
const PACK_THAT_HOLDS_IT = 90;
const PACK_OF_UNKNOWN = 50;

const PERSONS_WORTH: Readonly<Record<Acquaintance, number>> = {
  same: 0,
  likely: -10,
  unknown: -30,
  // A pen name, if everything else agrees: never without asking.
  different: -95,
};
const MOST_BY_ANOTHER = 70;

/** Matches what is offered with what is wanted. Both were read with {@link readWork}. */
export function matchWorks(
  wanted: WorkReading,
  offered: WorkReading,
  evidence: Evidence = NO_EVIDENCE,
): WorkMatch {
  const titles = { wanted: titleBeside(wanted, offered), offered: titleBeside(offered, wanted) };
  const volume = compareVolumes(wanted, offered, titles);
  const likeness = likenessOf({ wanted, offered, titles }, evidence);
  const listed = comparePersons(wanted.persons, offered.persons);
  const persons = listed === 'unknown' && titles.offered.isAuthorNamed ? 'same' : listed;
  const isItself = volume.answer === 'same' || likeness === 'same';
  const isPackOffered =
    volume.answer === 'covered' ||
    (!isItself &&
      (isPack(volume.got) || titles.offered.isCollection || evidence.isListed === true));
  const found = {
    persons,
    likeness,
    volume,
    evidence,
    isPack: isPackOffered,
    part: titles.offered.part ?? discOf(titles),
    isRenumbered: isRenumbered({ likeness, volume, persons, evidence }, titles, offered.places),
    places: offered.places,
  };
  const score = scoreOf(found, { wanted, offered, titles });
  const most = persons === 'different' ? MOST_BY_ANOTHER : 100;
  return { ...found, score: Math.max(0, Math.min(most, score)) };
}

/** One disc is a part, unless that very disc is wanted. */
function discOf({ wanted, offered }: TitlePair): string | null {
  const keys = [wanted, offered].map(({ disc }) => pieceKey(disc ?? ''));
  return keys[0] === keys[1] ? null : (offered.disc ?? `no ${wanted.disc}`);
}

interface Sides {
  readonly wanted: WorkReading;
  readonly offered: WorkReading;
  readonly titles: TitlePair;
}

function scoreOf(found: Omit<WorkMatch, 'score'>, sides: Sides): number {
  const persons =
    PERSONS_WORTH[found.persons] +
    (isMadeFromTheWork(sides.wanted, sides.offered) ? NOT_THE_WORK : 0);
  if (found.volume.answer === 'covered') return PACK_THAT_HOLDS_IT + persons;
  const isUnnumbered = found.volume.answer === 'unknown';
  if (found.isPack && isUnnumbered && found.evidence.isListed !== undefined)
    return found.evidence.isListed ? PACK_THAT_HOLDS_IT + persons : 0;
  if (found.isPack)
    return (sharesSeries(sides) ? PACK_OF_UNKNOWN : 0) + persons + otherVolume(found);
  const isUntold = found.likeness === 'untold';
  const spinOff = isOfAnotherSeries(found, sides) ? (isUntold ? UNTOLD_SPIN_OFF : OTHER_SERIES) : 0;
  const worth = titleWorth(found, sides) + volumeWorth(found, sides) + evidenceWorth(found);
  return worth + spinOff + persons;
}

function likenessOf({ wanted, offered, titles }: Sides, evidence: Evidence): Likeness {
  const likeness = compareTitles(titles.wanted, titles.offered);
  if (likeness === 'same') return likeness;
  if (evidence.isNamedSo === true) return 'renamed';
  const series = new Set([...wanted.places.keys(), ...offered.places.keys()]);
  return areLedBy(series, titles) ? 'same' : likeness;
}

function isOfAnotherSeries(
  { likeness }: Omit<WorkMatch, 'score'>,
  { wanted, titles }: Sides,
): boolean {
  if (likeness === 'untold') {
    const { claims, pieces } = titles.offered;
    const isWanted = ({ key }: { key: string }) =>
      [...wanted.places.keys()].some((place) => place.includes(key) || key.includes(place));
    const isNamedAlike = titles.wanted.whole === titles.offered.whole;
    if (isNamedAlike || wanted.places.size === 0) return false;
    if (pieces.length > 0 || claims.length === 0) return false;
    return !claims.some(isWanted);
  }
  if (likeness !== 'different' && likeness !== 'similar') return false;
  return titles.offered.claims.some(({ key }) => !wanted.places.has(key));
}

function otherVolume({ volume }: Omit<WorkMatch, 'score'>): number {
  return volume.answer === 'other' ? OTHER_VOLUME : 0;
}

function sharesSeries({ wanted, offered }: Sides): boolean {
  return [...wanted.places.keys()].some((key) => offered.places.has(key));
}

function titleWorth({ likeness }: Omit<WorkMatch, 'score'>, sides: Sides): number {
  // A first volume that bears its series' name tells its title with it; a number does not.
  const { wanted, offered } = sides.titles;
  const isNamed =
    wanted.pieces.length === 0 && (!isGiven(wanted.positions) || bearsSeriesName(sides.wanted));
  if (likeness === 'untold' && isNamed && offered.pieces.length > 0) return TITLE_WORTH.different;
  return TITLE_WORTH[likeness];
}

/** `Outlander: Outlander, Book 1`: the series' name is the title, and stands there once more. */
function bearsSeriesName({ written, places }: WorkReading): boolean {
  const [head = '', ...rest] = split(plain(written.title)).map(({ text }) => text);
  const isSeries = (text: string): boolean => places.has(seriesKey(text.replace(TAIL, '')));
  return isSeries(head) && !TAIL.test(head) && rest.some(isSeries);
}

function volumeWorth(found: Omit<WorkMatch, 'score'>, sides: Sides): number {
  const { likeness, volume } = found;
  if (found.isRenumbered) return RENUMBERED_VOLUME;
  switch (volume.answer) {
    case 'same':
    case 'covered':
      return SAME_VOLUME;
    case 'other':
    case 'part':
      return OTHER_VOLUME;
    case 'torn':
      return TORN_VOLUME;
    case 'unknown':
      return unknownVolumeWorth(likeness, sides);
    default:
      return volume.answer satisfies never;
  }
}

function unknownVolumeWorth(likeness: Likeness, { wanted, offered, titles }: Sides): number {
  if (likeness === 'untold') {
    const first = [...wanted.places.values()].find(isGiven)?.spans[0]?.from ?? 1;
    return first === 1 && titles.wanted.whole === titles.offered.whole ? 40 : -20;
  }
  if (wanted.places.size > 0 || isLaterVolume(offered)) return 0;
  if (likeness === 'slip') return DESCRIBED;
  if (likeness !== 'extended') return 0;
  const [one, other] = [titles.wanted.pieces, titles.offered.pieces];
  const longer = one.length > other.length ? one : other;
  const more = longer.slice(Math.min(one.length, other.length)).join('');
  return more.length >= LONG_SUBTITLE ? DESCRIBED : NAMED;
}

/** A later volume may go on with its own name where the first one's title ends. */
function isLaterVolume({ places }: WorkReading): boolean {
  return [...places.values()].some((at) => (at.spans[0]?.from ?? 1) > 1);
}

function evidenceWorth({ evidence }: Omit<WorkMatch, 'score'>): number {
  const runtime = {
    exact: SAME_RUNTIME,
    agrees: CLOSE_RUNTIME,
    differs: OTHER_RUNTIME,
    unknown: 0,
  }[evidence.runtime];
  const narrators = { same: SAME_NARRATOR, likely: 0, unknown: 0, different: OTHER_NARRATOR }[
    evidence.narrators
  ];
  return runtime + narrators;
}
