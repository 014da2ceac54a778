import { seriesKey, textKey } from './names.ts';
import { isGiven, NO_POSITION, parsePositions, type PositionSet } from './positions.ts';
import { claimedKey, placeAtEnd, placeInHead, placeInWords } from './title-claims.ts';
import { LEAD, LIST_TAIL, LONE_NUMBER, TAIL, TITLED_VOLUME } from './title-marks.ts';
import { isDescription, isOrder, isPackaging, mayBeName, namesSeries } from './title-noise.ts';
import { outcomeOf, type Outcome } from './title-outcome.ts';
import { partIn } from './title-parts.ts';
import { namesAuthor, namesNarrator, withoutAuthor } from './title-persons.ts';
import type { Piece } from './title-pieces.ts';
import type { ToldPlace, WrittenTitle } from './title-reading.ts';
import { withoutSeries } from './title-without-series.ts';

/** Where a piece stands in its title. */
type Standing = Omit<Piece, 'text'> & { readonly isHead: boolean };

/** Sorts the pieces of one title. */
export class Sorter {
  readonly #written: WrittenTitle;
  readonly #telling: string[] = [];
  readonly #numbered: string[] = [];
  readonly #asides: string[] = [];
  readonly #claims: ToldPlace[] = [];
  readonly #told: ToldPlace[] = [];
  readonly #placed: string[] = [];
  #isAuthorNamed = false;
  #head: string | null = null;
  #isSeriesTold = false;
  #behindSeries: PositionSet = NO_POSITION;
  #claimed: PositionSet = NO_POSITION;
  #alone: PositionSet = NO_POSITION;
  /** A mark alone, and how many pieces stood before it: `Blue Gold: NUMA Files: Book 2`. */
  #mark: { readonly after: number; readonly position: string | undefined } | null = null;
  /** How many series were told before the last piece that is no mark. */
  #toldBefore = 0;
  #part: string | null = null;

  constructor(written: WrittenTitle) {
    this.#written = written;
  }

  /** Takes the next piece. */
  add(piece: Piece): void {
    const { text, isBracketed } = piece;
    const standing = { isBracketed, isFirst: this.#isFirst(), isHead: this.#head === null };
    const part = partIn(text, standing);
    if (part !== null) {
      this.#part = part.part;
      if (part.left === null) return;
      if (part.isTitle) this.#asides.push(part.left);
      else this.add({ ...piece, text: part.left });
      return;
    }
    if (isPackaging(text) || this.#isPerson(text)) return;
    const named = this.#withoutAuthor(text);
    const isHead = this.#head === null && !isBracketed;
    if (!isBracketed) this.#head ??= named;
    if (piece.isSpinOff === true) this.#claim(named, undefined);
    else this.#addNamed(isHead ? named.replace(UNTITLED, '') : named, { ...piece, isHead });
  }

  /** What the pieces tell, of the texts that they are from. */
  outcome(texts: readonly string[]): Outcome {
    this.#claimBeforeMark();
    const sorted = {
      telling: this.#telling,
      numbered: this.#numbered,
      asides: this.#asides,
      claims: this.#claims,
      told: this.#told,
      placed: this.#placed,
      isAuthorNamed: this.#isAuthorNamed,
      head: this.#head,
      isSeriesTold: this.#isSeriesTold,
      behindSeries: this.#behindSeries,
      claimed: this.#claimed,
      alone: this.#alone,
      part: this.#part,
    };
    return outcomeOf(sorted, this.#written, texts);
  }

  #isPerson(text: string): boolean {
    const { authors, narrators = [] } = this.#written;
    const isAuthor = namesAuthor(text, authors);
    if (isAuthor) this.#isAuthorNamed = true;
    return isAuthor || namesNarrator(text, narrators);
  }

  #withoutAuthor(text: string): string {
    const left = withoutAuthor(text, this.#written.authors);
    if (left !== null) this.#isAuthorNamed = true;
    return left ?? text;
  }

  /** A series and a number; the series may be the work, where nothing else is. */
  #claim(series: string, position: string | undefined): void {
    const positions = parsePositions(position ?? null);
    this.#numbered.push(series);
    this.#placed.push(series);
    this.#claims.push({ key: claimedKey(series, this.#written.seriesKeys), positions });
    this.#setClaimed(positions);
  }

  #setClaimed(positions: PositionSet): void {
    if (!isGiven(this.#claimed)) this.#claimed = positions;
  }

  #addNamed(text: string, piece: Standing): void {
    if (this.#isPlace(text, piece) || this.#isMarked(text, piece)) return;
    const { isBracketed } = piece;
    this.#toldBefore = this.#told.length;
    const name = text.replace(TAIL, '').trim();
    const isNumbered = name !== text;
    if (isNumbered && (textKey(name) === '' || isOrder(name))) return;
    const position = isNumbered ? TAIL.exec(text)?.[1] : undefined;
    const kept = this.#withoutSeries(name, position);
    if (kept === null || (isBracketed && this.#isList(name))) return;
    if (isNumbered && kept === name) {
      // `The Powder Mage Trilogy, Book 2` does name something.
      if (namesSeries(kept)) this.#claim(name, position);
      return;
    }
    if (!isNumbered && kept === name && this.#isNumberedAtEnd(kept, piece)) return;
    if (isDescription(kept) && !this.#isTitleLike(kept, isBracketed)) return;
    if (isBracketed) this.#asides.push(kept);
    else this.#telling.push(kept);
  }

  /** `The Third Book of …`, `Kommissar Dupins vierter Fall`. */
  #isPlace(text: string, { isHead }: Standing): boolean {
    const { seriesKeys } = this.#written;
    const place = isHead ? null : placeInWords(text);
    if (place === null) {
      const inHead = placeInHead(text, seriesKeys);
      if (inHead !== null) this.#claim(inHead.series, inHead.position);
      return inHead !== null;
    }
    const positions = parsePositions(place.position);
    this.#setClaimed(positions);
    if (place.series === null) return true;
    this.#placed.push(place.series);
    this.#told.push({ key: claimedKey(place.series, seriesKeys), positions });
    return true;
  }

  /** `Book 3 of …`, `Book 3: Title`, `Book 3`. */
  #isMarked(text: string, piece: Standing): boolean {
    const titled = piece.isBracketed ? TITLED_VOLUME.exec(text) : null;
    if (titled !== null) {
      this.#addTitled(titled[2] ?? '', titled[1]);
      return true;
    }
    const number = piece.isHead ? undefined : LONE_NUMBER.exec(text)?.[1];
    if (number !== undefined) {
      this.#setClaimed(parsePositions(number));
      return true;
    }
    const lead = LEAD.exec(text);
    if (lead === null) return false;
    const [, position, series, title = ''] = lead;
    if (series !== undefined) this.#claim(series, position);
    else if (title !== '') this.add({ ...piece, text: title });
    else if (!this.#isBehindTold(position) && !piece.isBracketed)
      this.#mark = { after: this.#telling.length, position };
    return true;
  }

  /** `Thrawn Ascendancy (Book I: Chaos Rising)`: what stands before is the series. */
  #addTitled(title: string, position: string | undefined): void {
    const key = seriesKey(title);
    // `(Book 1: The Founders Trilogy)` names the series, and no title.
    const isCalledSeries = key !== textKey(title).replace(/^the\s/u, '');
    if (isCalledSeries || this.#written.seriesKeys.has(key)) return this.#claim(title, position);
    const before = this.#telling.pop();
    this.#telling.push(title);
    if (before !== undefined) this.#claim(before, position);
  }

  /** A mark right behind the name of a series is its number. */
  #isBehindTold(position: string | undefined): boolean {
    const told = this.#told.at(-1);
    if (told === undefined || this.#told.length === this.#toldBefore) return false;
    if (isGiven(told.positions)) return false;
    this.#told[this.#told.length - 1] = { ...told, positions: parsePositions(position ?? null) };
    return true;
  }

  /** `A Royal Spyness Mystery 5`, `LBJ 1`, `A LitRPG Adventure 3`. */
  #isNumberedAtEnd(text: string, { isHead, isLast }: Standing): boolean {
    // Where nobody is named as its author, any piece may be a name, and none is sure to be a title.
    const isKnown = this.#written.authors.size > 0;
    const place = isHead || !isKnown ? null : placeAtEnd(text);
    if (place === null || (!isLast && place.series !== null)) return false;
    if (place.series !== null) this.#claim(place.series, place.position);
    else this.#setClaimed(parsePositions(place.position));
    return true;
  }

  /** `[3, 4]` behind the name of a series. */
  #isList(text: string): boolean {
    const list = LIST_TAIL.exec(text);
    if (list === null || list[0].length !== text.length) return false;
    this.#alone = parsePositions(text);
    return true;
  }

  /** `A Caribbean Mystery` at the head of a title is a name, though it sounds like a description. */
  #isTitleLike(text: string, isBracketed: boolean): boolean {
    const isHead = this.#isFirst() && this.#numbered.length === 0;
    return isHead && !isBracketed && mayBeName(text);
  }

  /** What is left of a piece without the series' name and number; null when nothing is. */
  #withoutSeries(text: string, position: string | undefined): string | null {
    const beside = { isFirst: this.#isFirst(), position };
    const { left, told, behind, alone } = withoutSeries(text, beside, this.#written);
    if (told !== undefined) {
      this.#isSeriesTold = true;
      this.#told.push(told);
    }
    if (behind !== undefined) this.#behindSeries = behind;
    if (alone !== undefined) this.#alone = alone;
    return left;
  }

  #isFirst(): boolean {
    return this.#telling.length === 0;
  }

  /** Behind a title of its own, what stands right before a mark is the series. */
  #claimBeforeMark(): void {
    const mark = this.#mark;
    if (mark === null || mark.after < 2 || mark.after !== this.#telling.length) return;
    this.#claim(this.#telling.pop() ?? '', mark.position);
  }
}

/** `Untitled Rivers of London 11`: a place that a publisher keeps. */
const UNTITLED = /^untitled\s+(?=\S)/iu;
