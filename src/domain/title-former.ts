import { IN_A_TITLE, LAND } from './title-cues.ts';
import { withoutPackaging } from './title-noise.ts';

/** What a title says of other names that its work has, or had. */
export interface FormerNames {
  /** The text without them. */
  readonly text: string;
  /** As written. */
  readonly names: readonly string[];
}

/** At the start of a piece: `The Artist Formerly Known as …` is a title. */
const FORMER = new RegExp(
  String.raw`([([{]|[,:;–—|]\s|\s-\s|^)\s*${IN_A_TITLE}\s*[:–-]?\s+([^()[\]{}:;|]+?)(?=\s[–—-]\s|[()[\]{}:;|]|$)`,
  'giu',
);
/** `(Northern Lights in the UK)`. */
const ELSEWHERE = new RegExp(String.raw`[([{]([^()[\]{}]+?)\s+in\s+${LAND}[)\]}]`, 'giu');
/** Most titles: nothing that could begin such a phrase. */
const MAY_TELL =
  /previous|original|former|known|title|titel|publi|released|issued|\ba\.?k\.?a\b|\b(?:u\.?k|u\.?s)\b|\bonce\b|fr[uü]her|auch\s|titre|t[ií]tulo|titolo|called/iu;

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
