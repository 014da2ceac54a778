import { ApiStartError } from '../api/server.ts';
import { knownTrouble } from '../operations/index.ts';
import { DamagedToolsError } from './tools.ts';

/** Why the program ended, and what to do about it: for the log and for the terminal. */
export interface StartTrouble {
  readonly what: string;
  readonly remedy: string;
}

/** Finds the words for what ended the program; those that are nobody's own stay as they came. */
export function startTrouble(error: unknown): StartTrouble {
  if (error instanceof DamagedToolsError || error instanceof ApiStartError) {
    return { what: error.message, remedy: error.remedy };
  }
  const known = knownTrouble(error);
  if (known?.kind === 'database-away') {
    const remedy = 'check DATABASE_URL and that the server runs, or unset it for the embedded one';
    return { what: known.message, remedy };
  }
  if (known !== null) return { what: known.message, remedy: known.remedy };
  const what = error instanceof Error ? error.message : 'an unknown fault';
  return { what, remedy: 'the log has the details' };
}
