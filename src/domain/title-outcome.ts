import { seriesKey } from './names.ts';
import {
  isGiven,
  isPack,
  NO_POSITION,
  parsePositions,
  positionsInTitle,
  type PositionSet,
} from './positions.ts';
import { together } from './order.ts';
import { claimedKey } from './title-claims.ts';
import { MARK_ONLY, NUMBERED } from './title-marks.ts';
import { countInTitle, isCollection, isDescription, withoutPackaging } from './title-noise.ts';
import { isLastName } from './title-persons.ts';
import { BRACKETED, pieceKey, pieceKeys } from './title-pieces.ts';
import type { ToldPlace, TitleReading, WrittenTitle } from './title-reading.ts';
import { headOf } from './title-series.ts';

/** The pieces of a title, sorted. */
export interface SortedPieces {
  readonly telling: readonly string[];
  /** Pieces with a volume's mark: the series, or else the work. */
  readonly numbered: readonly string[];
  readonly asides: readonly string[];
  readonly claims: readonly ToldPlace[];
  readonly told: readonly ToldPlace[];
  /** What pieces say of the series that they name: no set, though they call it a trilogy. */
  readonly placed: readonly string[];
  readonly isAuthorNamed: boolean;
  /** The first piece that is no author's name. */
  readonly head: string | null;
  /** True once a piece was the series' name. */
  readonly isSeriesTold: boolean;
  readonly behindSeries: PositionSet;
  readonly claimed: PositionSet;
  readonly alone: PositionSet;
  readonly part: string | null;
}

/** A reading but for what the pieces were made from. */
export type Outcome = Omit<TitleReading, 'former' | 'cut' | 'disc'>;

/** What sorted pieces tell, of the texts that they are from. */
export function outcomeOf(
  sorted: SortedPieces,
  written: WrittenTitle,
  texts: readonly string[],
): Outcome {
  const [title = ''] = texts;
  const { telling, asides, told = sorted.told } = named(sorted, written, title);
  return {
    pieces: pieceKeys(telling),
    asides: pieceKeys(asides),
    brackets: pieceKeys(sorted.asides),
    claims: sorted.telling.length > 0 ? together(told, sorted.claims) : together(told),
    whole: pieceKey(
      telling.length > 0
        ? withoutPackaging(title.replace(BRACKETED, ' '))
        : headOf(sorted.head ?? title),
    ),
    positions: positionsOf(sorted, telling, texts),
    part: sorted.part,
    isAuthorNamed: sorted.isAuthorNamed,
    isCollection: texts.some((text) => isCollection(withoutPlaces(text, sorted.placed))),
  };
}

function positionsOf(
  { placed, behindSeries, claimed, alone }: SortedPieces,
  telling: readonly string[],
  texts: readonly string[],
): PositionSet {
  const marked = texts.map(positionsInTitle).find(isGiven) ?? NO_POSITION;
  const count = telling.length <= 1 && placed.length === 0 ? countInTitle(texts[0] ?? '') : null;
  const implied = count === null ? NO_POSITION : parsePositions(`1-${count}`);
  return [marked, behindSeries, claimed, implied].find(isGiven) ?? alone;
}

/** `Book Three of the Kilo-Five Trilogy` is one of three. */
function withoutPlaces(text: string, placed: readonly string[]): string {
  if (placed.length === 0 || isPack(positionsInTitle(text))) return text;
  return placed.reduce((left, name) => left.replace(name, ''), text);
}

/** The pieces that tell the work, those that may, and the series told with what is seen by now. */
interface Named {
  readonly telling: readonly string[];
  readonly asides: readonly string[];
  readonly told?: readonly ToldPlace[];
}

function named(sorted: SortedPieces, written: WrittenTitle, title: string): Named {
  const telling = withoutLastName(sorted, written);
  const asides = [...sorted.asides, ...sorted.numbered];
  const [first = '', ...more] = telling;
  // `Drizzt 07 - The Legacy`, where nobody says that Drizzt is a series.
  const [, called, number] = NUMBERED.exec(first) ?? [];
  const name = called?.replace(NUMBER_WORD, '');
  if (more.length > 0 && name !== undefined && !/\bpart$/iu.test(name)) {
    const place = { key: seriesKey(name), positions: parsePositions(number ?? null) };
    return { telling: more, asides: [...asides, name], told: [...sorted.told, place] };
  }
  if (telling.length > 0) return { telling, asides };
  const [head, ...rest] = sorted.numbered.filter((piece) => !isOfSeries(piece, sorted, written));
  if (head !== undefined) return { telling: [head], asides: [...sorted.asides, ...rest] };
  const isUntold = sorted.isSeriesTold || sorted.numbered.length > 0 || MARK_ONLY.test(title);
  return {
    telling: isUntold ? [] : [title.replace(BRACKETED, ' ')],
    asides: sorted.asides,
  };
}

/** `Town No. 2 - Green Hills` is of Town. */
const NUMBER_WORD = /(?<=\S),?\s+(?:no|nr|num|number)\.?$/iu;

/** `Durant - Our Oriental Heritage` without its author. */
function withoutLastName({ telling, head }: SortedPieces, written: WrittenTitle) {
  const [first = '', ...more] = telling;
  const isAuthor = more.length > 0 && first === head && isLastName(first, written.authors);
  return isAuthor ? more : telling;
}

/** `Jackson Lamb Thriller 7` behind `Slough House`, which is a series too. */
function isOfSeries(piece: string, sorted: SortedPieces, { seriesKeys }: WrittenTitle): boolean {
  const isCalled = sorted.isSeriesTold && isDescription(`A ${piece}`);
  const keys = [seriesKey(piece), claimedKey(piece, seriesKeys)];
  return isCalled || keys.some((key) => seriesKeys.has(key));
}
