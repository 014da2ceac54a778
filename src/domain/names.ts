/**
 * Keys under which names are compared. Every key is idempotent (`key(key(x)) === key(x)`) and
 * does not depend on the Unicode form of what it is made from. An empty key identifies nothing:
 * callers must not treat two empty keys as the same name.
 */

/** Letters that Unicode does not decompose, though people type them without their stroke. */
const UNDECOMPOSED: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
  ς: 'σ',
};
const UNDECOMPOSED_LETTER = /[ßæœøłđðþħıς]/g;

// The blocks of marks that sit on Latin, Greek and Cyrillic letters. Marks of other scripts are
// vowels or change the consonant: they stay.
const DIACRITICS =
  /[\u0300-\u036f]|[\u1ab0-\u1aff]|[\u1dc0-\u1dff]|[\u20d0-\u20ff]|[\ufe20-\ufe2f]/gu;

// ´ (U+00B4) decomposes to a space and a combining acute: seen here after decomposition.
const APOSTROPHES = / \u0301|['`\u02b9\u02bb\u02bc\u2018\u2019\u201b\u2032\u2035]/g;

// oxlint-disable-next-line no-control-regex
const ASCII = /^[\0-\x7f]*$/;

const NOT_IN_WORDS = /[^\p{L}\p{N}\p{M}]+/gu;

/**
 * The key of any text: lower case, without diacritics and apostrophes, `&` as `and`, all other
 * punctuation as single spaces.
 */
export function textKey(text: string): string {
  // Most names: nothing to decompose, and this is where judging spends its time.
  if (ASCII.test(text)) {
    const plain = text.toLowerCase().replace(/['`]/g, '').replaceAll('&', ' and ');
    return plain.replace(/[^a-z0-9]+/g, ' ').trim();
  }
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(APOSTROPHES, '')
    .replace(DIACRITICS, '')
    .replace(UNDECOMPOSED_LETTER, (letter) => UNDECOMPOSED[letter] ?? letter)
    .replaceAll('&', ' and ')
    .replace(NOT_IN_WORDS, ' ')
    .trim();
}

/**
 * True when the words of a key stand in another, one after the other: `erica falck` in
 * `patrik hedstrom and erica falck`. An empty key identifies nothing, and is within none.
 */
export function isWithin(short: string, long: string): boolean {
  return short !== '' && ` ${long} `.includes(` ${short} `);
}

/** True when one of two keys is within the other: a shorter and a longer form of a name. */
export function areForms(one: string, other: string): boolean {
  return isWithin(one, other) || isWithin(other, one);
}

/** Words after a name that are no part of it. */
const NAME_SUFFIXES: ReadonlySet<string> = new Set('jr sr ii iii iv phd md esq'.split(' '));

/** Audible writes roles into the name: `Ken Liu - translator`. */
const ROLE =
  /\s+[-–—]\s+(?:translator|editor|author|writer|narrator|illustrator|introduction|foreword|adaptor|adapter|contributor|afterword)\b.*$/iu;

/**
 * The key of one author: `J. R. R. Tolkien`, `J.R.R. Tolkien`, `JRR Tolkien` and
 * `Tolkien, J. R. R.` share one. Suffixes (`Jr.`, `PhD`) and roles (` - translator`) are dropped.
 */
export function authorKey(author: string): string {
  const name = author.normalize('NFKC').replace(ROLE, '');
  const words = joinInitials(textKey(firstNameFirst(name)).split(' '));
  while (words.length > 1 && NAME_SUFFIXES.has(words.at(-1) ?? '')) words.pop();
  return words.join(' ');
}

/** `Last, First` → `First Last`; `Name, Jr.` → `Name`. Any other use of commas stays. */
function firstNameFirst(author: string): string {
  const parts = author.split(/[,，]/u);
  const [last, first] = parts;
  if (parts.length !== 2 || last === undefined || first === undefined) return author;
  // `Ph.D.` is a degree; `J.R.` are initials, and no `Jr.`
  const suffix = textKey(first);
  if (NAME_SUFFIXES.has(suffix) || /^(?:ph d|m d)$/.test(suffix)) return last;
  return `${first} ${last}`;
}

/** `['j', 'r', 'r', 'tolkien']` → `['jrr', 'tolkien']`. */
function joinInitials(words: readonly string[]): string[] {
  const joined: string[] = [];
  let lastIsInitials = false;
  for (const word of words) {
    const isInitial = [...word].length === 1 && /\p{L}/u.test(word);
    if (isInitial && lastIsInitials) joined.push(`${joined.pop() ?? ''}${word}`);
    else joined.push(word);
    lastIsInitials = isInitial;
  }
  return joined;
}

const JUNK_AUTHORS: ReadonlySet<string> = new Set([
  '',
  'unknown',
  'unknown artist',
  'unknown author',
  'artist unknown',
  'author unknown',
  'various',
  'various artists',
  'various authors',
  'various narrators',
  'multiple authors',
  'multiple',
  'anonymous',
  'anon',
  'na',
  'n a',
  'none',
  'null',
  'undefined',
  'not specified',
  'author',
  'authors',
  'artist',
  'audiobook',
  'audiobooks',
  'full cast',
  'tba',
]);

/** True for what stands in an author's place without being one: `Unknown Artist`, `Various`, `N/A`. */
export function isJunkAuthor(author: string): boolean {
  return JUNK_AUTHORS.has(textKey(author)) || JUNK_AUTHORS.has(authorKey(author));
}

/** The keys of real authors, each once, in the order given; junk is left out. */
export function authorKeys(authors: readonly string[]): readonly string[] {
  const keys = new Set<string>();
  for (const author of authors) {
    if (!isJunkAuthor(author)) keys.add(authorKey(author));
  }
  return [...keys];
}

/** Words that come and go behind a series' name, as a pattern. */
export const SERIES_WORDS = 'series|saga|trilogy|cycle|novels|books|reihe|serie|zyklus|trilogie';
const SERIES_TAIL = new RegExp(String.raw`\s(?:${SERIES_WORDS})$`, 'u');

/**
 * The key of a series: `The Wheel of Time Series` and `Wheel of Time` share one. A name that
 * would vanish (`The Cycle`) keeps its last word.
 */
export function seriesKey(series: string): string {
  let key = textKey(series);
  for (;;) {
    const shorter = key.replace(/^the\s/u, '').replace(SERIES_TAIL, '');
    if (shorter === key) return key;
    key = shorter;
  }
}

const COUNT = String.raw`(?:\d{1,4}(?:\.\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|[ivx]{1,6})`;
const VOLUME_WORD = String.raw`(?:books?|bks?|volumes?|vols?)\.?\s*#?\s*`;
/** `Book 3`, `Vol. 5 & 6`, `#4`, at the end of a title or of one of its pieces. */
const VOLUME_TAIL = new RegExp(
  String.raw`(?:^|[\s,;:–—-]+)(?:the\s+)?(?:${VOLUME_WORD}|#\s*)${COUNT}(?:\s*(?:[-–—&,+]|and|to)\s*${COUNT})*\s*$`,
  'iu',
);
/** What follows a separator and says nothing of which work it is. */
const EMPTY_SUBTITLE =
  /^(?:(?:an?|the)\s+(?:[\p{L}\p{N}'’-]+\s+){0,4})?(?:novel|novella|memoir|litrpg|litrpg adventure|thriller|story|audiobook)$/iu;
const BRACKETED = /[([{]([^()[\]{}]*)[)\]}]/gu;
const EMPTY_BRACKET =
  /\b(?:un-?abridged|abridged|audiobook|audio ?book|audio|m4b|mp3|retail|dramati[sz]ed.*|graphic ?audio)\b/iu;

/**
 * The key of a title without what is no part of the work's name: `(Unabridged)`, `, Book 3`,
 * `: The Stormlight Archive, Book 2`, `: A Novel`, and pieces that are the name of one of the
 * given series. A subtitle goes only when it is such a piece; any other stays, and so does a bare
 * number (`Town 4`). A title that is nothing but such pieces stays whole. Titles with one key can
 * still be different volumes: compare the volumes too.
 */
export function titleKey(title: string, seriesKeys: readonly string[] = []): string {
  const plain = title.normalize('NFKC').replace(BRACKETED, keepTelling).trim();
  const [head = '', ...subtitles] = plain.split(/\s*:\s+|\s+[-–—|]\s+/u);
  const kept = [withoutVolume(head)];
  for (const subtitle of subtitles) {
    if (VOLUME_TAIL.test(subtitle) || EMPTY_SUBTITLE.test(subtitle.trim())) continue;
    kept.push(subtitle);
  }
  const telling = kept.filter((piece) => !isSeriesName(piece, seriesKeys));
  const key = textKey((telling.length > 0 ? telling : kept).join(' '));
  return withoutVolumes(key || textKey(plain) || textKey(title));
}

function keepTelling(whole: string, inside: string): string {
  return EMPTY_BRACKET.test(inside) || VOLUME_TAIL.test(inside) ? ' ' : whole;
}

/** True for `Drizzt` and `Drizzt 07` in the series of Drizzt. */
function isSeriesName(piece: string, seriesKeys: readonly string[]): boolean {
  if (seriesKeys.length === 0) return false;
  return seriesKeys.includes(seriesKey(textKey(piece).replace(/\s\d{1,3}$/u, '')));
}

function withoutVolume(text: string): string {
  return text.replace(VOLUME_TAIL, '');
}

/** Drops volume marks from the end of a key until none is left, but never all of it. */
function withoutVolumes(key: string): string {
  let kept = key;
  for (;;) {
    const shorter = withoutVolume(kept).trim();
    if (shorter === kept || shorter === '') return kept;
    kept = shorter;
  }
}
