import type { Variable } from './variable.ts';
import { VARIABLES } from './variables.ts';
import { LATER, RETIRED } from './without-effect.ts';

const WIDTH = 96;

/** The text of `.env.example`: every variable, its default and what it is for, from the table. */
export function renderEnvExample(): string {
  const lines = [
    '# MAMcrawler: copy this file to .env and fill in what has no # in front.',
    '# A name in the environment wins over this file. A secret may also stand in a file of its own:',
    '# NAME_FILE=/path/to/it. Times are seconds and may have fractions. An empty value is no value.',
    "# Write secrets in single quotes (MAM_PASSWORD='a#b$c'): without them a # begins a comment.",
    '# `mamcrawler config check` shows what is in force, and everything that is wrong at once.',
  ];
  let group = '';
  for (const row of VARIABLES) {
    if (row.group !== group) lines.push('', '', `# --- ${row.group} ---`);
    group = row.group;
    lines.push('', ...renderVariable(row));
  }
  lines.push('', '', '# --- Known, without effect yet ---', ...asComment(LATER.join(', ')));
  lines.push('', '# --- Known, of no use any more ---', ...asComment(RETIRED.join(', ')));
  return `${lines.join('\n')}\n`;
}

/** Names that a sync can't do without: they stand uncommented, to be filled in. */
const TO_FILL_IN = new Set([
  'ABS_TOKEN',
  'MAM_USERNAME',
  'MAM_PASSWORD',
  'QB_USERNAME',
  'QB_PASSWORD',
]);

function renderVariable(variable: Variable): string[] {
  const mark = TO_FILL_IN.has(variable.name) ? '' : '#';
  return [
    ...asComment(`${variable.purpose}${rangeOf(variable)}`),
    `${mark}${variable.name}=${variable.default ?? ''}`,
  ];
}

function rangeOf({ kind, min, max }: Variable): string {
  if (min === undefined || max === undefined) return '';
  const what = kind === 'seconds' ? 'seconds' : kind === 'decimal' ? 'number' : 'whole number';
  return ` (${what}, ${min} to ${max})`;
}

function asComment(text: string): string[] {
  const lines: string[] = [];
  let line = '#';
  for (const word of text.split(' ')) {
    if (line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = '#';
    }
    line += ` ${word}`;
  }
  return [...lines, line];
}
