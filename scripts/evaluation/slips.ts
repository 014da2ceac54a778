const WORDS = [
  'Zero',
  'One',
  'Two',
  'Three',
  'Four',
  'Five',
  'Six',
  'Seven',
  'Eight',
  'Nine',
  'Ten',
  'Eleven',
  'Twelve',
  'Thirteen',
  'Fourteen',
  'Fifteen',
  'Sixteen',
  'Seventeen',
  'Eighteen',
  'Nineteen',
  'Twenty',
] as const;

/** `3` → `Three`; up to twenty. */
export function numberWord(n: number): string {
  return WORDS[n] ?? String(n);
}

const ROMANS = [
  [10, 'X'],
  [9, 'IX'],
  [5, 'V'],
  [4, 'IV'],
  [1, 'I'],
] as const;

/** `14` → `XIV`. */
export function romanNumber(n: number): string {
  let left = n;
  let roman = '';
  for (const [value, letters] of ROMANS) {
    while (left >= value) {
      roman += letters;
      left -= value;
    }
  }
  return roman;
}

/** `The Great Hunt` → `Great Hunt, The`. */
export function articleLast(title: string): string {
  return title.replace(/^(The|A|An) (.+)$/u, '$2, $1');
}

/**
 * Two letters in the wrong order, in the longest word; a title of short words stays, since there a
 * slip may make another title of it.
 */
export function mistype(title: string): string {
  const longest = title
    .split(/[^\p{L}]+/u)
    .reduce((best, word) => (word.length > best.length ? word : best), '');
  if (longest.length < 7 || title.length < 12) return title;
  const middle = Math.floor(longest.length / 2);
  const [a = '', b = ''] = [longest[middle - 1], longest[middle]];
  if (a === b) return title;
  const wrong = `${longest.slice(0, middle - 1)}${b}${a}${longest.slice(middle + 1)}`;
  return title.replace(longest, wrong);
}
