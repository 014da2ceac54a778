import { isCommon, isTechnical, isWrittenAsTitle, readItem } from './contents-items.ts';
import type { ContentsItem } from './contents-items.ts';

/** A list that a listing holds. */
export interface ContentsList {
  /**
   * - `marked`: behind a word that says what it is (`Contains:`)
   * - `text`: a text that is nothing else
   * - `tags`: tags that are nothing else
   */
  readonly kind: 'marked' | 'text' | 'tags';
  /** True when it says that it leaves some out: `A; B; ... Z`. */
  readonly isElided: boolean;
  readonly items: readonly ContentsItem[];
}

/** What says, within a sentence, that a list of contents follows. */
const VERB =
  /\b(?:contains|containing|includes(?:\s+both)?|including|comprises|comprising|consists\s+of|collects|collecting|omnibus\s+(?:edition\s+)?of)\b[\s:–—-]*/iu;
/** Whose contents they are: this torrent's. */
const OWN_LEAD =
  /^(?:\W*|\W*it(?:\s+also)?\W*|.*\bthis(?:\s+[\p{L}-]+){0,3}\W*|.*\b(?:omnibus|collection|set|bundle|edition|pack|torrent|upload|anthology|recording|compilation)(?:\s+(?:that|which))?\W*)$/iu;
/** What somebody has, or what another one holds. */
const OTHERS_LEAD =
  /\b(?:her|his|their|my|your|our|i|we|each|every|another|companion|earlier|later|(?:fir|la|be)st|second|third|fourth)\b/iu;
/** A longer one is a text. */
const LONGEST_LEAD = 200;
/** `Contents:`, `Novels 15-21:`, `Books in this set:`, at the start of a sentence. */
const NOUN =
  /^\W*(?:the\s+|(?:all\s+)?\d{1,3}\s+)?(?:contents|titles|books|novels|volumes|stories|works)(?:\s+(?:and\s+(?:\p{L}+\s+)?stories|included|contained|in\s+(?:this|the)\s+\p{L}+|#?\d{1,3}\s*(?:[-–—]|to|thru)\s*#?\d{1,3}))*\s*(?::|\s[–—-]\s|$)\s*/iu;
/** What else an uploader lists: behind it stands nothing that is in this torrent. */
const ELSEWHERE =
  /\b(?:see also|also (?:by|available|in)|next|followed by|other (?:books|titles|novels|works|series)|my other|coming|(?:her|his|their)\s+other|author(?:s|['’]s)?|(?:books|novels|works|titles|more|written)\s+(?:by|from)|more books|by the same|if you|fans? of|readers?|recommend(?:s|ed)?|liked?|loved|enjoyed|sequels?|prequels?|preceded|starts?|previous(?:ly)?|separately|similar|reminiscent|continue[sd]?)\b/iu;
const LEFT_OUT =
  /\b(?:not|missing|except|without|lacks?|lacking|excluding|excludes?|but|apart from|other than|available|unavailable)\b/iu;
/** Not the work, but a piece of it, or about it. */
const PIECE_OF =
  /\b(?:previews?|excerpts?|extracts?|samples?|teasers?|trailers?|(?:first|opening|final|last|bonus)\s+(?:\p{L}+\s+)?chapters?|chapters?\s+(?:of|from)|sneak\s+peeks?|interviews?|spoilers?|references?|mentions?|allusions?|essays?|deleted\s+scenes?|scenes\s+from|summar(?:y|ies)|reviews?|notes\s+on|introductions?\s+to|set\s+(?:after|before|between)|read\s+after)\b/iu;

/** The lists of contents in a description without markup. */
export function listsInText(text: string): readonly ContentsList[] {
  const lines = linesOf(text);
  const lists: ContentsList[] = [];
  const rest: string[] = [];
  for (let at = 0; at < lines.length; at += 1) {
    const sentences = sentencesOf(lines[at] ?? '');
    for (const [index, sentence] of sentences.entries()) {
      const behind = behindMarker(sentence);
      if (behind === null) {
        rest.push(sentence);
        continue;
      }
      const isOpen = index === sentences.length - 1;
      const told = separate(behind);
      const below = isOpen && told.length < 2 ? linesBelow(lines, at + 1) : [];
      at += below.length;
      const items = [...told, ...below.flatMap(separate)];
      if (!isAboutOthers(sentence)) addList(lists, 'marked', items);
    }
  }
  if (lists.length === 0) addList(lists, 'text', bareItems(rest));
  const isElided = /\.{3}|…/u.test(text);
  return lists.map((list) => ({ ...list, isElided }));
}

/** The list that tags are; null where they are none. */
export function listInTags(tags: readonly string[]): ContentsList | null {
  const lists: ContentsList[] = [];
  addList(
    lists,
    'tags',
    tags.map((tag) => tag.replace(/\s+/gu, ' ').trim()),
  );
  return lists[0] ?? null;
}

function addList(
  lists: ContentsList[],
  kind: ContentsList['kind'],
  written: readonly string[],
): void {
  const telling = written.filter((text) => !isTechnical(text) && !AND_MORE.test(text));
  const titled = telling.filter((text) => isWrittenAsTitle(text) && !isCommon(text));
  // Of a list that is marked every item is one, of another most are, and nothing else is said.
  const isOne = kind === 'marked' ? telling.every(isWrittenAsTitle) : true;
  if (!isOne || titled.length * 2 <= telling.length) return;
  const items = titled.flatMap((text) => readItem(text, isJoining(text, titled)) ?? []);
  if (items.length > 0) lists.push({ kind, items, isElided: false });
}

/** `A, B and C`: at the end of a list alone, and not behind `, and`. */
function isJoining(text: string, list: readonly string[]): boolean {
  return text === list.at(-1) && !/^\s*and\s/iu.test(text);
}

const AND_MORE = /^\s*(?:and\s+)?(?:(?:many|much|\d+)\s+)?more\b[\s.!]*$/iu;

/** A text that is a list, as its items; empty for one that says anything besides. */
function bareItems(sentences: readonly string[]): readonly string[] {
  const told = sentences.filter((sentence) => !isTechnical(sentence));
  const isList = told.every((sentence) => {
    const isHeading = /:\s*$/u.test(sentence);
    if (isHeading || isAboutOthers(sentence) || ELSEWHERE.test(sentence)) return false;
    const items = separate(sentence);
    const isLabelled =
      LABEL.test(items[0] ?? '') && !items.slice(1).some((item) => LABEL.test(item));
    if (isLabelled && items.length > 1) return false;
    return items.every((item) => isTechnical(item) || isWrittenAsTitle(item));
  });
  return isList ? told.flatMap(separate) : [];
}

/** `Favourites: A, B`: whose titles they are is told before them. */
const LABEL = /^[^:\d]+:(?:\s|$)/u;

function isAboutOthers(sentence: string): boolean {
  return LEFT_OUT.test(sentence) || PIECE_OF.test(sentence);
}

/** What follows the marker of a list; null for a sentence without one. */
function behindMarker(sentence: string): string | null {
  const noun = NOUN.exec(sentence);
  const verb = VERB.exec(sentence);
  if (verb !== null && !isOwnLead(sentence.slice(0, verb.index))) return null;
  const start = verb ?? noun;
  if (start === null) return null;
  const [own = ''] = sentence.slice(start.index + start[0].length).split(ELSEWHERE);
  return own.replace(COUNTED, '');
}

/** `all three novels:`, `books 10-15:`, `the novels` before the first item. */
const COUNTED =
  /^(?:all\s+)?(?:the\s+)?(?:(?:following|first|complete|full[\s-]length|\d{1,3}|two|three|four|five|six)\s+)*(?:contents|titles|books|novels|volumes|stories|works)(?:\s+#?\d[\d\s,&#–-]*(?:(?:and|to)\s+\d{1,3})?)?(?:\s*:\s*|\s+(?=["“]?\p{Lu}))/iu;

function isOwnLead(lead: string): boolean {
  const isShort = lead.length <= LONGEST_LEAD;
  return isShort && OWN_LEAD.test(lead) && !OTHERS_LEAD.test(lead) && !ELSEWHERE.test(lead);
}

/** The lines of a list: as far as each is nothing but titles, and no gap is between them. */
function linesBelow(lines: readonly string[], from: number): readonly string[] {
  const found: string[] = [];
  let titles = 0;
  for (const line of lines.slice(from)) {
    const isGap = line.trim() === '';
    if (isGap && titles > 1) break;
    const isOther = isAboutOthers(line) || ELSEWHERE.test(line) || /:\s*$/u.test(line);
    if (!isGap && (isOther || !separate(line).every(isWrittenAsTitle))) break;
    if (!isGap) titles += 1;
    found.push(line);
  }
  return found;
}

function linesOf(text: string): readonly string[] {
  const plain = text.replace(/[^\S\n]+/gu, ' ').replace(/([!?])[!?.]+/gu, '$1');
  return plain.replace(/\.{3,}|…/gu, ';').split('\n');
}

const ENDS = /(?<!\b\p{Lu})[.!?]+(?=["”’)]*(?:\s|$))/u;
const SHORT_FORM = /\b(St|Mr|Mrs|Ms|Dr|Mt|vs|Vol|No|Bk)\./giu;

/** A dot behind a short form of a word, an initial, or a number that counts items ends no sentence. */
function sentencesOf(line: string): readonly string[] {
  const isCounted = /(?:^|\s)1[.)]\s/u.test(line) && /\s2[.)]\s/u.test(line);
  const text = isCounted ? line.replace(/(?:^|\s)(\d{1,2})[.)]\s+/gu, '; $1 ') : line;
  return (
    text
      .replace(SHORT_FORM, '$1')
      // In a list such a mark ends a title: `Rommel? Gunner Who?; Monty`.
      .split(text.includes(';') ? /(?<!\b\p{Lu})\.(?=["”’)]*(?:\s|$))/u : ENDS)
      .filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
  );
}

/** The separators of lists, the surest first: a title may hold the last of them. */
const SEPARATORS: readonly RegExp[] = [/[;|•*]/u, /\s+\/\s+/u, /\s*,\s*|(?<=\S)\s*(?=["“])/u];

/** Of two pieces the later may be a subtitle. */
const DASH = /\s+[-–—+]\s+/u;

function separate(text: string): readonly string[] {
  for (const separator of SEPARATORS) {
    const items = text.split(separator).filter((item) => /[\p{L}\p{N}]/u.test(item));
    if (items.length > 1) return items;
  }
  const dashed = text.split(DASH);
  if (dashed.length > 2) return dashed;
  return /[\p{L}\p{N}]/u.test(text) ? [text] : [];
}
