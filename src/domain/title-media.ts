/** Discs, tapes and files that titles name: they count no volumes, and one of them is no book. */

const SORT = String.raw`(?:mp3[\s-]?|audio[\s-]?)?`;
/** Words that mean nothing else, wherever they stand. */
const DISC = String.raw`${SORT}(?:cds?|dis[ck]s?|disques?)`;
/** Words that titles are made of as well: `Cold Case Files`, `Dark Side`. Only behind a sign. */
const OTHER = String.raw`(?:tapes?|cassettes?|(?:${SORT})(?:tracks?|files?)|sides?)`;
const ANY = String.raw`(?:${DISC}|${OTHER})`;
const TO = String.raw`\s*(?:[-–—~,&]|\b(?:to|thru|through)\b)\s*`;
const NO_PART = String.raw`(?!\d|\s*(?:of|\/)\s*\d)`;
const rangeOf = (media: string): string =>
  String.raw`${media}\s*#?\d{1,3}(?:${TO}(?:${media}\s*)?#?\d{1,3})+${NO_PART}`;
/** `12 CDs`; but `Town 4 CD` is a volume. */
const COUNT = String.raw`(?:on\s+)?(?:\d{1,3}\s*${SORT}(?:cds|discs|disks|cassettes|tapes)|1\s*${SORT}(?:cd|disc|disk))`;
const NAMELESS = String.raw`(?:mp3|audio)[\s-]?cds?`;

const ONLY_MEDIA = new RegExp(
  String.raw`^(?:${rangeOf(ANY)}|${ANY}\s*#?\d{1,3}${NO_PART}|${COUNT}|${NAMELESS}|cds?)$`,
  'iu',
);
const TAIL = new RegExp(
  String.raw`(?:^|[\s,:–—-]+)(?:${rangeOf(DISC)}|${DISC}\s*#?\d{1,3}${NO_PART}|on\s+${COUNT}|${NAMELESS})\s*$`,
  'iu',
);
const TAIL_BEHIND_SIGN = new RegExp(
  String.raw`(?:^|\s*[,:]\s*|\s[–—-]+\s*)(?:${rangeOf(ANY)}|${OTHER}\s*#?\d{1,3}${NO_PART}|${COUNT})\s*$`,
  'iu',
);
const BEHIND_SIGN = String.raw`(?:[([{]|(?<=[([{:,]\s?|\s[–—-]\s))`;
/** `(CD 01-38)` and `- Disc 1-12` anywhere in a title. */
const RANGE = new RegExp(
  String.raw`(?:[([{]?(?<![\p{L}\p{N}])${rangeOf(DISC)}|${BEHIND_SIGN}${rangeOf(OTHER)})[)\]}]?`,
  'giu',
);
/** `Disc 1`, `(CD 3)`, `- Tape 2`: one of several. */
const ONE = new RegExp(
  String.raw`(?:(?<![\p{L}\p{N}])${DISC}\s*#?\d{1,3}|(?<=[([{:,]\s?|\s[–—-]\s)${OTHER}\s*#?\d{1,3}(?=\s*(?:$|[)\]}:,]|\s[–—-]\s)))${NO_PART}`,
  'iu',
);
/** Most titles name no disc, and are not searched for one. */
const MAY_COUNT_DISCS = /(?:cd|dis[ckq]|tape|cassette|track|file|side)[a-z]*\s*#?\s*\d/iu;

/** `CD 1-8`, `12 CDs`, `Disc 1`, `MP3 CD`: true for a piece that says what the recording is on. */
export function isMedia(piece: string): boolean {
  return ONLY_MEDIA.test(piece);
}

/** A title without ranges of discs: their numbers are none of volumes. */
export function withoutDiscs(title: string): string {
  return MAY_COUNT_DISCS.test(title) ? title.replace(RANGE, ' ') : title;
}

/** In characters: what nobody writes of discs is not searched for them. */
const LONGEST_TAIL = 100;

/** A piece without what it says of discs at its end: `Cold Case, 8 CDs`, never `Cold Case Files 3`. */
export function withoutMedia(piece: string): string {
  const from = Math.max(0, piece.length - LONGEST_TAIL);
  const left = piece.slice(from).replace(TAIL, '').replace(TAIL_BEHIND_SIGN, '');
  return from > 0 && left === '' ? piece : piece.slice(0, from) + left;
}

/**
 * The one disc of several that a title names (`Disc 1`), as written; null where it names none or
 * all of them, or nothing but that.
 */
export function discIn(title: string): string | null {
  if (!MAY_COUNT_DISCS.test(title)) return null;
  const text = withoutDiscs(title).trim();
  const one = ONE.exec(text)?.[0];
  return one === undefined || one.length === text.length ? null : one;
}
