/** One thing wrong with a policy's file, and how to mend it. */
export interface PolicyProblem {
  /** Where it stands: `series.Mistborn.stopAt`; empty for the file as a whole. */
  readonly path: string;
  /** Line of the file, from 1; null when it has none. */
  readonly line: number | null;
  /** What stands there, as a person wrote it; null when that says nothing. */
  readonly value: string | null;
  /** What is wrong, without the path: "is not a number". */
  readonly problem: string;
  /** What to write instead, as one sentence. */
  readonly remedy: string;
}

/** A policy can't be used. Holds every problem, not just the first. */
export class PolicyError extends Error {
  readonly file: string;
  readonly problems: readonly PolicyProblem[];

  constructor(file: string, problems: readonly PolicyProblem[]) {
    super(formatPolicyProblems(file, problems));
    this.name = 'PolicyError';
    this.file = file;
    this.problems = problems;
  }

  /** The first problem, and how many more there are, as half a sentence. */
  get what(): string {
    const [first] = this.problems;
    const more = this.problems.length - 1;
    const rest = more === 0 ? '' : ` (and ${more} more)`;
    return `the policy in ${this.file} can't be used: ${first === undefined ? 'it is wrong' : said(first)}${rest}`;
  }
}

/** Problems as a person reads them on a terminal: where, what, how it stands, what to do. */
export function formatPolicyProblems(file: string, problems: readonly PolicyProblem[]): string {
  const count = problems.length === 1 ? 'one problem' : `${problems.length} problems`;
  const lines = [`The policy in ${file} has ${count}:`];
  for (const problem of problems) lines.push('', `  ${said(problem)}.`, `    ${problem.remedy}`);
  return lines.join('\n');
}

/** `line 12, minSeeders=few is not a number`. */
function said({ line, path, value, problem }: PolicyProblem): string {
  const shown = value === null ? path || 'the file' : `${path}=${value}`;
  return `${line === null ? '' : `line ${line}, `}${shown} ${problem}`;
}
