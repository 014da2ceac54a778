import { DENIED, signOfDrama } from '../drama.ts';
import { languageInBrackets, languageInWords } from '../language-signs.ts';
import { languageCode } from '../languages.ts';
import type { Case, Check } from './case.ts';

/** MyAnonamouse's categories of audiobooks. */
const AUDIOBOOK_CATEGORIES: ReadonlySet<number> = new Set([
  39, 49, 50, 83, 51, 97, 40, 41, 106, 42, 52, 98, 54, 55, 43, 99, 84, 44, 56, 45, 57, 85, 87, 119,
  88, 58, 59, 46, 47, 53, 89, 100, 108, 48, 111,
]);

/** File types that hold sound. */
const AUDIO_FORMATS: ReadonlySet<string> = new Set(
  'm4b m4a mp3 aac aax aaxc flac ogg oga opus wma wav mka mpc ape alac mp4'.split(' '),
);

/** An e-book, a magazine, music: by its category, or by its files. */
export const notAnAudiobook: Check = ({ candidate }) => {
  const { categoryId, formats } = candidate;
  if (categoryId !== null && !AUDIOBOOK_CATEGORIES.has(categoryId)) {
    return { name: 'not-an-audiobook', got: `category ${categoryId}`, want: 'an audiobook' };
  }
  const hasSound = formats.some((format) =>
    AUDIO_FORMATS.has(format.toLowerCase().replace('.', '')),
  );
  if (hasSound) return null;
  const told = formats.length > 0 ? formats.join(', ') : ebookInWords(candidate);
  return told === null ? null : { name: 'not-an-audiobook', got: told, want: 'an audiobook' };
};

const EBOOK = /\b(?:epub|mobi|azw3?|pdf|cb[rz]|e-?books?|kindle\s+edition)\b/iu;
const SOUND =
  /\b(?:audio\s?books?|narrat\w+|read\s+by|m4b|m4a|mp3|flac|kbps|unabridged|hours?|hrs?|listen\w*)\b|\d\s?k\b|\d:\d\d:\d\d/iu;

/** What words say of an e-book, where neither files nor playing time speak of sound. */
function ebookInWords({
  title,
  description,
  runtimeMinutes,
  narrators,
}: Case['candidate']): string | null {
  const text = `${title}\n${description}`;
  const isHeard = (runtimeMinutes ?? 0) > 0 || narrators.length > 0 || SOUND.test(text);
  return isHeard ? null : (EBOOK.exec(text)?.[0] ?? null);
}

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
