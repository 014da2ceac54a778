import { textKey } from '../names.ts';
import { BRACKETED } from '../title-pieces.ts';
import { isPack, NO_POSITION, positionsInTitle, type PositionSet } from '../positions.ts';

/** What the description of a collection says of its contents. */

const CONTENTS =
  /\b(?:contain(?:s|ing)?|includ(?:es?|ing)|consists? of|comprises|contents|titles|books|novels)\b(?!\s+(?:not|no)\b)[^\p{L}\p{N}]*/iu;
/** What else an uploader lists: behind it stands nothing that is in this torrent. */
const ELSEWHERE =
  /\b(?:see also|also by|next in|followed by|other (?:books|titles)|my other|coming soon)\b/iu;
const LEFT_OUT = /\b(?:not|missing|except|without|lacks?|excluding)\b/iu;
const SHORTEST = 4;

/** The list of contents, as keys of words; without the sentences that say what is left out. */
function contentsOf(description: string): string {
  const start = CONTENTS.exec(description);
  const list = start === null ? description : description.slice(start.index + start[0].length);
  const [own = ''] = list.split(ELSEWHERE);
  const sentences = sentencesOf(own).filter((sentence) => !LEFT_OUT.test(sentence));
  return ` ${sentences.map(wordsOf).join(' | ')} `;
}

/** A dot behind a short form of a word ends no sentence. */
function sentencesOf(text: string): readonly string[] {
  return text.replace(/\b(St|Mr|Mrs|Ms|Dr|Mt|vs|Vol|No|Bk)\./giu, '$1').split(/[.;!\n…]/u);
}

function wordsOf(text: string): string {
  return textKey(text).replace(/\bst\b/gu, 'saint');
}

function keyOf(title: string): string {
  return wordsOf(title.split(/\s*[:([]/u)[0] ?? title);
}

/** True when a list of contents names the title. A very short title (`It`) may be any word. */
export function namesInContents(description: string, title: string): boolean {
  const key = keyOf(title);
  if (key.length < SHORTEST || description.trim() === '') return false;
  return contentsOf(description).includes(` ${key} `);
}

/** Not the work, but a piece of it, or about it. */
const PIECE_OF =
  /\b(?:preview|excerpt|sample|teaser|(?:first|bonus)\s+chapters?|sneak\s+peek|interview|set\s+(?:after|before|between)|read\s+after)\b/iu;
const SEPARATORS = /[,;|•*"“”\n]|\s[-–—/+]\s|\s*:\s+|\.{3}/iu;
const JOINTS = /\s+(?:and|&)\s+/iu;
/** `10 The Pilgrim of Hate`, `Book 1 - The Warrior's Apprentice`, `#3. Title`. */
const NUMBER_LEAD =
  /^(?:(?:book|bk|vol(?:ume)?|part|novel)s?\b\.?\s*)?#?(?:\d{1,3}(?:\.\d)?\s*[.):-]?\s+)?(?:(?:the\s+)?(?:novels?|books?|titles|stories|volumes?)\s+)?/iu;

/**
 * The titles that a list of contents may name, as written: every piece of a sentence, and two that
 * stand side by side, since a title may hold an `and` itself.
 */
export function itemsOfContents(text: string): readonly string[] {
  if (text.trim() === '') return [];
  const start = CONTENTS.exec(text);
  const behind = start === null ? '' : text.slice(start.index + start[0].length);
  // `mp3, 7 books` at the very end begins no list.
  const items = itemsOf(behind);
  return items.length > 1 ? items : itemsOf(text);
}

function itemsOf(list: string): readonly string[] {
  const [own = ''] = list.split(ELSEWHERE);
  const told = sentencesOf(own).filter(
    (sentence) => !LEFT_OUT.test(sentence) && !PIECE_OF.test(sentence),
  );
  const items = told.flatMap((sentence) => [
    ...sentence.split(SEPARATORS),
    ...sentence.split(SEPARATORS).flatMap((piece) => piece.split(JOINTS)),
  ]);
  return [...new Set(items.map(plainItem))].filter((item) => item !== '');
}

/**
 * True when the title is one whole item of a list of several: nothing of a sentence in which the
 * title's words stand by chance.
 */
export function isItemOfContents(text: string, title: string): boolean {
  const key = itemKey(keyOf(title));
  if (key.length < SHORTEST) return false;
  const items = itemsOfContents(text);
  return items.length > 1 && items.some((item) => itemKey(item) === key);
}

function plainItem(text: string): string {
  return text.replace(BRACKETED, ' ').trim().replace(NUMBER_LEAD, '').trim();
}

function itemKey(text: string): string {
  return wordsOf(text).replace(/^(?:and\s)?(?:the|an?)\s/u, '');
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
  const key = itemKey(keyOf(wanted));
  return key.length >= SHORTEST && itemsInTitle(title).some((item) => itemKey(item) === key);
}

/** The range of volumes that a description begins its list with (`Books 1-5`); else none. */
export function volumesInContents(description: string): PositionSet {
  const start = /\b(?:contains?|includes?|has|with|all of)\s+|^\s*/iu.exec(description);
  const text = description.slice((start?.index ?? 0) + (start?.[0].length ?? 0));
  const [head = ''] = text.split(/[.\n;:]/u);
  const read = positionsInTitle(head);
  return isPack(read) ? read : NO_POSITION;
}
