import { personForms, type PersonForms } from '../authors.ts';
import type { LibraryItem } from '../item.ts';
import { languageCode } from '../languages.ts';
import { seriesKey, titleKey } from '../names.ts';
import { Tally } from '../order.ts';
import { isGiven, isPack } from '../positions.ts';
import { eachInSteps, type Steps } from '../steps.ts';
import { identify, placeNumbers, type Identity } from '../works.ts';

/** The volumes under which the library owns a title of an author. */
interface OwnedTitle {
  /** True when a copy has no number at all. */
  unnumbered: boolean;
  readonly bySeries: Map<string, Set<number>>;
  readonly numbers: Set<number>;
}

/** A series by one circle of authors. */
interface SeriesByAuthors {
  readonly seriesKey: string;
  readonly authorKeys: ReadonlySet<string>;
}

/** Who reads what is owned of a series, the most frequent first. */
export interface Readers {
  readonly names: readonly string[];
  readonly forms: PersonForms;
}

/** Nobody is known to read it. */
export const NOBODY: Readers = { names: [], forms: personForms([]) };

/** What the library owns, indexed for questions about one candidate at a time. */
export class OwnedIndex {
  readonly #titles = new Map<string, OwnedTitle>();
  readonly #volumes = new Map<string, Set<number>>();
  readonly #languages = new Map<string, Tally>();
  readonly #narrators = new Map<string, Tally>();
  /** Names are taken apart once a series, and not once a candidate. */
  readonly #readers = new WeakMap<object, Readers>();

  /** Indexes a library. Linear in the items. */
  static *inSteps(items: readonly LibraryItem[]): Steps<OwnedIndex> {
    const index = new OwnedIndex();
    yield* eachInSteps(items, (item) => index.#add(item));
    return index;
  }

  #add(item: LibraryItem): void {
    const identity = identify(item);
    const language = languageCode(item.language);
    const titles = new Set([identity.titleKey]);
    if (item.subtitle !== null) titles.add(titleKey(`${item.title}: ${item.subtitle}`));
    for (const author of identity.authors) {
      for (const title of titles) this.#addTitle(pair(title, author), identity);
      if (language !== null) this.#addLanguage(pair('', author), language);
      for (const place of identity.places) {
        const key = pair(place.key, author);
        addAll(setAt(this.#volumes, key), placeNumbers(place.positions));
        if (language !== null) this.#addLanguage(key, language);
        this.#addNarrators(key, item.narrators);
      }
    }
  }

  #addTitle(key: string, identity: Identity): void {
    const owned = this.#titles.get(key) ?? {
      unnumbered: false,
      bySeries: new Map<string, Set<number>>(),
      numbers: new Set<number>(),
    };
    this.#titles.set(key, owned);
    if (!isGiven(identity.positions)) owned.unnumbered = true;
    addAll(owned.numbers, placeNumbers(identity.inTitle));
    for (const place of identity.places) {
      const numbers = placeNumbers(place.positions);
      addAll(setAt(owned.bySeries, place.key), numbers);
      addAll(owned.numbers, numbers);
    }
  }

  #addLanguage(key: string, language: string): void {
    const tally = this.#languages.get(key) ?? new Tally();
    this.#languages.set(key, tally);
    tally.add(language);
  }

  #addNarrators(key: string, narrators: readonly string[]): void {
    for (const narrator of narrators) {
      const tally = this.#narrators.get(key) ?? new Tally();
      this.#narrators.set(key, tally);
      tally.add(narrator.trim());
    }
  }

  /** True when a work of this title by one of its authors is owned, and no number speaks against it. */
  ownsTitle(identity: Identity): boolean {
    if (identity.titleKey === '') return false;
    return identity.authors.some((author) => {
      const owned = this.#titles.get(pair(identity.titleKey, author));
      return owned !== undefined && isSameVolume(identity, owned);
    });
  }

  /** True when the library owns number `n` of a series by one of the authors. */
  ownsVolume(series: string, authors: Iterable<string>, n: number): boolean {
    for (const author of authors) {
      if (this.#volumes.get(pair(series, author))?.has(n) === true) return true;
    }
    return false;
  }

  /** True when the library owns any numbered volume of a series by one of the authors. */
  ownsAnyVolume(series: string, authors: readonly string[]): boolean {
    return authors.some((author) => (this.#volumes.get(pair(series, author))?.size ?? 0) > 0);
  }

  /** The language of most of a series' items, else of most of its authors' items; null: unknown. */
  languageOf(series: string, authors: Iterable<string>): string | null {
    const ofSeries = new Tally();
    const ofAuthors = new Tally();
    for (const author of authors) {
      const inSeries = this.#languages.get(pair(series, author));
      const byAuthor = this.#languages.get(pair('', author));
      if (inSeries !== undefined) ofSeries.addAll(inSeries);
      if (byAuthor !== undefined) ofAuthors.addAll(byAuthor);
    }
    return ofSeries.top() ?? ofAuthors.top();
  }

  /** Who reads what is owned of a series by one of its authors; nobody where no item says. */
  readersOf(series: SeriesByAuthors): Readers {
    const known = this.#readers.get(series);
    if (known !== undefined) return known;
    const tally = new Tally();
    for (const author of series.authorKeys) {
      const narrators = this.#narrators.get(pair(series.seriesKey, author));
      if (narrators !== undefined) tally.addAll(narrators);
    }
    const names = tally.ranked();
    const readers = names.length === 0 ? NOBODY : { names, forms: personForms(names) };
    this.#readers.set(series, readers);
    return readers;
  }
}

/**
 * Numbers are compared within a series; across series only with the number in a title. A title of
 * its own (neither the series' name nor numbered) is the same work whatever number a listing gives
 * it: a misnumbered listing must not bring an owned work a second time.
 */
function isSameVolume(identity: Identity, owned: OwnedTitle): boolean {
  if (owned.unnumbered || !isGiven(identity.positions)) return true;
  if (isTitleOfItsOwn(identity)) return true;
  const known = identity.places.filter(
    (place) => isGiven(place.positions) && (owned.bySeries.get(place.key)?.size ?? 0) > 0,
  );
  if (known.length > 0) {
    return known.some((place) => {
      const numbers = owned.bySeries.get(place.key);
      return placeNumbers(place.positions).some((n) => numbers?.has(n) === true);
    });
  }
  if (!isGiven(identity.inTitle)) return true;
  return placeNumbers(identity.inTitle).some((n) => owned.numbers.has(n));
}

function isTitleOfItsOwn({ titleKey: title, inTitle, places, positions }: Identity): boolean {
  if (isGiven(inTitle) || isPack(positions)) return false;
  return !places.some((place) => place.key === seriesKey(title));
}

/** One key of two: `|` occurs in no key. */
export function pair(a: string, b: string): string {
  return `${a}|${b}`;
}

function setAt(sets: Map<string, Set<number>>, key: string): Set<number> {
  const known = sets.get(key) ?? new Set<number>();
  sets.set(key, known);
  return known;
}

function addAll(set: Set<number>, numbers: readonly number[]): void {
  for (const n of numbers) set.add(n);
}
