import { NUMBER, NUMBER_LIST, readNumber } from './numbers.ts';
import { withoutDiscs } from './title-media.ts';

/**
 * The grammar of positions in a series: `1`, `01`, `2.5`, `1-3`, `01-16, 13.5`, `1p2`,
 * `1, Part 2`, `Vol. 5 & 6`, `Book 13`, `1a`, `#4`, `Book Three`, `IV`, `Prequel`, none.
 */

/** A closed interval of positions; a point has `from === to`. */
export interface Span {
  readonly from: number;
  readonly to: number;
  /** The part of a volume sold in parts (`1p2`, `1a`), or null for the whole. */
  readonly part: number | null;
}

/** What a position says: a set of intervals. */
export interface PositionSet {
  readonly spans: readonly Span[];
  /** True when a place is named that is no number (`Prequel`): known, and no volume. */
  readonly aside: boolean;
}

/** No position is given: nothing is known. */
export const NO_POSITION: PositionSet = { spans: [], aside: false };
const ASIDE: PositionSet = { spans: [], aside: true };

/** A range wider than this many volumes is a slip of the pen (`1-1984`) and is not believed. */
export const WIDEST_RANGE = 300;
/** A text with more pieces than this is no list of positions. */
const MOST_PIECES = 200;

// What stands before a number; in other languages too, since libraries mix them.
const VOLUME_WORD = String.raw`(?:(?:books?|bks?|b|volumes?|vols?|v|numbers?|nos?|nr|episodes?|ep|parts?|pts?|tomes?|band|teil|buch|livres?|libros?|folge|season|day|year|case|arc|novella|prequel|interlude|short\s+story)(?![a-z])\.?\s*)?(?:the\s+)?#?\s*`;
const PART = String.raw`(?:p|pt|part)\.?\s*(\d{1,3}|one|two|three|four|five|six|[a-h](?![a-z]))`;
const PIECE = new RegExp(
  String.raw`^${VOLUME_WORD}(${NUMBER})(?:\s*-\s*${VOLUME_WORD}(${NUMBER}))?(?:[\s-]*${PART}|\s?([a-h]))?(?:\s*of\s*\d{1,4})?$`,
  'u',
);
const PART_PIECE = new RegExp(String.raw`^${PART}(?:\s*of\s*\d{1,3})?$`, 'u');
/** Words around a range that add nothing to it: `1-3 (Omnibus)`, `1-3 inclusive`. */
const WORDS_OF_PACKS =
  /(?<=\d\s*)\b(?:inclusive|omnibus|(?:box(?:ed)?\s+set)|collection|complete|bundle)\s*$/u;

/**
 * Reads a position as its owner wrote it. Null and empty give {@link NO_POSITION}; a text that
 * names a place without a number (`Prequel`, `Novella`) or that can't be read is `aside`.
 */
export function parsePositions(text: string | null): PositionSet {
  const plain = plainText(text ?? '');
  if (plain === '') return NO_POSITION;
  const pieces = splitPieces(plain);
  if (pieces.length === 0 || pieces.length > MOST_PIECES) return ASIDE;
  const spans: Span[] = [];
  let aside = false;
  for (const piece of pieces) {
    const part = PART_PIECE.exec(piece)?.[1];
    const whole = spans.at(-1);
    if (part !== undefined && whole !== undefined && whole.from === whole.to) {
      spans[spans.length - 1] = { ...whole, part: partNumber(part) };
      continue;
    }
    const span = readPiece(piece);
    if (span === null) aside = true;
    else spans.push(span);
  }
  return { spans, aside };
}

function splitPieces(plain: string): readonly string[] {
  // `1 2 3` and `#1 #2` are lists as well; anything else with a space is one piece.
  const isBareList = /^#?\d+(?:\.\d+)?(?:\s+#?\d+(?:\.\d+)?)+$/u.test(plain);
  const pieces = plain.split(isBareList ? /\s+/u : /\s*(?:[,;&+|]|\band\b)\s*/u);
  return pieces.filter((piece) => piece !== '');
}

function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(\d*)1\u20442/gu, (_, whole: string) => `${whole || 0}.5`)
    .replace(/[\u2010-\u2015\u2212\u301c~]|\.{2,}|\u2026/gu, '-')
    .replace(/(?<=\S\s)\b(?:to|thru|through)\b(?=\s\S)/gu, '-')
    .replace(/[()[\]]/gu, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(WORDS_OF_PACKS, '')
    .trim();
}

function readPiece(piece: string): Span | null {
  const read = PIECE.exec(piece);
  if (read === null) return null;
  const [, first = '', last = first, part, letter] = read;
  const [from, to] = [readNumber(first), readNumber(last)];
  if (from === null || to === null || Math.abs(to - from) > WIDEST_RANGE) return null;
  const written = part ?? letter;
  return {
    from: Math.min(from, to),
    to: Math.max(from, to),
    part: from === to && written !== undefined ? partNumber(written) : null,
  };
}

/** `2`, `two` and `b` are part 2. */
function partNumber(text: string): number {
  const isLetter = /^[a-h]$/u.test(text);
  return isLetter ? text.charCodeAt(0) - 'a'.charCodeAt(0) + 1 : (readNumber(text) ?? 1);
}

/**
 * The whole-numbered volumes (1 and up) of which the set holds all or a part, ascending, each
 * once. `2.5`, `0` and `Prequel` are none; `1p2` is volume 1.
 */
export function wholeVolumes(set: PositionSet): readonly number[] {
  const volumes = new Set<number>();
  for (const span of set.spans) {
    for (let n = Math.max(1, Math.ceil(span.from)); n <= span.to; n += 1) volumes.add(n);
  }
  return [...volumes].sort((a, b) => a - b);
}

/** True when the set holds all of volume `n`: a part of it is not enough. */
export function covers(set: PositionSet, n: number): boolean {
  return set.spans.some((span) => span.part === null && span.from <= n && n <= span.to);
}

/** True when a position is given at all, be it a number or not. */
export function isGiven(set: PositionSet): boolean {
  return set.aside || set.spans.length > 0;
}

/** True when the set covers more than one whole volume: a pack. */
export function isPack(set: PositionSet): boolean {
  return wholeVolumes(set).length > 1;
}

/** True when both sets are known and have no place in common: two different volumes. */
export function contradicts(one: PositionSet, other: PositionSet): boolean {
  if (!isGiven(one) || !isGiven(other)) return false;
  if (one.aside && other.aside) return false;
  for (const a of one.spans) {
    for (const b of other.spans) {
      if (a.from <= b.to && b.from <= a.to) return false;
    }
  }
  return true;
}

/** The set as a person writes it: `1-3, 13.5`, `1 part 2`; `?` when nothing is known. */
export function formatPositions(set: PositionSet): string {
  const pieces = set.spans.map((span) => {
    if (span.from !== span.to) return `${span.from}-${span.to}`;
    return span.part === null ? `${span.from}` : `${span.from} part ${span.part}`;
  });
  if (pieces.length > 0) return pieces.join(', ');
  return set.aside ? 'outside the numbering' : '?';
}

const TITLE_WORD = String.raw`\b(?:books?|bks?|volumes?|vols?|tome|band|bd|teil|livre|libro|deel|v)(?![a-z])`;
const TITLE_POSITION = new RegExp(
  String.raw`(?:${TITLE_WORD}\.?\s*#?\s*|#\s*)(${NUMBER_LIST}(?:\s*,?\s*${PART})?)(?![\w.]*\w)`,
  'gu',
);
/** Most titles: plain letters, and nothing that could be a mark. */
// oxlint-disable-next-line no-control-regex
const UNMARKED =
  /^(?![^]*(?:#|book|bk|vol|tome|band|\bbd|teil|livre|libro|deel|\bv|\d[^]*\d))[\0-\x7f]*$/iu;
/** A range in brackets, or bare at the end: `The Expanse [1-9]`, `Harry Potter 1-7`. */
const BARE_RANGE = /(?:[([]\s*|\s)(\d{1,2})\s*-\s*(\d{1,3})(?:\s*[)\]]|\s*$)/u;

/**
 * The position that a title gives of itself (`…, Book 9`, `Vol. 3`, `Books 1-3`, `#4`), read from
 * its last such mark; {@link NO_POSITION} when it has none. A bare number (`Town 4`) is no mark:
 * see {@link positionsAfterSeries}.
 */
export function positionsInTitle(title: string): PositionSet {
  if (UNMARKED.test(title)) return NO_POSITION;
  const text = withoutDiscs(title);
  const plain = plainText(text);
  const marks = [...plain.matchAll(TITLE_POSITION)];
  const mark = marks.at(-1)?.[1];
  if (mark !== undefined) return parsePositions(mark);
  const range = BARE_RANGE.exec(text.normalize('NFKC').replace(/[\u2010-\u2015\u2212]/gu, '-'));
  const [, from, to] = range ?? [];
  if (from === undefined || to === undefined || Number(from) >= Number(to)) return NO_POSITION;
  return parsePositions(`${from}-${to}`);
}
