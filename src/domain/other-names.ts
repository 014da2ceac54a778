import { comparePersons, personForms } from './authors.ts';
import { textKey } from './names.ts';
import { PERSON_NAME } from './narrators.ts';
import { NUMBER } from './numbers.ts';
import {
  KNOWN_AS,
  LAND,
  LAND_ALONE,
  PUBLISHED_AS,
  TITLE_OF_LAND,
  TITLED_AS,
} from './title-cues.ts';
import { placeInWords } from './title-claims.ts';
import { pieceKey } from './title-pieces.ts';

/** Other names that a listing says itself: of its work, and of its author. */

const NAME = String.raw`\s*[:=–-]?\s*["“‘']?([\p{L}\p{N}][^:"”<>()[\]]{1,80})`;
/** What is said behind the work's own title may be of a hero whose name that is. */
type Reach = 'always' | 'not behind a comma' | 'in brackets';
const CUES: readonly (readonly [Reach, RegExp])[] = (
  [
    ['always', PUBLISHED_AS],
    ['always', TITLE_OF_LAND],
    ['not behind a comma', TITLED_AS],
    ['in brackets', KNOWN_AS],
  ] as const
).map(([reach, cue]) => [reach, new RegExp(String.raw`\b${cue}(?![\p{L}\p{N}])${NAME}`, 'iu')]);
const IN_A_LAND = new RegExp(String.raw`\s+in\s+${LAND}(?![\p{L}\p{N}]).*$`, 'iu');
const BRACKETED_ALIAS =
  /[([{]\s*(?:a\.?k\.?a\.?:?|also\s+(?:published|known)\s+as|or,?)\s+([^)\]}]{2,80})[)\]}]/giu;
const BRACKETED_LAND = new RegExp(
  String.raw`[([{]\s*(?:${LAND_ALONE}|${TITLE_OF_LAND}(?=\s*:))\s*:\s*([^)\]}]{2,80})[)\]}]`,
  'giu',
);
/** Words that a sentence about this very work begins with, if with any. */
const OF_ITSELF: ReadonlySet<string> = new Set(
  ' it this which the novel book audiobook work title story was is has been also first originally'.split(
    ' ',
  ),
);
/** Descriptions that name nothing otherwise: nearly all. */
const MAY_NAME = /\b(?:as|under|a\.?k\.?a|title[ds]?|edition|version)\b/iu;

/** What is read of a listing for other names. */
interface Told {
  readonly title: string;
  readonly authors: readonly string[];
  readonly description: string;
}

/**
 * The other titles that a listing says its work has: `(aka Temeraire)`, `Also published as Dumb
 * Witness`, `UK title: Dawnspell`; with the number of the volume that it tells behind one, as `…,
 * Book 2`. A sentence about another work, about a hero, or about a part of the work tells none.
 */
export function otherTitles({ title, authors, description }: Told): readonly string[] {
  const own = textKey(title.split(/\s*[:([]/u)[0] ?? title);
  const bracketed = [
    ...title.matchAll(BRACKETED_ALIAS),
    ...[...`${title}\n${description}`.matchAll(BRACKETED_LAND)].filter(
      ([whole, name = '']) => /^[([{]\s*(?:the\s+)?\p{Lu}/u.test(whole) && IS_NAME.test(name),
    ),
  ];
  const names = bracketed.flatMap(([, name = '']) => numbered(name, ''));
  for (const sentence of sentencesOf(description)) {
    if (MAY_NAME.test(sentence)) names.push(...namesIn(sentence, own));
  }
  const persons = personForms(authors);
  const isTitle = (name: string): boolean =>
    pieceKey(name) !== '' && !isNameOf(name, [...persons.sure]);
  return [...new Set(names)].filter(isTitle);
}

/** `First published under the name of Jane`: who wrote it, and no title. */
function isNameOf(name: string, forms: readonly string[]): boolean {
  const key = textKey(name).replaceAll(' ', '');
  return forms.includes(key);
}

function namesIn(sentence: string, own: string): readonly string[] {
  const names: string[] = [];
  for (const [reach, cue] of CUES) {
    const said = cue.exec(sentence);
    const name = said?.[1] ?? '';
    // What is written small is no name: `published as a serial`.
    if (said === null || !IS_NAME.test(name)) continue;
    const before = sentence.slice(0, said.index);
    const behind = sentence.slice(said.index + said[0].length);
    const key = textKey(before);
    const lead = reachesBehindTitle(reach, before, behind) ? key.replace(own, '') : key;
    if (lead.split(' ').every((word) => OF_ITSELF.has(word))) names.push(...numbered(name, behind));
  }
  return names;
}

/** Caps, digits, and letters that have no small ones. */
const IS_NAME = /^[\p{Lu}\p{Lo}\p{N}]/u;

function reachesBehindTitle(reach: Reach, before: string, behind: string): boolean {
  switch (reach) {
    case 'always':
      return true;
    case 'not behind a comma':
      return !/,\s*$/u.test(before);
    case 'in brackets':
      return /[([]\s*$/u.test(before) && /^\s*[)\]]\s*$/u.test(behind);
    default:
      return reach satisfies never;
  }
}

const PART = new RegExp(
  String.raw`(?<![\p{L}\p{N}])(?:part|pt|half|disc|cd)\.?\s+(?:${NUMBER})`,
  'iu',
);
const VOLUME = new RegExp(
  String.raw`(?:(?<![\p{L}\p{N}])(?:books?|bk|volumes?|vols?|no(?=\.)|nr|number|episode|band|teil|tome)\.?\s*#?\s*|#\s*)(${NUMBER})`,
  'iu',
);

/**
 * A name with the number that stands behind it, as titles write it. What stands behind a comma may
 * be a half of the name, and may be more of the sentence: both are given. None for a part.
 */
function numbered(written: string, behind: string): readonly string[] {
  const name = written.replace(IN_A_LAND, '').replace(/[\s,'’.]+$/u, '');
  const [head = name, ...tail] = name.split(/,\s+/u);
  const rest = `${written.slice(head.length)} ${behind}`;
  if (PART.test(`${name} ${behind}`)) return [];
  const inWords = rest.split(/[,:;()[\]"”]\s*/u).map((piece) => placeInWords(piece.trim()));
  const number = VOLUME.exec(rest)?.[1] ?? inWords.find((place) => place !== null)?.position;
  if (number !== undefined) return [`${head}, Book ${number}`];
  return tail.length === 0 ? [name] : [name, head];
}

function sentencesOf(text: string): readonly string[] {
  if (text === '') return [];
  return text
    .replace(/\b([UL])\.([KS])\.(?:A\.)?/gu, '$1$2')
    .split(/(?<!\b(?:St|Mr|Mrs|Ms|Dr|Mt|Vol|No|[A-Z]))[.!?]\s|[.!?]$|[;\n]/u);
}

const MAY_NAME_PERSON =
  /\b(?:writing|publishing)\s+as\b|\bpseudonym|\bpen[\s-]?name|\bnom\s+de\s+plume/iu;
/** Where no sentence goes on: `Bob Smith writing as Jane Alder never could` is no name of Bob's. */
const WRITING_AS = new RegExp(
  String.raw`(${PERSON_NAME})(?:,)?\s+(?:also\s+)?(?:writing|publishing)\s+as\s+(${PERSON_NAME})(?=\s*(?:$|[.,;:!?()[\]"”|\n\r–—-]))`,
  'gu',
);
const PEN_NAME_OF = new RegExp(
  String.raw`(${PERSON_NAME})\s+is\s+(?:the|a)\s+(?:pseudonym|pen[\s-]?name|nom\s+de\s+plume)\s+(?:of|for|used\s+by)\s+(${PERSON_NAME}|(?:a|an|the)\s+\p{Ll})`,
  'gu',
);

/**
 * Names under which its authors write as well, as a description has them: `Ruth Rendell writing as
 * Barbara Vine`. What it says of other persons is left out.
 */
export function penNames(authors: readonly string[], description: string): readonly string[] {
  if (!MAY_NAME_PERSON.test(description)) return [];
  const forms = personForms(authors);
  const isAuthor = (name: string): boolean => comparePersons(personForms([name]), forms) === 'same';
  const found: string[] = [];
  for (const [, name = '', other = ''] of description.matchAll(WRITING_AS)) {
    if (isAuthor(name)) found.push(other);
  }
  for (const [, pen = '', owner = ''] of description.matchAll(PEN_NAME_OF)) {
    // `of a husband-and-wife team`: theirs, if there are two of them who give it a name of theirs.
    const isOfTeam = /^(?:a|an|the)\s/u.test(owner);
    if (isOfTeam ? isMadeOf(pen, authors) : isAuthor(owner)) found.push(pen);
    else if (!isOfTeam && isAuthor(pen)) found.push(owner);
  }
  return found;
}

/** `Ilona Andrews`, beside Ilona and Andrew Gordon. */
function isMadeOf(pen: string, authors: readonly string[]): boolean {
  const words = textKey(pen).split(' ');
  const owners = authors.filter((author) =>
    textKey(author)
      .split(' ')
      .some((word) => word.length > 2 && words.some((one) => one.startsWith(word))),
  );
  return owners.length > 1;
}
