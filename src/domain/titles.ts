import { seriesKey, textKey } from './names.ts';
import { together } from './order.ts';
import {
  isGiven,
  isPack,
  NO_POSITION,
  parsePositions,
  positionsInTitle,
  type PositionSet,
} from './positions.ts';
import {
  countInTitle,
  isCollection,
  isDescription,
  isPackaging,
  mayBeName,
} from './title-noise.ts';
import {
  COLLECTION_TAIL,
  COUNTED_LEAD,
  LEAD,
  LIST_TAIL,
  MARK_ONLY,
  NUMBERED,
  ORDINAL_LEAD,
  PART,
  PART_TAIL,
  TAIL,
} from './title-marks.ts';
import { BRACKETED, pieceKey, pieceKeys, plain, split, type Piece } from './title-pieces.ts';
import type { TitleReading, WrittenTitle } from './title-reading.ts';
import { behindAuthor, headOf, seriesAtStart } from './title-series.ts';

export { pieceKey } from './title-pieces.ts';
export type { TitleReading, WrittenTitle } from './title-reading.ts';
export type { SeriesNames } from './title-series.ts';

/** Takes a title apart. Pure; idempotent in what it tells; independent of the Unicode form. */
export function readTitle(written: WrittenTitle): TitleReading {
  const texts = [written.title, written.subtitle ?? ''].map(plain);
  const sorter = new Sorter(written);
  for (const text of texts) for (const piece of split(text)) sorter.add(piece);
  return sorter.reading(texts);
}

/** Sorts the pieces of one title. */
class Sorter {
  readonly #written: WrittenTitle;
  readonly #telling: string[] = [];
  /** Pieces with a volume's mark: the series, or else the work. */
  readonly #numbered: string[] = [];
  readonly #asides: string[] = [];
  readonly #claims: { key: string; positions: PositionSet }[] = [];
  readonly #told: { key: string; positions: PositionSet }[] = [];
  #isAuthorNamed = false;
  /** The first piece that is no author's name. */
  #head: string | null = null;
  /** True once a piece was the series' name. */
  #isSeriesTold = false;
  #behindSeries: PositionSet = NO_POSITION;
  #alone: PositionSet = NO_POSITION;
  /** A mark alone, and how many pieces stood before it: `Blue Gold: NUMA Files: Book 2`. */
  #mark: { readonly after: number; readonly position: string | undefined } | null = null;
  #part: string | null = null;

  constructor(written: WrittenTitle) {
    this.#written = written;
  }

  add({ text, isBracketed }: Piece): void {
    const part = PART.exec(text);
    if (part !== null && (isBracketed || this.#telling.length > 0)) {
      this.#part = text;
      return;
    }
    const tail = PART_TAIL.exec(text);
    if (tail !== null && !/(?:book|vol(?:ume)?)\s+\d+\s+of\s+\d+$/iu.test(text)) {
      this.#part = tail[0].trim().replace(/^,\s*/u, '');
      this.add({ text: text.slice(0, tail.index), isBracketed });
      return;
    }
    if (isPackaging(text) || this.#isAuthor(text) || this.#isNarrator(text)) return;
    const named = this.#withoutAuthor(text);
    if (!isBracketed) this.#head ??= named;
    this.#addNamed(named, isBracketed);
  }

  #claim(series: string, position: string | undefined): void {
    this.#numbered.push(series);
    this.#claims.push({ key: seriesKey(series), positions: parsePositions(position ?? null) });
  }

  #isAuthor(text: string): boolean {
    const name = text.replace(/^by\s+/iu, '');
    const isNamed = this.#written.authors.has(textKey(name).replaceAll(' ', ''));
    if (isNamed) this.#isAuthorNamed = true;
    return isNamed;
  }

  #isNarrator(text: string): boolean {
    const { narrators = [] } = this.#written;
    return narrators.some((name) => name.length > 5 && textKey(name) === textKey(text));
  }

  /** `Passage to Dawn by R. A. Salvatore` without its author. */
  #withoutAuthor(text: string): string {
    const by = text.search(/\sby\s+(?!.*\sby\s)/iu);
    return by > 0 && this.#isAuthor(text.slice(by + 1)) ? text.slice(0, by) : text;
  }

  #addNamed(text: string, isBracketed: boolean): void {
    const [, nth, of] = ORDINAL_LEAD.exec(text) ?? [];
    if (of !== undefined) return this.#claim(of, nth);
    const [, number, known = ''] = COUNTED_LEAD.exec(text) ?? [];
    if (this.#isSeries(known)) return this.#claim(known, number);
    const lead = LEAD.exec(text);
    if (lead !== null) {
      const series = lead[2];
      if (series !== undefined) this.#claim(series, lead[1]);
      else if (lead[3] !== undefined && lead[3] !== '') this.add({ text: lead[3], isBracketed });
      else if (!isBracketed) this.#mark = { after: this.#telling.length, position: lead[1] };
      return;
    }
    const named = text.replace(TAIL, '').trim();
    const isNumbered = named !== text;
    if (isNumbered && textKey(named) === '') return;
    const kept = this.#withoutSeries(named);
    if (kept === null || (isBracketed && this.#isList(named))) return;
    // `The Powder Mage Trilogy, Book 2` does name something.
    const isSeries = isNumbered && kept === named && mayBeName(kept);
    if (isDescription(kept) && !isSeries && !this.#isTitleLike(kept, isBracketed)) return;
    if (isNumbered && kept === named) this.#claim(named, TAIL.exec(text)?.[1]);
    else if (isBracketed) this.#asides.push(kept);
    else this.#telling.push(kept);
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
  #withoutSeries(text: string): string | null {
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
      const positions = isPack(range) ? range : found.positions;
      if (isGiven(positions)) this.#behindSeries = positions;
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

  reading(texts: readonly string[]): TitleReading {
    const [title = ''] = texts;
    this.#claimBeforeMark();
    const { telling, asides } = this.#sorted(title);
    const marked = texts.map(positionsInTitle).find(isGiven);
    const given = [marked ?? NO_POSITION, this.#behindSeries].find(isGiven);
    const count = telling.length <= 1 ? countInTitle(title) : null;
    const implied = count === null ? NO_POSITION : parsePositions(`1-${count}`);
    return {
      pieces: pieceKeys(telling),
      asides: pieceKeys(asides),
      brackets: pieceKeys(this.#asides),
      claims: this.#telling.length > 0 ? together(this.#told, this.#claims) : together(this.#told),
      whole: pieceKey(
        telling.length > 0 ? title.replace(BRACKETED, ' ') : headOf(this.#head ?? title),
      ),
      positions: given ?? (isGiven(implied) ? implied : this.#alone),
      part: this.#part,
      isAuthorNamed: this.#isAuthorNamed,
      isCollection: isCollection(title) || texts.slice(1).some(isCollection),
    };
  }

  #sorted(title: string): { telling: readonly string[]; asides: readonly string[] } {
    const named = this.#telling;
    const [first = '', ...more] = named;
    // `Drizzt 07 - The Legacy`, where nobody says that Drizzt is a series.
    const numbered = NUMBERED.exec(first);
    if (more.length > 0 && numbered?.[1] !== undefined) {
      this.#told.push({
        key: seriesKey(numbered[1]),
        positions: parsePositions(numbered[2] ?? null),
      });
      return { telling: more, asides: [...this.#asides, ...this.#numbered, numbered[1]] };
    }
    if (named.length > 0) return { telling: named, asides: [...this.#asides, ...this.#numbered] };
    const [head, ...rest] = this.#numbered.filter((piece) => !this.#isSeries(piece));
    const asides = [...this.#asides, ...rest];
    if (head !== undefined) return { telling: [head], asides };
    const isUntold = this.#isSeriesTold || this.#numbered.length > 0 || MARK_ONLY.test(title);
    return { telling: isUntold ? [] : [title.replace(BRACKETED, ' ')], asides };
  }

  #isSeries(piece: string): boolean {
    return this.#written.seriesKeys.has(seriesKey(piece));
  }
}
