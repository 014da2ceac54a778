const HEADS = [
  'ka',
  'lo',
  'mir',
  'ten',
  'va',
  'sor',
  'bel',
  'dra',
  'fen',
  'gal',
  'ho',
  'is',
] as const;
const MIDDLES = [
  'ra',
  'lin',
  'mo',
  'du',
  'se',
  'tha',
  'ne',
  'bri',
  'co',
  'va',
  'ru',
  'li',
] as const;
const TAILS = [
  'dor',
  'mar',
  'wen',
  'tis',
  'gan',
  'ley',
  'rick',
  'nor',
  'vel',
  'sta',
  'bor',
  'mund',
] as const;
/** Each seed walks through all of the words in another order: a prime shares no factor with them. */
const STEP = 7_919;

/** How many words there are. */
export const INVENTED_WORDS = HEADS.length * MIDDLES.length * TAILS.length * MIDDLES.length;

/**
 * A word that no other index has, for worlds too large for a vocabulary: `Kalinmorick`.
 * @throws {RangeError} from index {@link INVENTED_WORDS} on.
 */
export function inventedWord(index: number, seed: number): string {
  if (index < 0 || index >= INVENTED_WORDS) throw new RangeError(`no invented word ${index}`);
  let rest = (index * STEP + seed) % INVENTED_WORDS;
  let word = '';
  for (const part of [HEADS, MIDDLES, MIDDLES, TAILS]) {
    word += part[rest % part.length] ?? '';
    rest = Math.floor(rest / part.length);
  }
  return `${word[0]?.toUpperCase() ?? ''}${word.slice(1)}`;
}
