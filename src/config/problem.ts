/** One thing wrong with the configuration, and how to mend it. */
export interface ConfigProblem {
  /** The variable to change. */
  readonly name: string;
  /** What it is set to; null when unset, or when it must not be seen. */
  readonly value: string | null;
  /** What is wrong, without the name: "is not a whole number". */
  readonly problem: string;
  /** What to write instead, as one sentence. */
  readonly remedy: string;
}

/** The configuration can't be used. Holds every problem, not just the first; no secret. */
export class ConfigError extends Error {
  readonly problems: readonly ConfigProblem[];

  /** `warnings` are told beside the problems: a name that is misspelt may be why there is one. */
  constructor(problems: readonly ConfigProblem[], warnings: readonly string[] = []) {
    super([formatProblems(problems), ...warnings.map(formatWarning)].join('\n\n'));
    this.name = 'ConfigError';
    this.problems = problems;
  }
}

/** What the owner must look at, as a person reads it on a terminal. */
export function formatWarning(warning: string): string {
  return `Look here: ${warning}`;
}

/** Problems as a person reads them on a terminal: what, how it stands, what to do. */
export function formatProblems(problems: readonly ConfigProblem[]): string {
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  const lines = [`The configuration has ${count}:`];
  for (const { name, value, problem, remedy } of problems) {
    const shown = value === null ? name : `${name}=${value}`;
    lines.push('', `  ${shown} ${problem}.`, `    ${remedy}`);
  }
  return lines.join('\n');
}
