import { stripVTControlCharacters } from 'node:util';

/** Rows as aligned columns, two blanks apart; nothing is padded at a line's end. */
export function table(rows: readonly (readonly string[])[]): string {
  const widths: number[] = [];
  for (const row of rows) {
    for (const [index, cell] of row.entries()) {
      widths[index] = Math.max(widths[index] ?? 0, widthOf(cell));
    }
  }
  const lines: string[] = [];
  for (const row of rows) {
    let line = '';
    for (const [index, cell] of row.entries()) {
      line += cell + ' '.repeat((widths[index] ?? 0) - widthOf(cell) + 2);
    }
    lines.push(line.trimEnd());
  }
  return lines.join('\n');
}

/** Characters that are seen: colours take no room. */
export function widthOf(text: string): number {
  return [...stripVTControlCharacters(text)].length;
}
