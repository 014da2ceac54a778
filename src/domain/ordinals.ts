import { textKey } from './names.ts';
import { ORDINAL, readNumber } from './numbers.ts';

/** Ordinals as subtitles write them, in the languages of most libraries: `vierter Fall`, `3ème`. */

const GERMAN =
  'erst zweit dritt viert funft sechst siebt acht neunt zehnt elft zwolft dreizehnt vierzehnt funfzehnt sechzehnt siebzehnt achtzehnt neunzehnt zwanzigst';
const FRENCH =
  'premier deuxieme troisieme quatrieme cinquieme sixieme septieme huitieme neuvieme dixieme onzieme douzieme treizieme quatorzieme quinzieme seizieme';
const SPANISH = 'primer segund tercer cuart quint sext septim octav noven decim undecim duodecim';
const ITALIAN = 'prim second terz quart quint sest settim ottav non decim undicesim dodicesim';
const DUTCH = 'eerste tweede derde vierde vijfde zesde zevende achtste negende tiende';

const ENDINGS: readonly (readonly [string, readonly string[]])[] = [
  [GERMAN, ['e', 'er', 'es', 'en', 'em']],
  [FRENCH, ['', 'e']],
  [SPANISH, ['o', 'a']],
  [ITALIAN, ['o', 'a']],
  [DUTCH, ['']],
];

const FOREIGN: ReadonlyMap<string, number> = new Map(
  ENDINGS.flatMap(([stems, endings]) =>
    stems
      .split(' ')
      .flatMap((stem, index) =>
        endings.map((ending): [string, number] => [`${stem}${ending}`, index + 1]),
      ),
  ).concat([
    ['primer', 1],
    ['tercer', 3],
    ['seconde', 2],
    ['siebente', 7],
    ['siebenter', 7],
  ]),
);

/** One letter may be written with its mark or without. */
const FOLDED: Readonly<Record<string, string>> = { o: '[oö]', u: '[uü]', e: '[eèé]', i: '[ií]' };

function asWritten(word: string): string {
  return word.replace(/[oue]|(?<=p|c)i/gu, (letter) => FOLDED[letter] ?? letter);
}

const SPELLED = [...FOREIGN.keys()]
  .sort((a, b) => b.length - a.length)
  .map(asWritten)
  .join('|');

/** A pattern, without a group, of one ordinal of any language; for texts in any case. */
export const ANY_ORDINAL = String.raw`(?:${ORDINAL}|\d{1,2}(?:st|nd|rd|th|e|er|ère|re|[eè]me|\.|º|ª)|(?:${SPELLED}))(?![\p{L}\d])`;

/** The value of a text that matches {@link ANY_ORDINAL}, or null. */
export function readOrdinal(text: string): number | null {
  const digits = /^\d{1,2}/u.exec(text)?.[0];
  if (digits !== undefined) return Number(digits);
  const key = textKey(text);
  return FOREIGN.get(key) ?? readNumber(key.replace(' ', '-'));
}
