import { VARIABLES_OF_API } from './variables-of-api.ts';
import { VARIABLES_OF_CATALOGUES } from './variables-of-catalogues.ts';
import { VARIABLES_OF_PROGRAM } from './variables-of-program.ts';
import { VARIABLES_OF_REMOTES } from './variables-of-remotes.ts';

/**
 * Every variable that has an effect. This table alone drives the reading, `.env.example` and
 * `config check`: a new setting is one entry here and one line in `assemble.ts`.
 */
export const VARIABLES = [
  ...VARIABLES_OF_REMOTES,
  ...VARIABLES_OF_CATALOGUES,
  ...VARIABLES_OF_PROGRAM,
  ...VARIABLES_OF_API,
] as const;

/** The name of a variable that has an effect. */
export type VariableName = (typeof VARIABLES)[number]['name'];
