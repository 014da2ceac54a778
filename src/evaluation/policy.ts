import type { Policy } from '../domain/policy.ts';
import { readForeignPolicy } from '../policy/read.ts';
import { completeSaid } from '../policy/schema.ts';
import { FormatError } from './read-rows.ts';

/**
 * Reads a policy, as YAML or JSON; fields that it does not know are passed over, since files of
 * others may hold more than ours. A run is stricter: see `policy/read.ts`.
 *
 * @throws {FormatError} naming the field that is wrong.
 */
export function readPolicy(file: string, text: string): Policy {
  const { said, problems } = readForeignPolicy(text);
  if (said !== null) return completeSaid(said);
  throw new FormatError(
    file,
    problems.map(({ path, line, problem, remedy }) => {
      const where = path === '' ? (line === null ? '' : `line ${line}: `) : `${path}: `;
      return `${where}${problem}. ${remedy}`;
    }),
  );
}
