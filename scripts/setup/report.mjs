/** A thing that is missing and that set-up can't bring: what a person can do about it. */
export class SetupError extends Error {
  constructor(message, remedy) {
    super(message);
    this.name = 'SetupError';
    this.remedy = remedy;
  }
}

/** One line: found, brought, skipped or missing; what; and where or which. */
export function print(how, name, what) {
  process.stdout.write(`${how.padEnd(8)} ${name.padEnd(16)} ${what}\n`);
}
