import { textKey } from '../names.ts';
import { isPack, NO_POSITION, positionsInTitle, type PositionSet } from '../positions.ts';
import { BRACKETED } from '../title-pieces.ts';
import { isCommon, itemKey, plainItem } from './contents-items.ts';
import { listInTags, listsInText, type ContentsList } from './contents-lists.ts';

/** What of a listing may tell of its contents. */
export interface Told {
  readonly title: string;
  readonly authors: readonly string[];
  readonly narrators: readonly string[];
  readonly series: readonly { readonly name: string }[];
  /** Without markup. */
  readonly description: string;
  readonly tags: readonly string[];
}

const SHORTEST = 4;

/** What a listing says of its contents; read when it is asked for, since of most nobody asks. */
export class Contents {
  readonly #told: Told;
  #lists: readonly ContentsList[] | null = null;

  constructor(told: Told) {
    this.#told = told;
  }

  /** Titles that its lists may name, as written. */
  get titles(): readonly string[] {
    return [...new Set(this.#read().flatMap(({ items }) => items.flatMap(({ titles }) => titles)))];
  }

  /**
   * True when a list of contents has the title as a whole item: nothing of a sentence in which its
   * words stand by chance. `volumes`: how many there are in the listing, 0 where it does not say. A
   * list that is not marked as one has to name as many.
   */
  names(title: string, volumes: number): boolean {
    const keys = [itemKey(title), itemKey(title.split(/\s*[:([]/u)[0] ?? title)];
    const [key = ''] = keys;
    // A very short title (`It`) may be any word, and so may a common one (`Magic`).
    if (key.length < SHORTEST || isCommon(title)) return false;
    return this.#read().some((list) => {
      const { items } = list;
      return (
        isWhole(list, volumes, key) && items.some((item) => keys.some((one) => item.keys.has(one)))
      );
    });
  }

  #read(): readonly ContentsList[] {
    this.#lists ??= readLists(this.#told);
    return this.#lists;
  }
}

function readLists({ title, authors, narrators, series, description, tags }: Told) {
  const names = [title, ...authors, ...narrators, ...series.map(({ name }) => name)];
  const known = new Set(names.map(textKey));
  const others = tags.flatMap((tag) => tag.split(/[,;|\n]/u));
  const inTags = listInTags(others.filter((tag) => !known.has(textKey(tag))));
  const inText = description.trim() === '' ? [] : listsInText(description);
  return inTags === null ? inText : [...inText, inTags];
}

/** Two that an `and` joins at the end of a list, or that are all of it. */
function countWorks(items: ContentsList['items']): number {
  const [whole = '', ...pieces] = items.at(-1)?.titles ?? [];
  const isJoined = /\S\s(?:and|&)\s/iu.test(whole) && pieces.length > 1;
  return items.length + (isJoined ? 1 : 0);
}

/** Whether a list may be that of all works in a listing. */
function isWhole({ kind, items, isElided }: ContentsList, volumes: number, key: string): boolean {
  const count = countWorks(items);
  const isOneWord = !key.includes(' ');
  switch (kind) {
    case 'marked':
      return count > 1;
    case 'text':
      return count >= (isElided ? 3 : Math.max(isOneWord ? 3 : 2, volumes));
    case 'tags':
      // One word is a tag sooner than a title: there the numbers have to be the same.
      return isOneWord ? volumes > 1 && count === volumes : count >= Math.max(2, volumes);
    default:
      return kind satisfies never;
  }
}

/** What a description begins with that lists what is in this very torrent. */
const OWN_CONTENTS =
  /^\W*(?:this\s+(?:\w+\s+){0,2})?(?:contains|contents|contain(?:ing)?|comprises|collects|includes\s+both|consists\s+of|omnibus\s+(?:edition\s+)?(?:of|containing))\b/imu;

/** True when it says outright that several works are in it. */
export function listsItsContents(description: string): boolean {
  return OWN_CONTENTS.test(description);
}

/** `The Bloodline Feud (The Family Trade & The Hidden Family)`: the works that brackets list. */
export function itemsInTitle(title: string): readonly string[] {
  return [...title.matchAll(BRACKETED)].flatMap(([, inside = '']) => {
    const items = inside.split(/\s*[,;]\s*|\s+[&+/]\s+/u).map(plainItem);
    return items.length > 1 ? items : [];
  });
}

/** True when brackets in a title list the wanted one beside another. */
export function isListedInTitle(title: string, wanted: string): boolean {
  const key = itemKey(wanted.split(/\s*[:([]/u)[0] ?? wanted);
  return key.length >= SHORTEST && itemsInTitle(title).some((item) => itemKey(item) === key);
}

const RANGE =
  /\b\d{1,3}\s*(?:[-–—]|to|thru|through)\s*\d{1,3}\b(?!\s*(?:k|hours?|hrs?|mins?|mb|%))/giu;
const HOLDS = /(?:^\W*|\b(?:contains|includes|comprises|collects|consists of|all of)\s+)/iu;
/** Who reads them, or has them, tells not which ones these are. */
const SAID_OF_THEM = /\b(?:was|were|have|had|read|narrated|by|looking|need|already)\b/iu;

/** The one range of volumes that a description says is in it (`Contains books 1-5`); else none. */
export function volumesInContents(description: string): PositionSet {
  const ranges = new Set([...description.matchAll(RANGE)].map(([range]) => range));
  if (ranges.size !== 1) return NO_POSITION;
  const sentence = description.split(/[.\n;:]/u).find((one) => one.match(RANGE) !== null) ?? '';
  const start = HOLDS.exec(sentence);
  if (start === null || SAID_OF_THEM.test(sentence)) return NO_POSITION;
  const read = positionsInTitle(` ${sentence.slice(start.index + start[0].length)}`);
  return isPack(read) ? read : NO_POSITION;
}
