import { isSlip } from '../authors.ts';
import { isGiven } from '../positions.ts';
import { pieceKey, type TitleReading } from '../titles.ts';

/**
 * How like two titles are:
 * - `same`: the same pieces, in whatever order
 * - `renamed`: what is offered says that this is another name of it
 * - `extended`: the one goes on where the other ends (`Sapiens: A Brief History …`)
 * - `slip`: one letter apart
 * - `contained`: the one is a later piece, or another name, of the other
 * - `similar`: most words in common (a regional title)
 * - `untold`: one of them, or both, tell series and number only
 * - `different`
 */
export type Likeness =
  | 'same'
  | 'renamed'
  | 'extended'
  | 'slip'
  | 'contained'
  | 'similar'
  | 'untold'
  | 'different';

/** Compares titles that were read with the same series in mind. Symmetric. */
export function compareTitles(a: TitleReading, b: TitleReading): Likeness {
  if (isFormerly(a, b) || isFormerly(b, a)) return 'same';
  if (a.pieces.length === 0 || b.pieces.length === 0) {
    const isOneNamed = a.pieces.length + b.pieces.length > 0;
    return isOneNamed && a.whole === b.whole ? 'same' : 'untold';
  }
  const likeness = a.whole !== '' && a.whole === b.whole ? 'same' : comparePieces(a, b);
  return likeness === 'same' && (saysMore(a, b) || saysMore(b, a)) ? 'extended' : likeness;
}

/** The one says that it had the other's title, which may be its series' name: no later volume's. */
function isFormerly(one: TitleReading, other: TitleReading): boolean {
  if (one.former.length === 0) return false;
  const whole = isGiven(other.positions) ? '' : other.whole;
  return one.former.includes(other.pieces.join('') || whole);
}

/** Something in brackets that is nothing of the other: `Night School (Deleted Scenes)`. */
function saysMore(one: TitleReading, other: TitleReading): boolean {
  const names = [...other.pieces, ...other.asides, ...other.claims.map(({ key }) => pieceKey(key))];
  return one.brackets.some((aside) => !names.some((name) => isWithin(aside, name)));
}

function isWithin(one: string, other: string): boolean {
  return one.includes(other) || other.includes(one);
}

function comparePieces(a: TitleReading, b: TitleReading): Likeness {
  const [one, other] = [a.pieces.join(''), b.pieces.join('')];
  if (one === other || sameSet(a.pieces, b.pieces)) return 'same';
  if (isNamedBy(a, b) && isNamedBy(b, a)) return 'same';
  if (isGoingOn(a.pieces, b.pieces) || isGoingOn(b.pieces, a.pieces)) return 'extended';
  if (isSlipOfPen(one, other)) return 'slip';
  if (isNamedBy(a, b) || isNamedBy(b, a)) return 'contained';
  return overlap(one, other) >= SIMILAR ? 'similar' : 'different';
}

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  const set = new Set(one);
  return set.size === new Set(other).size && other.every((piece) => set.has(piece));
}

function isGoingOn(short: readonly string[], long: readonly string[]): boolean {
  return short.length < long.length && short.every((piece, index) => long[index] === piece);
}

/** A plural, or another number, is another title. */
function isSlipOfPen(one: string, other: string): boolean {
  const numbersOf = (text: string) => text.replace(/\D+/gu, ' ').trim();
  if (numbersOf(one) !== numbersOf(other) || !isSlip(one, other)) return false;
  return `${one}s` !== other && `${other}s` !== one;
}

/** All that the first tells is among the pieces and other names of the second. */
function isNamedBy(first: TitleReading, second: TitleReading): boolean {
  const names = new Set([...second.pieces, ...second.asides, ...second.cut]);
  return first.pieces.every((piece) => names.has(piece));
}

const SIMILAR = 0.6;

/** Of the runs of three letters in both, the share that they have in common. */
function overlap(one: string, other: string): number {
  let [ofOne, ofOther, common] = [0, 0, 0];
  for (let start = 0; start + 3 <= one.length; start += 1) {
    const run = one.slice(start, start + 3);
    if (one.indexOf(run) !== start) continue;
    ofOne += 1;
    if (other.includes(run)) common += 1;
  }
  for (let start = 0; start + 3 <= other.length; start += 1) {
    if (other.indexOf(other.slice(start, start + 3)) === start) ofOther += 1;
  }
  return common / Math.max(1, Math.min(ofOne, ofOther) * 0.5 + Math.max(ofOne, ofOther) * 0.5);
}
