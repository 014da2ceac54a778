import { formatProblems } from '../config.ts';
import type { CheckedConfig } from '../operations/index.ts';
import { table } from './table.ts';

/** Whether nothing lacks, and every server that was asked answers. */
export function isGood({ lacking, reach }: CheckedConfig): boolean {
  return lacking.length === 0 && reach.every((server) => server.isUp);
}

/** The settings by group, then what the owner should hear about them. */
export function configText(checked: CheckedConfig): string {
  const parts: string[] = [];
  for (const group of new Set(checked.rows.map((row) => row.group))) {
    const rows = checked.rows.filter((row) => row.group === group);
    const cells = rows.map(({ name, value, source }) => [`  ${name}`, value, `(${source})`]);
    parts.push(`${group}\n${table(cells)}`);
  }
  for (const warning of checked.warnings) parts.push(`Look here: ${warning}`);
  for (const note of checked.notes) parts.push(`Note: ${note}`);
  if (checked.reach.length > 0) parts.push(table(checked.reach.map(reachRow)));
  if (checked.lacking.length > 0) parts.push(formatProblems(checked.lacking));
  else parts.push('The settings are complete.');
  return parts.join('\n\n');
}

function reachRow({ name, isUp, what, remedy }: CheckedConfig['reach'][number]): string[] {
  return [isUp ? '✔' : '✖', name, remedy === '' ? what : `${what}. ${remedy}`];
}
