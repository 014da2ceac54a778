import { comparePersons, personForms } from './authors.ts';
import { textKey } from './names.ts';
import { PERSON_NAME } from './narrators.ts';
import { pieceKey } from './title-pieces.ts';

/** Other names that a listing says itself: of its work, and of its author. */

const LANDS = String.raw`(?:UK|USA?|Britain|Great Britain|England|(?:North )?America|Australia|Canada|United (?:Kingdom|States))`;
const LANDED = String.raw`(?:UK|US|USA|British|American|Australian|Canadian|original)`;
/** The words before another title. `He is known as the Dragon` tells a tale: only `also known as`. */
const CUES = [
  String.raw`\b(?:a\.?k\.?a\.?|(?:also|formerly|previously|better)\s+known\s+as)\s`,
  String.raw`\b(?:(?:also|first|originally|previously|later)\s+)?(?:re-?)?(?:published|released|issued|sold|titled|entitled)\s+(?:(?:in|by|on)\s+[^:]{2,30}?\s+)?(?:as|under\s+the\s+(?:title|name)(?:\s+of)?)\s`,
  String.raw`(?:\bthe\s+)?\b${LANDED}\s+(?:title|edition|version)\s*(?:is|was|of|:|=|-)?\s`,
].map(
  (cue) => new RegExp(String.raw`${cue}\s*[:=]?\s*["“‘']?([\p{L}\p{N}][^:"”<>()[\]]{1,80})`, 'iu'),
);
const IN_A_LAND = new RegExp(String.raw`\s+in\s+(?:the\s+)?${LANDS}\b.*$`, 'iu');
const BRACKETED_ALIAS =
  /[([{]\s*(?:a\.?k\.?a\.?:?|also\s+(?:published|known)\s+as|or,?)\s+([^)\]}]{2,80})[)\]}]/giu;
/** Words that a sentence about this very work begins with, if with any. */
const OF_ITSELF: ReadonlySet<string> = new Set(
  ' it this which the novel book audiobook work title story was is has been also first originally'.split(
    ' ',
  ),
);
/** Descriptions that name nothing otherwise: nearly all. */
const MAY_NAME = /\b(?:as|under|a\.?k\.?a|title|edition|version)\b/iu;

/**
 * The other titles that a listing says its work has, as written: `(aka Temeraire)`, `Also published as
 * Dumb Witness`, `UK title: Dawnspell`. A sentence about another work says nothing of this one.
 */
export function otherTitles(title: string, description: string): readonly string[] {
  const own = textKey(title.split(/\s*[:([]/u)[0] ?? title);
  const names = [...title.matchAll(BRACKETED_ALIAS)].map(([, name = '']) => name);
  for (const sentence of sentencesOf(description)) {
    if (!MAY_NAME.test(sentence)) continue;
    for (const cue of CUES) {
      const said = cue.exec(sentence);
      if (said?.[1] === undefined) continue;
      const lead = textKey(sentence.slice(0, said.index)).replace(own, '').split(' ');
      if (lead.every((word) => OF_ITSELF.has(word))) names.push(said[1]);
    }
  }
  const plain = names.map((name) => name.replace(IN_A_LAND, '').replace(/[\s,'’]+$/u, ''));
  // What stands behind a comma may be a half of the name, and may be more of the sentence.
  const heads = plain.map((name) => name.split(', ')[0] ?? name);
  return [...new Set([...plain, ...heads])].filter((name) => pieceKey(name) !== '');
}

function sentencesOf(text: string): readonly string[] {
  if (text === '') return [];
  return text
    .replace(/\b([UL])\.([KS])\.(?:A\.)?/gu, '$1$2')
    .split(/(?<!\b(?:St|Mr|Mrs|Ms|Dr|Mt|[A-Z]))[.!?]\s|[.!?]$|[;\n]/u);
}

const MAY_NAME_PERSON =
  /\b(?:writ|wrote|publish)\w*\s+as\b|\bpseudonym|\bpen[\s-]?name|\bnom\s+de\s+plume/iu;
const WRITING_AS = new RegExp(
  String.raw`(${PERSON_NAME})(?:,)?\s+(?:also\s+)?(?:writing|writes|wrote|publishing|publishes)\s+as\s+(${PERSON_NAME})`,
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
    // `of a husband-and-wife team`: who they are, the list of authors says.
    if (/^(?:a|an|the)\s/u.test(owner) || isAuthor(owner)) found.push(pen);
    else if (isAuthor(pen)) found.push(owner);
  }
  return found;
}
