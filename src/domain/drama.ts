// "not dramatised" and "this is not the Graphic Audio version" speak of the opposite.
/** Words before a claim that turn it round. */
export const DENIED = String.raw`(?<!\b(?:not|non|no|isn['’]t|without|never)\b[^.\n]{0,16})`;
const DRAMATISED = new RegExp(
  String.raw`${DENIED}\b(?:dramati[sz](?:ed|ation)|graphic\s?audio|(?:radio|audio)\s?(?:drama|play|dramatization)|(?:bbc\s+)?radio\s+(?:4|3|2|full[\s-]cast|collection|drama)|full[\s-]cast\s+(?:audio\s+)?drama\w*|a movie in your mind)`,
  'iu',
);
/** Names of studios and casts where a narrator's should be. */
const STUDIO =
  /^(?:graphic\s?audio.*|(?:a |the )?full[\s-]cast(?:\s.*)?|bbc(?:\s.*)?|radio\s?\d.*|big finish.*|l\.?\s?a\.? theatre works|the colonial radio.*|colonial radio.*|dramati[sz]ed.*|soundbooth theater.*|pocket universe.*|.*\bradio (?:theatre|theater|players|drama)\b.*|multi[\s-]?cast dramati.*)$/iu;

/** A studio that also records whole texts with many voices: it says so. */
const CASTS_THAT_READ = /soundbooth theater/iu;

/** What tells whether a recording is played: its title, its free text, its narrators and tags. */
export interface Described {
  readonly title: string;
  readonly description: string;
  readonly narrators: readonly string[];
  readonly tags: readonly string[];
}

/** The words by which a recording shows that it is played by a cast, or null for a reading. */
export function signOfDrama(given: Described): string | null {
  for (const text of [given.title, given.description, ...given.narrators, ...given.tags]) {
    const sign = DRAMATISED.exec(text)?.[0];
    if (sign !== undefined) return sign;
  }
  const [only, ...others] = given.narrators;
  // A cast beside a named reader may be a reading with guests.
  if (only === undefined || others.some((name) => !STUDIO.test(name.trim()))) return null;
  const isReading = CASTS_THAT_READ.test(only) && /\bun-?\s?abridged\b/iu.test(given.description);
  return STUDIO.test(only.trim()) && !isReading ? only.trim() : null;
}
