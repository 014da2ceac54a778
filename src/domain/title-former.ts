import { withoutPackaging } from './title-noise.ts';

/** What a title says of other names that its work has, or had. */
export interface FormerNames {
  /** The text without them. */
  readonly text: string;
  /** As written. */
  readonly names: readonly string[];
}

const COUNTRY = String.raw`(?:the\s+)?(?:u\.?\s?k\.?|u\.?\s?s\.?(?:\s?a\.?)?|united\s+(?:kingdom|states)|(?:great\s+)?britain|england|america|australia|canada|british|american|english|german|french)`;
const ANY = String.raw`(?:${COUNTRY}|original|first|alternate|alternative|other)`;
const ISSUED = '(?:published|titled|entitled|released|issued|known|called)';
/** Each ends before the name. */
const PHRASES = [
  String.raw`(?:previously|originally|formerly|first|also|earlier|once)\s+${ISSUED}(?:\s+(?:in\s+)?${COUNTRY})?(?:\s+(?:as|under(?:\s+the\s+title(?:\s+of)?)?))?`,
  String.raw`(?:published|released|titled|known|issued)\s+in\s+${COUNTRY}\s+(?:as|under(?:\s+the\s+title)?)`,
  String.raw`${ANY}\s+(?:edition\s+)?title(?:\s+is)?`,
  String.raw`(?<=[([{]\s*)u\.?\s?[ks]\.?(?=\s*:)`,
  String.raw`(?:formerly|a\.?k\.?a\.?)`,
  String.raw`(?:original-?titel|fr[uü]her(?:\s+erschienen)?(?:\s+(?:als|unter\s+dem\s+titel))|auch\s+(?:bekannt|erschienen)\s+als)`,
  String.raw`(?:titre\s+original|pr[eé]c[eé]demment\s+publi[eé]e?\s+sous(?:\s+le\s+titre)?|publicado\s+anteriormente\s+como|t[ií]tulo\s+original|titolo\s+originale)`,
];
/** At the start of a piece: `The Artist Formerly Known as …` is a title. */
const FORMER = new RegExp(
  String.raw`([([{]|[,:;–—|]\s|\s-\s|^)\s*(?:${PHRASES.join('|')})\s*[:–-]?\s+([^()[\]{}:;|]+?)(?=\s[–—-]\s|[()[\]{}:;|]|$)`,
  'giu',
);
/** `(Northern Lights in the UK)`. */
const ELSEWHERE = new RegExp(String.raw`[([{]([^()[\]{}]+?)\s+in\s+${COUNTRY}[)\]}]`, 'giu');
/** Most titles: nothing that could begin such a phrase. */
const MAY_TELL =
  /previous|original|former|known|title|titel|publi|released|\ba\.?k\.?a\b|\b(?:u\.?k|u\.?s)\b|\bonce\b|fr[uü]her|auch\s|titre|t[ií]tulo|titolo|called/iu;

/**
 * Takes the former and regional titles out of a text: `(UK title: …)`, `Previously Published as …`.
 * The head of a title is never one: `isHead` tells that the text starts with it.
 */
export function withoutFormerNames(text: string, isHead: boolean): FormerNames {
  if (!MAY_TELL.test(text)) return { text, names: [] };
  const names: string[] = [];
  const left = text.replace(FORMER, (...found: readonly string[]) => {
    const [whole = '', before = '', name = ''] = found;
    // Only the text's very start has no sign before it.
    if (isHead && before === '') return whole;
    // `First published in 1923` names nothing.
    if (!/^(?:in|by|on)\s/iu.test(name)) names.push(...severalIn(withoutPackaging(name.trim())));
    return /[([{]/u.test(before) ? before : '';
  });
  const kept = left.replace(ELSEWHERE, (...[, name = '']: readonly string[]) => {
    names.push(name);
    return ' ';
  });
  return { text: kept.replace(/[([{]\s*[)\]}]/gu, ' ').trim(), names };
}

/** `Hard Rain and Blood from Blood`: two, or one that is named so. */
function severalIn(name: string): readonly string[] {
  const parts = name.split(/\s+(?:and|und|et|&|or)\s+/iu);
  const areTitles = parts.length > 1 && parts.every((part) => isSeveralWords(part));
  return areTitles ? [name, ...parts] : [name];
}

/** A word beside its article makes no title that is sure to be one. */
function isSeveralWords(part: string): boolean {
  return /\s/u.test(part.replace(/^(?:the|an?)\s+/iu, '').trim());
}
