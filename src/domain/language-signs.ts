import { languageCode } from './languages.ts';

/** In which language a recording is, where only the words of its listing tell. */

const NAMES =
  'english german deutsch french français spanish español castellano italian italiano dutch nederlands portuguese português swedish svenska danish dansk norwegian norsk finnish suomi polish polski czech russian ukrainian hungarian magyar greek turkish türkçe japanese chinese mandarin korean arabic hebrew hindi';
const NAME = `(${NAMES.split(' ').join('|')})`;
const CODE = '(ENG|GER|DEU|FRE|FRA|SPA|ESP|ITA|NLD|DUT|POR|SWE|DAN|NOR|FIN|POL|CZE|RUS|JPN)';
const EDITION = String.raw`(?:\s+(?:edition|version|language|audio\s?book|unabridged))?`;

/** `[Deutsch]`, `(Spanish Edition)`, `[ITA]`: a language, and nothing but it, in brackets. */
const BRACKETED_NAME = new RegExp(String.raw`[([{]\s*(?:in\s+)?${NAME}${EDITION}\s*[)\]}]`, 'iu');
const BRACKETED_CODE = new RegExp(String.raw`[([{]\s*${CODE}\s*[)\]}]`, 'u');

const SAID = [
  new RegExp(String.raw`\b(?:language|sprache|langue|idioma|lingua|taal)\s*[:=-]\s*(\p{L}+)`, 'iu'),
  new RegExp(String.raw`\b(?:read|spoken|narrated|recorded|audio\s?book)\s+in\s+${NAME}\b`, 'iu'),
  new RegExp(
    String.raw`(?<!\p{L})${NAME}\s+(?:audio\s?book|audio\s?edition|language\s+edition)\b`,
    'iu',
  ),
];

/** Words of the trade that only one language has. */
const WORDS: readonly (readonly [RegExp, string])[] = [
  [/(?<!\p{L})(?:hörbuch|ungekürzt\p{L}*|gekürzte\p{L}*|gelesen\s+von|sprecher)(?!\p{L})/iu, 'de'],
  [/(?<!\p{L})(?:livre\s+audio|lu\s+par|texte\s+intégral)(?!\p{L})/iu, 'fr'],
  [/(?<!\p{L})(?:narrado\s+por|leído\s+por|locutor)(?!\p{L})/iu, 'es'],
  [/(?<!\p{L})(?:letto\s+da|legge)(?!\p{L})/iu, 'it'],
  [/(?<!\p{L})(?:luisterboek|voorgelezen)(?!\p{L})/iu, 'nl'],
  [/(?<!\p{L})(?:ljudbok|uppläst|inläst)(?!\p{L})/iu, 'sv'],
  [/(?<!\p{L})(?:lydbok|lest\s+av)(?!\p{L})/iu, 'no'],
];

/** The language that brackets in a title name, as a code, or null. */
export function languageInBrackets(title: string): string | null {
  const plain = title.normalize('NFC');
  const name = BRACKETED_NAME.exec(plain)?.[1] ?? BRACKETED_CODE.exec(plain)?.[1];
  return name === undefined ? null : languageCode(name);
}

/** The language that title and description tell, as a code, or null: nothing is told. */
export function languageInWords(title: string, description: string): string | null {
  const bracketed = languageInBrackets(title);
  if (bracketed !== null) return bracketed;
  const plain = `${title}\n${description}`.normalize('NFC');
  for (const pattern of SAID) {
    const name = pattern.exec(plain)?.[1];
    if (name !== undefined) return languageCode(name);
  }
  return WORDS.find(([pattern]) => pattern.test(plain))?.[1] ?? null;
}

const ARTICLES: ReadonlyMap<string, string> = new Map([
  ['de', 'der die das und ein eine einen im vom zum zur des dem den von für mit ist nicht'],
  ['fr', 'le la les un une des du et au aux dans sur est à ne pas pour'],
  ['es', 'el la los las un una del y de en por para'],
  ['it', 'il lo la gli le un una della del di e nel che'],
  ['nl', 'de het een van en in der'],
  ['pt', 'o a os as um uma do da dos e'],
  ['sv', 'en ett den det och som av'],
  ['da', 'en et den det og som af'],
  ['no', 'en et den det og som av'],
]);

/** True when a title has a small word of the language, so that it is likely to be in it. */
export function soundsLike(title: string, code: string): boolean {
  const small = ARTICLES.get(code)?.split(' ') ?? [];
  const words = title
    .normalize('NFC')
    .toLowerCase()
    .split(/[^\p{L}]+/u);
  const hasForeignLetters = /[^\p{ASCII}’‘“”–—…]/u.test(title.normalize('NFC'));
  return hasForeignLetters || words.some((word) => small.includes(word));
}
