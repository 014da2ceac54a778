import { signOfNoAudiobook } from '../audiobooks.ts';
import { DENIED, signOfDrama } from '../drama.ts';
import { languageInBrackets, languageInWords } from '../language-signs.ts';
import { languageCode } from '../languages.ts';
import type { Reason } from '../decision.ts';
import type { Case, Check } from './case.ts';

/** An e-book, a magazine, music: by its category, or by its files. */
export const notAnAudiobook: Check = ({ candidate }) => {
  const got = signOfNoAudiobook(candidate);
  return got === null ? null : { name: 'not-an-audiobook', got, want: 'an audiobook' };
};

/** Another language than the work's, the policy's, or most of what is owned of the series or the author. */
export const wrongLanguage: Check = ({ candidate, wantedLanguage, policy, override }) => {
  const code = languageOf(candidate);
  const said = (override.languages ?? policy.languages).map(languageCode);
  if (code === null) return null;
  if (said.length > 0 ? said.includes(code) : wantedLanguage === null || code === wantedLanguage) {
    return null;
  }
  const want = said.length > 0 ? said.join(' or ') : (wantedLanguage ?? '?');
  return { name: 'wrong-language', got: code, want };
};

/** What a title has in brackets is written by hand: it counts before what its list was left at. */
export function languageOf({
  title,
  description,
  language,
}: Pick<Case['candidate'], 'title' | 'description' | 'language'>): string | null {
  const bracketed = languageInBrackets(title);
  return bracketed ?? languageCode(language) ?? languageInWords(title, description);
}

const UNABRIDGED = /\bun-?\s?abridged\b/iu;
const ABRIDGED = new RegExp(String.raw`${DENIED}\babridge(?:d|ment)\b|[([]abr\.?[)\]]`, 'iu');

function saysAbridged(text: string): boolean {
  return ABRIDGED.test(text) && !UNABRIDGED.test(text);
}

/** Shortened: by the source's flag, or by a word that is not `unabridged`. */
export const abridged: Check = ({ candidate, policy, override }) => {
  if (override.abridged ?? policy.abridged) return null;
  const { title, description, tags } = candidate;
  // A title is about this recording; a description may speak of others as well.
  const isSaid = saysAbridged(title) || saysAbridged([title, description, ...tags].join('\n'));
  if (!candidate.abridged && !isSaid) return null;
  return { name: 'abridged', got: 'abridged', want: 'unabridged' };
};

/** Played by a cast from a shortened text rather than read. */
export const dramatised: Check = ({ candidate, policy, override }) => {
  if (override.dramatised ?? policy.dramatised) return null;
  const sign = signOfDrama(candidate);
  return sign === null ? null : { name: 'dramatised', got: sign, want: 'a reading' };
};

/** The narrator is none of those who read what is owned of the series, and the policy cares. */
export const wrongRecording: Check = (given) => {
  const { policy, override, readBy, narrators, wantedNarrators } = given;
  const isStrict = override.narrators !== undefined || policy.narrators === 'same';
  if (!isStrict || readBy !== 'different') return null;
  return {
    name: 'wrong-recording',
    got: narrators.join(', '),
    want: wantedNarrators.join(' or '),
  };
};

/** How a doubt about the narrator begins: its remedy is the policy's rule on narrators. */
export const READ_BY = 'read by ';

/** Series do change their narrator, and a person may mind. */
export function doubtfulNarrator(given: Case): Reason | null {
  const { policy, override, readBy, narrators, wantedNarrators } = given;
  const wanted = wantedNarrators.join(' or ');
  if (override.narrators !== undefined) {
    const isKnown = readBy !== 'unknown' || wanted === '';
    return isKnown ? null : { name: 'doubtful', got: 'no narrator given', want: wanted };
  }
  if (policy.narrators !== 'ask' || readBy !== 'different') return null;
  const want = `${wanted}, who read the rest of the series`;
  return { name: 'doubtful', got: `${READ_BY}${narrators.join(', ')}`, want };
}
