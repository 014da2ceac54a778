import { seriesKey, textKey } from './names.ts';
import {
  isGiven,
  isPack,
  NO_POSITION,
  parsePositions,
  positionsInTitle,
  type PositionSet,
} from './positions.ts';
import { claimedKey, placeAtEnd, placeInHead, placeInWords } from './title-claims.ts';
import {
  COLLECTION_TAIL,
  LEAD,
  LIST_TAIL,
  MARK_ONLY,
  NUMBERED,
  PART,
  PART_LEAD,
  PART_TAIL,
  TAIL,
  TITLED_VOLUME,
} from './title-marks.ts';
import {
  countInTitle,
  isCollection,
  isDescription,
  isOrder,
  isPackaging,
  mayBeName,
  namesSeries,
  withoutPackaging,
} from './title-noise.ts';
import { isLastName, namesAuthor, namesNarrator, withoutAuthor } from './title-persons.ts';
import { BRACKETED, pieceKey, pieceKeys, type Piece } from './title-pieces.ts';
import type { TitleReading, WrittenTitle } from './title-reading.ts';
import { behindAuthor, headOf, seriesAtStart } from './title-series.ts';

type Told = { readonly key: string; readonly positions: PositionSet };

/** Sorts the pieces of one title. */
export class Sorter {
  readonly #written: WrittenTitle;
  readonly #telling: string[] = [];
  /** Pieces with a volume's mark: the series, or else the work. */
  readonly #numbered: string[] = [];
  readonly #asides: string[] = [];
  readonly #claims: Told[] = [];
  readonly #told: Told[] = [];
  /** What pieces say of the series that they name: no set, though they call it a trilogy. */
  readonly #placed: string[] = [];
  #isAuthorNamed = false;
  /** The first piece that is no author's name. */
  #head: string | null = null;
  /** True once a piece was the series' name. */
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
    const isBehind = isBracketed || this.#telling.length > 0;
    if (PART.test(text) && isBehind) {
      this.#part = text;
      return;
    }
    const lead = isBracketed || this.#telling.length === 0 ? null : PART_LEAD.exec(text);
    if (lead !== null) {
      this.#part = lead[0].trim();
      this.#asides.push(text.slice(lead[0].length));
      return;
    }
    const tail = PART_TAIL.exec(text);
    if (tail !== null && !/(?:book|vol(?:ume)?)\s+\d+\s+of\s+\d+$/iu.test(text)) {
      this.#part = tail[0].trim().replace(/^,\s*/u, '');
      this.add({ ...piece, text: text.slice(0, tail.index) });
      return;
    }
    if (isPackaging(text) || this.#isPerson(text)) return;
    const named = this.#withoutAuthor(text);
    const isHead = this.#head === null && !isBracketed;
    if (!isBracketed) this.#head ??= named;
    if (piece.isSpinOff === true) this.#claim(named, undefined);
    else this.#addNamed(isHead ? named.replace(UNTITLED, '') : named, { ...piece, isHead });
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
    if (!isGiven(this.#claimed)) this.#claimed = positions;
  }

  #addNamed(text: string, piece: Omit<Piece, 'text'> & { readonly isHead: boolean }): void {
    if (this.#isPlace(text, piece) || this.#isMarked(text, piece)) return;
    const { isBracketed } = piece;
    this.#toldBefore = this.#told.length;
    const named = text.replace(TAIL, '').trim();
    const isNumbered = named !== text;
    if (isNumbered && (textKey(named) === '' || isOrder(named))) return;
    const position = isNumbered ? TAIL.exec(text)?.[1] : undefined;
    const kept = this.#withoutSeries(named, position);
    if (kept === null || (isBracketed && this.#isList(named))) return;
    if (isNumbered && kept === named) {
      // `The Powder Mage Trilogy, Book 2` does name something.
      if (namesSeries(kept)) this.#claim(named, position);
      return;
    }
    if (!isNumbered && kept === named && this.#isNumberedAtEnd(kept, piece)) return;
    if (isDescription(kept) && !this.#isTitleLike(kept, isBracketed)) return;
    if (isBracketed) this.#asides.push(kept);
    else this.#telling.push(kept);
  }

  /** `The Third Book of …`, `Kommissar Dupins vierter Fall`. */
  #isPlace(text: string, { isHead }: { readonly isHead: boolean }): boolean {
    const { seriesKeys } = this.#written;
    const inHead = placeInHead(text, seriesKeys);
    if (inHead?.series !== undefined && inHead.series !== null) {
      this.#claim(inHead.series, inHead.position);
      return true;
    }
    const place = isHead ? null : placeInWords(text);
    if (place === null) return false;
    const positions = parsePositions(place.position);
    if (!isGiven(this.#claimed)) this.#claimed = positions;
    if (place.series !== null) {
      this.#placed.push(place.series);
      this.#told.push({ key: claimedKey(place.series, seriesKeys), positions });
    }
    return true;
  }

  /** `Book 3 of …`, `Book 3: Title`, `Book 3`. */
  #isMarked(text: string, piece: Omit<Piece, 'text'>): boolean {
    const { isBracketed } = piece;
    const titled = isBracketed ? TITLED_VOLUME.exec(text) : null;
    if (titled !== null) {
      this.#addTitled(titled[2] ?? '', titled[1]);
      return true;
    }
    const lead = LEAD.exec(text);
    if (lead === null) return false;
    const [, position, series, title = ''] = lead;
    if (series !== undefined) this.#claim(series, position);
    else if (title !== '') this.add({ ...piece, text: title });
    else if (!this.#isBehindTold(position) && !isBracketed)
      this.#mark = { after: this.#telling.length, position };
    return true;
  }

  /** `Thrawn Ascendancy (Book I: Chaos Rising)`: what stands before is the series. */
  #addTitled(title: string, position: string | undefined): void {
    const isSeries = this.#isSeries(title) || seriesKey(title) !== textKey(title).replace(/^the\s/u, '');
    const before = isSeries ? undefined : this.#telling.pop();
    if (isSeries) this.#claim(title, position);
    else this.#telling.push(title);
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
  #isNumberedAtEnd(
    text: string,
    { isHead, isLast }: { readonly isHead: boolean; readonly isLast: boolean },
  ): boolean {
    // Where nobody is named as its author, any piece may be a name, and none is sure to be a title.
    const isKnown = this.#written.authors.size > 0;
    const place = isHead || !isLast || !isKnown ? null : placeAtEnd(text);
    if (place === null) return false;
    if (place.series !== null) this.#claim(place.series, place.position);
    else if (!isGiven(this.#claimed)) this.#claimed = parsePositions(place.position);
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
    const words = textKey(text.replace(COLLECTION_TAIL, '')).replace(/^(?:an?|the)\s/u, '');
    if (/^\d{1,3}$/u.test(words)) {
      this.#alone = parsePositions(words);
      return this.#isFirst() ? null : text;
    }
    if (/^[a-z]{1,6}\d{1,2}$/u.test(words) && this.#isFirst() && /\p{Lu}/u.test(text)) {
      this.#alone = parsePositions(/\d+$/u.exec(words)?.[0] ?? null);
      return null;
    }
    const behind = this.#isFirst() ? behindAuthor(words, this.#written.authors) : null;
    for (const from of behind === null ? [words] : [words, behind]) {
      const found = seriesAtStart(from, text, this.#written.seriesKeys);
      if (found === null) continue;
      this.#isSeriesTold = true;
      // A dash is none of the words: `The Saxon Tales 1-3`.
      const range = positionsInTitle(text);
      const inText = isPack(range) ? range : found.positions;
      if (inText.spans.length > 0) this.#behindSeries = inText;
      const positions = isGiven(inText) ? inText : parsePositions(position ?? null);
      this.#told.push({ key: found.key, positions });
      return isPack(range) ? null : found.left;
    }
    return this.#withoutTrailingSeries(text);
  }

  #isFirst(): boolean {
    return this.#telling.length === 0;
  }

  /** `Storm Front, The Dresden Files` without its last part. */
  #withoutTrailingSeries(text: string): string | null {
    const comma = text.lastIndexOf(', ');
    if (comma < 0) return text;
    const [head, last] = [text.slice(0, comma), text.slice(comma + 2)];
    const words = textKey(last).replace(/^the\s/u, '');
    const named = seriesAtStart(words, last, this.#written.seriesKeys);
    if (named?.left === null) {
      if (isGiven(named.positions)) this.#behindSeries = named.positions;
      return head;
    }
    return isDescription(last) || isPackaging(last) ? head : text;
  }

  /** Behind a title of its own, what stands right before a mark is the series. */
  #claimBeforeMark(): void {
    const mark = this.#mark;
    if (mark === null || mark.after < 2 || mark.after !== this.#telling.length) return;
    this.#claim(this.#telling.pop() ?? '', mark.position);
  }

  /** What the pieces tell, of the texts that they are from. */
  reading(texts: readonly string[]): Omit<TitleReading, 'former' | 'cut'> {
    const [title = ''] = texts;
    this.#claimBeforeMark();
    const { telling, asides } = this.#sorted(title);
    const marked = texts.map(positionsInTitle).find(isGiven);
    const given = [marked ?? NO_POSITION, this.#behindSeries, this.#claimed].find(isGiven);
    const count = telling.length <= 1 && this.#placed.length === 0 ? countInTitle(title) : null;
    const implied = count === null ? NO_POSITION : parsePositions(`1-${count}`);
    return {
      pieces: pieceKeys(telling),
      asides: pieceKeys(asides),
      brackets: pieceKeys(this.#asides),
      claims: this.#telling.length > 0 ? [...this.#told, ...this.#claims] : this.#told,
      whole: pieceKey(
        telling.length > 0
          ? withoutPackaging(title.replace(BRACKETED, ' '))
          : headOf(this.#head ?? title),
      ),
      positions: given ?? (isGiven(implied) ? implied : this.#alone),
      part: this.#part,
      isAuthorNamed: this.#isAuthorNamed,
      isCollection: texts.some((text) => isCollection(this.#withoutPlaces(text))),
    };
  }

  /** `Book Three of the Kilo-Five Trilogy` is one of three. */
  #withoutPlaces(text: string): string {
    if (isPack(positionsInTitle(text))) return text;
    return this.#placed.reduce((left, name) => left.replace(name, ''), text);
  }

  #sorted(title: string): { telling: readonly string[]; asides: readonly string[] } {
    const named = this.#withoutLastName();
    const [first = '', ...more] = named;
    // `Drizzt 07 - The Legacy`, where nobody says that Drizzt is a series.
    const numbered = NUMBERED.exec(first);
    if (more.length > 0 && numbered?.[1] !== undefined && !/\bpart$/iu.test(numbered[1])) {
      this.#told.push({
        key: seriesKey(numbered[1]),
        positions: parsePositions(numbered[2] ?? null),
      });
      return { telling: more, asides: [...this.#asides, ...this.#numbered, numbered[1]] };
    }
    if (named.length > 0) return { telling: named, asides: [...this.#asides, ...this.#numbered] };
    const [head, ...rest] = this.#numbered.filter((piece) => !this.#isOfSeries(piece));
    const asides = [...this.#asides, ...rest];
    if (head !== undefined) return { telling: [head], asides };
    const isUntold = this.#isSeriesTold || this.#numbered.length > 0 || MARK_ONLY.test(title);
    return { telling: isUntold ? [] : [title.replace(BRACKETED, ' ')], asides };
  }

  /** `Durant - Our Oriental Heritage` without its author. */
  #withoutLastName(): readonly string[] {
    const [first = '', ...more] = this.#telling;
    const isAuthor = more.length > 0 && first === this.#head && isLastName(first, this.#written.authors);
    return isAuthor ? more : this.#telling;
  }

  /** `Jackson Lamb Thriller 7` behind `Slough House`, which is a series too. */
  #isOfSeries(piece: string): boolean {
    const { seriesKeys } = this.#written;
    const isCalled = this.#isSeriesTold && isDescription(`A ${piece}`);
    return isCalled || this.#isSeries(piece) || seriesKeys.has(claimedKey(piece, seriesKeys));
  }

  #isSeries(piece: string): boolean {
    return this.#written.seriesKeys.has(seriesKey(piece));
  }
}

/** `Untitled Rivers of London 11`: a place that a publisher keeps. */
const UNTITLED = /^untitled\s+(?=\S)/iu;
