import type { Candidate } from './candidate.ts';

/** MyAnonamouse's categories of audiobooks. */
const AUDIOBOOK_CATEGORIES: ReadonlySet<number> = new Set([
  39, 49, 50, 83, 51, 97, 40, 41, 106, 42, 52, 98, 54, 55, 43, 99, 84, 44, 56, 45, 57, 85, 87, 119,
  88, 58, 59, 46, 47, 53, 89, 100, 108, 48, 111,
]);

/** File types that hold sound. */
const AUDIO_FORMATS: ReadonlySet<string> = new Set(
  'm4b m4a mp3 aac aax aaxc flac ogg oga opus wma wav mka mpc ape alac mp4'.split(' '),
);

/**
 * What says that a candidate is no audiobook (an e-book, a magazine, music): its category, or its
 * files, or its words; null when it is one.
 */
export function signOfNoAudiobook(candidate: Candidate): string | null {
  const { categoryId, formats } = candidate;
  if (categoryId !== null && !AUDIOBOOK_CATEGORIES.has(categoryId)) return `category ${categoryId}`;
  const hasSound = formats.some((format) =>
    AUDIO_FORMATS.has(format.toLowerCase().replace('.', '')),
  );
  if (hasSound) return null;
  return formats.length > 0 ? formats.join(', ') : ebookInWords(candidate);
}

const EBOOK = /\b(?:epub|mobi|azw3?|pdf|cb[rz]|e-?books?|kindle\s+edition)\b/iu;
const SOUND =
  /\b(?:audio\s?books?|narrat\w+|read\s+by|m4b|m4a|mp3|flac|kbps|unabridged|hours?|hrs?|listen\w*)\b|\d\s?k\b|\d:\d\d:\d\d/iu;

/** What words say of an e-book, where neither files nor playing time speak of sound. */
function ebookInWords({ title, description, runtimeMinutes, narrators }: Candidate): string | null {
  const text = `${title}\n${description}`;
  const isHeard = (runtimeMinutes ?? 0) > 0 || narrators.length > 0 || SOUND.test(text);
  return isHeard ? null : (EBOOK.exec(text)?.[0] ?? null);
}
