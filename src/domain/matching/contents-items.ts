import { textKey } from '../names.ts';
import { BRACKETED } from '../title-pieces.ts';

/** One item of a list of contents. */
export interface ContentsItem {
  /** What it may be a title of: the item, what stands behind its number, what an `and` joins. */
  readonly titles: readonly string[];
  /** Keys of these. */
  readonly keys: ReadonlySet<string>;
}

/** `Trapped & shorts`. */
const AND_SHORTS = /\s+(?:and|&|\+)\s+(?:short(?:s|\s+stories)?|novellas?|stories|extras)\s*$/iu;
const JOINTS = /\s+(?:and|&)\s+/iu;
const PARTS = /\s*:\s+|\s[-–—]\s|["“”]+/u;
/** `10 The Pilgrim of Hate`, `Book 1 - The Warrior's Apprentice`, `#3. Title`. */
const NUMBER_LEAD =
  /^(?:and\s+)?(?:(?:book|bk|vol(?:ume)?|part|novel)s?\b\.?\s*)?#?(?:\d{1,3}(?:\.\d)?\s*[.):-]?\s+)?(?:(?:the\s+)?(?:novels?|books?|titles|stories|volumes?)\s+)?/iu;

/**
 * Reads an item as written; null where nothing but a number is left of it. `mayBeTwo`: an `and` in it
 * may join two works, and is no part of a title.
 */
export function readItem(written: string, mayBeTwo: boolean): ContentsItem | null {
  const parted = (text: string) => (mayBeTwo ? text.split(JOINTS) : [text]);
  const plain = plainItem(written.replace(AND_SHORTS, ''));
  if (!/\p{L}/u.test(plain)) return null;
  const titles = new Set([plain, written.trim(), ...parted(plain).map(plainItem)]);
  const [label = '', ...rest] = plain.split(PARTS);
  for (const title of parted(label)) titles.add(plainItem(title));
  // Behind `Harrow 2` stands a title; behind `Try next` one of another book.
  const isNumbered = /\d/u.test(label) || /["“”]/u.test(written);
  for (const title of isNumbered ? rest.flatMap(parted) : []) {
    titles.add(plainItem(title));
  }
  titles.delete('');
  return { titles: [...titles], keys: new Set([...titles].map(itemKey)) };
}

/** An item without its number, its quotation marks and what stands in brackets. */
export function plainItem(text: string): string {
  return text
    .replace(BRACKETED, ' ')
    .replace(/^["“”\s]+|["“”\s]+$/gu, '')
    .replace(NUMBER_LEAD, '')
    .trim();
}

/** The key under which items of lists, and titles, are compared. */
export function itemKey(text: string): string {
  return wordsOf(text).replace(/^(?:and\s)?(?:the|an?)\s/u, '');
}

function wordsOf(text: string): string {
  return textKey(text).replace(/\bst\b/gu, 'saint');
}

/** What tells of the recording. Only a short text is nothing else. */
const TECHNICAL =
  /\b(?:un-?abridged|abridged|(?:read|narrated|performed)\s+by|narrators?|\d+\s*k(?:bps|b\/s|b)?|kbps|mp3|m4b|m4a|flac|aac|audio\s?books?|\d+\s*(?:h|hrs?|hours?|m|mins?|minutes)|chapter(?:s|ed|i[sz]ed)|cover\s+art|retail|audible|\d+\s+(?:books|novels|titles|volumes|cds?|discs?)|complete\s+(?:series|trilogy|set|saga))\b/iu;
const LONGEST_REMARK = 80;

/** True for `Unabridged, 64 kbps`. */
export function isTechnical(text: string): boolean {
  return text.length <= LONGEST_REMARK && (TECHNICAL.test(text) || !/\p{L}/u.test(text));
}

const SMALL_WORD =
  /^(?:an?|the|of|and|or|nor|to|in|on|at|by|for|from|with|as|into|over|under|upon|than|that|vs|its?|is|his|her|my|your|our|their|de|del|la|le|les|du|des|der|die|das|und|von|im|el|los|y|en)$/u;
/** A number that is told in words of no title: `vol. 3 The Stone`. */
const COUNT_LEAD =
  /^(?:(?:book|bk|vol(?:ume)?|part|novel)s?\b\.?\s*)?#?\d{1,3}(?:\.\d)?[.)]?(?:\s+|$)/iu;
const AND_LEAD = /^\s*and\s+/iu;
const MOST_WORDS = 12;

/** True for a text with the capitals that a title has, and no longer than one. */
export function isWrittenAsTitle(item: string): boolean {
  const bare = item.replace(BRACKETED, ' ').replace(AND_SHORTS, '');
  const pieces = bare
    .split(PARTS)
    .map((piece) => piece.trim().replace(AND_LEAD, '').replace(COUNT_LEAD, ''));
  return pieces.every((piece) => {
    if (piece === '' || isTechnical(piece)) return true;
    const words = piece.split(/\s+/u);
    if (words.length > MOST_WORDS || /^\p{Ll}/u.test(piece)) return false;
    return words.every((word) => !/^\P{L}*\p{Ll}/u.test(word) || SMALL_WORD.test(word));
  });
}

/** What tags and warnings are made of. */
const COMMON = new RegExp(
  String.raw`^(?:(?:${[
    'fantasy|magic|dragons?|blood|violence|sex|gore|death|dying|wars?|love|hate|horror|romance|romantic|mystery|mysteries',
    'thrillers?|crime|crimes|historical|history|science|fiction|sci|fi|scifi|sf|space|opera|urban|epic|high|dark|light',
    'young|adult|ya|kids|child|children|childrens|teen|litrpg|gamelit|adventures?|action|suspense|humou?r|comedy|cozy',
    'vampires?|wol(?:f|ves)|werewol(?:f|ves)|shifters?|witch(?:es)?|wizards?|ghosts?|zombies?|aliens?|robots?|pirates?',
    'paranormal|supernatural|military|western|drama|spy|spies|espionage|detectives?|murders?|police|noir|dystopian?',
    'apocalypse|apocalyptic|steampunk|cyberpunk|medieval|victorian|regency|contemporary|erotic|erotica|language|profanity',
    'abuse|drugs|alcohol|torture|suicide|nudity|swearing|biography|memoirs?|nonfiction|religion|philosophy|politics',
    'business|psychology|swords?|sorcery|myths?|mythology|fairy|tales?|gods?|demons?|angels?|elves|dwarves|time|travel',
    'classics?|literary|literature|short|stor(?:y|ies)|novels?|series|favorites|english|fae|hell|heaven|night|power|fire',
    'summer|winter|spring|autumn|school|family|friendship|survival|slow|burn|progression|isekai|cultivation|and|post|golden|age|hard|legal|medical|political|psychological',
  ].join('|')})(?:\s|$))+$`,
  'u',
);

/** True for words that name a kind of book, or what happens in one: `Fantasy`, `Blood`. */
export function isCommon(item: string): boolean {
  return COMMON.test(textKey(item));
}
