/** Numbers as titles and positions write them: `07`, `2.5`, `Three`, `Twenty-One`, `third`, `IV`. */

const SMALL =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const TENS = 'twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const ORDINALS =
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth'.split(
    ' ',
  );

/** Beyond twenty only what ends a run: `Thirtieth`, and `Twenty-First` with one of the above. */
const TENTHS: readonly (readonly [string, number])[] = [
  ['thirtieth', 30],
  ['fortieth', 40],
  ['fiftieth', 50],
];

const WORDS: ReadonlyMap<string, number> = new Map([
  ...SMALL.map((word, value): [string, number] => [word, value]),
  ...TENS.map((word, index): [string, number] => [word, 10 * (index + 2)]),
  ...ORDINALS.map((word, index): [string, number] => [word, index + 1]),
  ...TENTHS,
]);

/** Romans up to here are read; beyond it a run of such letters is more likely a word. */
const LAST_ROMAN = 39;
const ROMANS: ReadonlyMap<string, number> = new Map(
  Array.from({ length: LAST_ROMAN }, (_, index): [string, number] => [roman(index + 1), index + 1]),
);

function roman(value: number): string {
  const ones = ['', 'i', 'ii', 'iii', 'iv', 'v', 'vi', 'vii', 'viii', 'ix'];
  return `${'x'.repeat(Math.floor(value / 10))}${ones[value % 10] ?? ''}`;
}

const ONES = [...SMALL.slice(1, 10), ...ORDINALS.slice(0, 9)].join('|');
const TENS_AND_ONES = String.raw`(?:${TENS.join('|')})(?:[\s-](?:${ONES}))?`;
const TENTH_WORDS = TENTHS.map(([word]) => word);
const SPELLED = [...ORDINALS, ...TENTH_WORDS, ...SMALL.slice(0, 20)]
  .sort((a, b) => b.length - a.length)
  .join('|');

/** A pattern, without a group, of one spelled ordinal. */
export const ORDINAL = String.raw`(?:(?:(?:${TENS.join('|')})[\s-])?(?:${ORDINALS.slice(0, 9).join('|')})|${[...ORDINALS.slice(9), ...TENTH_WORDS].join('|')})`;

/** A pattern, without a group, of one number; for texts in lower case. */
export const NUMBER = String.raw`(?:\d{1,5}(?:\.\d{1,3})?(?:(?:st|nd|rd|th)\b)?|(?:${TENS_AND_ONES}|${SPELLED})\b|[ivx]{1,7}\b)`;

/** A number behind which a title goes on is no part of a list: `Book 14 - 61 Hours`. */
const NO_TITLE = String.raw`(?!\s+(?!(?:of|in|box|boxed|omnibus|collection|complete|bundle|unabridged|audiobook|and|the|to|through|thru|series|set|plus|with)\b)\p{L})`;

/** A pattern, without a group, of one number or a list with ranges: `1-3, 5 & 7`. */
export const NUMBER_LIST = String.raw`${NUMBER}(?:[-–—]${NUMBER}|\s*(?:[-–—+]|,?\s*(?:&|\band\b)|,|\bto\b|\bthrough\b|\bthru\b)\s*#?\s*${NUMBER}${NO_TITLE})*`;

/** The value of a text that matches {@link NUMBER}, or null for one that does not. */
export function readNumber(text: string): number | null {
  const word = WORDS.get(text) ?? ROMANS.get(text) ?? tensAndOnes(text);
  if (word !== null) return word;
  const digits = /^(\d{1,5}(?:\.\d{1,3})?)(?:st|nd|rd|th)?$/u.exec(text)?.[1];
  return digits === undefined ? null : Number(digits);
}

function tensAndOnes(text: string): number | null {
  const [tens = '', ones = '', more] = text.split(/[\s-]/u);
  const high = TENS.indexOf(tens);
  const low = SMALL.includes(ones) ? SMALL.indexOf(ones) : ORDINALS.indexOf(ones) + 1;
  return high < 0 || low < 1 || low > 9 || more !== undefined ? null : 10 * (high + 2) + low;
}
