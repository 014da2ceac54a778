import { formatProblems, formatWarning } from '../config.ts';
import type { CheckedConfig } from '../operations/index.ts';
import { formatPolicyProblems } from '../policy/problem.ts';
import { table } from './table.ts';

/** Whether the settings and the policy can be used. */
export function isRight({ lacking, policy }: CheckedConfig): boolean {
  return lacking.length === 0 && policy.problems.length === 0;
}

/** Whether they can, and every server that was asked answers. */
export function isGood(checked: CheckedConfig): boolean {
  return isRight(checked) && checked.reach.every((server) => server.isUp);
}

/** The settings by group, then what the owner should hear about them. */
export function configText(checked: CheckedConfig): string {
  const parts: string[] = [];
  for (const group of new Set(checked.rows.map((row) => row.group))) {
    const rows = checked.rows.filter((row) => row.group === group);
    const cells = rows.map(({ name, value, source }) => [`  ${name}`, value, `(${source})`]);
    parts.push(`${group}\n${table(cells)}`);
  }
  const { policy } = checked;
  parts.push(
    `The policy\n  ${policy.isThere ? policy.file : `the defaults (there is no ${policy.file})`}`,
  );
  for (const warning of [...checked.warnings, ...policy.warnings])
    parts.push(formatWarning(warning));
  for (const note of checked.notes) parts.push(`Note: ${note}`);
  if (checked.reach.length > 0) parts.push(table(checked.reach.map(reachRow)));
  if (checked.lacking.length > 0) parts.push(formatProblems(checked.lacking));
  if (policy.problems.length > 0) parts.push(formatPolicyProblems(policy.file, policy.problems));
  if (isRight(checked)) parts.push('The settings are complete.');
  return parts.join('\n\n');
}

function reachRow({ name, isUp, what, remedy }: CheckedConfig['reach'][number]): string[] {
  return [isUp ? '✔' : '✖', name, remedy === '' ? what : `${what}. ${remedy}`];
}
