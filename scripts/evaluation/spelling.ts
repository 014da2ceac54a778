import type { Draw } from './draw.ts';
import type { Series, Work } from './facts.ts';

/** The ways in which people write a title. */
export type TitleStyle =
  | 'plain'
  | 'bracketed'
  | 'colon'
  | 'hash'
  | 'swapped'
  | 'file-tag'
  | 'square'
  | 'underscores'
  | 'tail'
  | 'tail-and-book'
  | 'unabridged'
  | 'author-first'
  | 'author-series'
  | 'capitals';

const two = (n: number | string): string => String(n).padStart(2, '0');

/** A work's title as somebody writes it. */
export function spellTitle(style: TitleStyle, work: Work, series: Series): string {
  const { title } = work;
  const { name } = series;
  const at = work.places[0]?.position ?? '';
  const tail = series.tail ?? 'A Novel';
  switch (style) {
    case 'plain':
      return title;
    case 'bracketed':
      return `${title} (${name}, Book ${at})`;
    case 'colon':
      return `${title}: ${name}, Book ${at}`;
    case 'hash':
      return `${title} (${name} #${at})`;
    case 'swapped':
      return `${name}, Book ${at}: ${title}`;
    case 'file-tag':
      return `${name} ${two(at)} - ${title} (Unabridged)`;
    case 'square':
      return `[${name} ${two(at)}] ${title}`;
    case 'underscores':
      return `${name} ${two(at)} - ${title}`.replaceAll(' ', '_');
    case 'tail':
      return `${title}: ${tail}`;
    case 'tail-and-book':
      return `${title}: ${tail} (${name}, Book ${at})`;
    case 'unabridged':
      return `${title} (Unabridged)`;
    case 'author-first':
      return `${series.authors[0] ?? ''} - ${title}`;
    case 'author-series':
      return `${series.authors[0] ?? ''} - ${name} ${two(at)} - ${title}`;
    case 'capitals':
      return title.toUpperCase();
    default:
      return style satisfies never;
  }
}

/** `Will Wight` → `Wight, Will`; a name of one word stays. */
export function lastFirst(author: string): string {
  const words = author.split(' ');
  const last = words.pop() ?? '';
  return words.length === 0 ? last : `${last}, ${words.join(' ')}`;
}

/** Other spellings of an author: known ones, `Last, First`, initials without dots or spaces. */
export function spellAuthor(series: Series, draw: Draw): string {
  const [author = ''] = series.authors;
  const ways = [...series.aka];
  if (author.includes(' ')) ways.push(lastFirst(author));
  if (/\b\p{Lu}\.\s/u.test(author)) {
    ways.push(author.replaceAll(/\.\s(?=\p{Lu}\.)/gu, '.'), author.replaceAll('.', ''));
  }
  return ways.length === 0 ? author.toUpperCase() : draw.pick(ways);
}

/** Decomposed letters, curly quotes, a non-breaking space: what files and websites bring. */
export function unicodeNoise(text: string): string {
  return text.replaceAll("'", '’').replaceAll('-', '‐').replace(' ', '\u00A0').normalize('NFD');
}

/** Ways to write one position. */
export function spellPosition(position: string, draw: Draw): string {
  return draw.pick([
    two(position),
    `Book ${position}`,
    `#${position}`,
    `${position}.0`,
    ` ${position} `,
  ]);
}

/** Ways to write that a torrent holds the volumes from one to another. */
export const RANGE_SPELLINGS: readonly ((from: number, to: number) => string)[] = [
  (from, to) => `${from}-${to}`,
  (from, to) => `${two(from)}-${two(to)}`,
  (from, to) => `${from}–${to}`,
  (from, to) => `Books ${from}-${to}`,
  (from, to) => numbers(from, to).join(', '),
  (from, to) => `${numbers(from, to - 1).join(', ')} & ${to}`,
  (from, to) => `${from}-${to}, ${to}.5`,
  (from, to) => `${two(from)}-${two(to)}, ${from}.5`,
  (from, to) => `#${from}-${to}`,
  (from, to) => `${from} to ${to}`,
  (from, to) => `${from}-${to - 1}, ${to}`,
  (from, to) => `Vol. ${numbers(from, to).join(' & ')}`,
  (from, to) => `${from} - ${to}`,
  (from, to) => `${from}.0-${to}.0`,
];

/** The whole numbers from one to another. */
export function numbers(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, index) => from + index);
}
