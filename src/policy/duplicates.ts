import { isMap, isNode, isPair, isScalar, isSeq } from 'yaml';
import { type FieldPath, nameOf } from './field-path.ts';
import type { PolicyProblem } from './problem.ts';

/**
 * Fields that stand twice in one group: YAML forbids that, and only one of the two would hold. A
 * name is compared as text, since `1984` is a number to YAML.
 */
export function duplicateProblems(
  top: unknown,
  lineAt: (offset: number) => number,
): readonly PolicyProblem[] {
  const problems: PolicyProblem[] = [];
  look(top, []);
  return problems;

  function look(node: unknown, path: FieldPath): void {
    if (isSeq(node)) for (const [nth, item] of node.items.entries()) look(item, [...path, nth]);
    if (!isMap(node)) return;
    const first = new Map<string, number>();
    for (const pair of node.items) {
      if (!isPair(pair) || !isNode(pair.key)) continue;
      const name = String(isScalar(pair.key) ? pair.key.value : pair.key);
      const line = lineAt(pair.key.range?.[0] ?? 0);
      const before = first.get(name);
      if (before === undefined) first.set(name, line);
      else problems.push(twice(nameOf([...path, name]), line, before));
      look(pair.value, [...path, name]);
    }
  }
}

function twice(path: string, line: number, before: number): PolicyProblem {
  const where = before === line ? 'stands twice in that line' : `stands in line ${before} already`;
  return {
    path,
    line,
    value: null,
    problem: where,
    remedy: 'Keep one of the two and remove the other.',
  };
}
