import { textKey } from '../names.ts';
import { readNumber } from '../numbers.ts';
import {
  contradicts,
  covers,
  formatPositions,
  isGiven,
  isPack,
  NO_POSITION,
  parsePositions,
  type PositionSet,
} from '../positions.ts';
import { pieceKey, type TitleReading } from '../titles.ts';
import type { WorkReading } from './reading.ts';

/** How the volume that is offered stands to the one that is wanted. */
export type VolumeAnswer =
  | 'same'
  /** A pack that holds it whole. */
  | 'covered'
  /** A part of it only. */
  | 'part'
  | 'other'
  /** Its list says one number and its title another. */
  | 'torn'
  | 'unknown';

/** The answer, with the two numbers that led to it. */
export interface VolumeMatch {
  readonly answer: VolumeAnswer;
  readonly got: PositionSet;
  readonly want: PositionSet;
}

/** Titles of both sides, read with each other's series in mind. */
export interface TitlePair {
  readonly wanted: TitleReading;
  readonly offered: TitleReading;
}

/** Compares volumes, within a series that both are in; numbers of different series say nothing. */
export function compareVolumes(
  wanted: WorkReading,
  offered: WorkReading,
  titles: TitlePair,
): VolumeMatch {
  const inOrder = compareInOrder(wanted, offered);
  const answers: VolumeMatch[] = inOrder === null ? [] : [inOrder];
  for (const [key, want] of inOrder === null ? wanted.places : []) {
    if (!isGiven(want)) continue;
    for (const [other, got] of offered.places) {
      if (seriesOf(other) !== seriesOf(key)) continue;
      const told = isGiven(got) ? got : titles.offered.positions;
      answers.push(compare(want, asPart(told, titles.offered.part)));
    }
  }
  const best = ANSWERS.map((answer) => answers.find((one) => one.answer === answer)).find(
    (one) => one !== undefined,
  );
  const found = best ?? compareLone(wanted, offered, titles);
  return isTorn(offered, titles.offered, found) ? { ...found, answer: 'torn' } : found;
}

/**
 * Where what is offered is numbered in two orders of one series, the order that both name tells;
 * null: it is not, or both name none.
 */
function compareInOrder(wanted: WorkReading, offered: WorkReading): VolumeMatch | null {
  if (![...offered.places.keys()].some((key) => key.includes('#'))) return null;
  for (const { name, position } of wanted.written.series) {
    const key = textKey(name);
    const same = offered.written.series.find((place) => textKey(place.name) === key);
    const [want, got] = [parsePositions(position), parsePositions(same?.position ?? null)];
    if (isGiven(want) && isGiven(got)) return compare(want, got);
  }
  return null;
}

/** Volumes where no series is common to both. */
function compareLone(wanted: WorkReading, offered: WorkReading, titles: TitlePair): VolumeMatch {
  const want = numberOf(wanted, titles.wanted);
  const lone = loneNumber(offered, titles.offered);
  if (!isGiven(want) && bearSameName(titles)) return compareFirst(offered, titles);
  // `Mistborn: Books 3-7` tells of which series it is: not of any other by its author.
  const isOfOther = isPack(lone) && titles.offered.pieces.length > 0;
  return compare(want, isOfOther ? NO_POSITION : lone);
}

/** `3.2` beside a title that says `Part 2` is the second part of 3, and nothing between 3 and 4. */
function asPart(positions: PositionSet, part: string | null): PositionSet {
  const [span, more] = positions.spans;
  const number = readNumber(/\d+|[a-z]+$/u.exec(part?.toLowerCase() ?? '')?.[0] ?? '');
  if (number === null || span === undefined || more !== undefined) return positions;
  const whole = Math.floor(span.from);
  const isTenth = span.from === span.to && Math.round((span.from - whole) * 10) === number;
  if (!isTenth || whole < 1) return positions;
  return { ...positions, spans: [{ from: whole, to: whole, part: number }] };
}

function bearSameName({ wanted, offered }: TitlePair): boolean {
  const [one, other] = [wanted.pieces.join(''), offered.pieces.join('')];
  return one === other && (one !== '' || wanted.whole === offered.whole);
}

/** A title without a number is that of a first volume, when another bears it with a number. */
function compareFirst(offered: WorkReading, { offered: title }: TitlePair): VolumeMatch {
  const name = title.pieces.join('') || title.whole;
  const named = [...offered.places].find(([key]) => pieceKey(key) === name)?.[1];
  // `Wrath (The Faithful and the Fallen, Book 4)` is numbered in a series of another name.
  const isOwnNumber = title.claims.every(({ key }) => pieceKey(key) === name);
  const got = isOwnNumber && isGiven(title.positions) ? title.positions : (named ?? NO_POSITION);
  const isOther = isGiven(got) && !covers(got, 1);
  return { answer: isOther ? 'other' : 'unknown', got, want: NO_POSITION };
}

/** The key of a series without the order that it is numbered in. */
function seriesOf(key: string): string {
  return key.split('#')[0] ?? key;
}

/** Of several series the one that agrees tells more than one that is numbered otherwise. */
const ANSWERS: readonly VolumeAnswer[] = ['same', 'covered', 'part', 'other'];

/** The number that a work's title gives, or that of the first series in which it has one. */
function numberOf(work: WorkReading, title: TitleReading): PositionSet {
  if (isGiven(title.positions)) return title.positions;
  return [...work.places.values()].find(isGiven) ?? NO_POSITION;
}

/** A number without a series: what the title gives, where no list gives one. */
function loneNumber(work: WorkReading, title: TitleReading): PositionSet {
  return [...work.places.values()].some(isGiven) ? NO_POSITION : title.positions;
}

/** Compares two positions in one series. */
export function compare(want: PositionSet, got: PositionSet): VolumeMatch {
  const answer = answerOf(want, got);
  return { answer, got, want };
}

function answerOf(want: PositionSet, got: PositionSet): VolumeAnswer {
  if (!isGiven(want) || !isGiven(got)) return 'unknown';
  if (want.aside || got.aside) return isBeside(want) && isBeside(got) ? 'unknown' : 'other';
  if (formatPositions(want) === formatPositions(got)) return 'same';
  const numbers = want.spans.flatMap(({ from, to }) => (from === to ? [from] : [from, to]));
  const isHeld = numbers.length > 0 && numbers.every((n) => holds(got, n));
  if (isHeld) return isPack(got) || got.spans.length > 1 ? 'covered' : 'same';
  const isPart = got.spans.some((span) => span.part !== null && numbers.includes(span.from));
  return isPart ? 'part' : 'other';
}

/** `Prequel`, and the numbers that prequels are given. */
function isBeside({ aside, spans }: PositionSet): boolean {
  return aside || spans.every(({ to }) => to < 1);
}

/** A half-number is held only where it is named: `1-3` does not bring 2.5. */
function holds(set: PositionSet, n: number): boolean {
  if (Number.isInteger(n)) return covers(set, n);
  return set.spans.some((span) => span.part === null && span.from === n && span.to === n);
}

function isTorn(offered: WorkReading, title: TitleReading, found: VolumeMatch): boolean {
  // Two numbers in one series, and no title to say which of them is meant.
  const isInTwoOrders = [...offered.places.keys()].some((key) => key.includes('#'));
  if (found.answer === 'same' && isInTwoOrders && title.pieces.length === 0) return true;
  // An omnibus has a number of its own beside its volumes' numbers.
  if (found.answer !== 'same' || offered.places.size !== 1 || isPack(found.want)) return false;
  const [listed = NO_POSITION] = offered.places.values();
  return contradicts(listed, title.positions);
}
