import { isDatabaseAway } from '../db/connect.ts';
import { MigrationError } from '../db/migrate.ts';
import { isDatabaseMisnamed, isSchemaAbsent } from '../db/schema.ts';
import { TemporalError } from '../temporal/connect.ts';
import { DamagedEndpointsError } from '../temporal/endpoints.ts';

/** What is wrong with what we stand on, and what to do: half a sentence each, without secrets. */
export interface KnownTrouble {
  readonly kind: 'database-away' | 'database-refuses' | 'no-schema' | 'temporal-away' | 'files';
  readonly message: string;
  /** Empty where the message says it. */
  readonly remedy: string;
}

/**
 * The words for an error of the servers, the settings or the file system, for whoever starts the
 * program or asks it something; null for any other.
 */
export function knownTrouble(error: unknown): KnownTrouble | null {
  if (isDatabaseAway(error)) {
    const remedy = 'start the program with npm start, or check DATABASE_URL';
    return { kind: 'database-away', message: 'the database does not answer', remedy };
  }
  if (isSchemaAbsent(error)) {
    const message = 'the database lacks our tables, or some of them';
    const remedy = 'start the program with npm start: it brings them up to date';
    return { kind: 'no-schema', message, remedy };
  }
  if (isDatabaseMisnamed(error)) {
    const remedy = 'check host, name, user and password in DATABASE_URL';
    return { kind: 'database-refuses', message: 'the database lets nobody in', remedy };
  }
  if (error instanceof TemporalError) {
    return { kind: 'temporal-away', message: error.message, remedy: error.remedy };
  }
  if (error instanceof DamagedEndpointsError) {
    return { kind: 'files', message: error.message, remedy: '' };
  }
  if (error instanceof MigrationError) {
    return { kind: 'no-schema', message: error.message, remedy: '' };
  }
  return fileTrouble(error);
}

/** By the system's code: what the person can do about a file. */
const FILE_REMEDIES: ReadonlyMap<string, string> = new Map([
  ['EACCES', 'make it readable and writable to the user that runs the program'],
  ['EPERM', 'make it readable and writable to the user that runs the program'],
  ['EROFS', 'its disk is read-only'],
  ['ENOSPC', 'its disk is full: make room'],
  ['ENOTDIR', 'a file stands where a folder should be'],
  ['EEXIST', 'a file stands where a folder should be'],
  ['EISDIR', 'a folder stands where a file should be'],
]);

function fileTrouble(error: unknown): KnownTrouble | null {
  if (!(error instanceof Error) || !('code' in error) || !('path' in error)) return null;
  const remedy = FILE_REMEDIES.get(String(error.code));
  if (remedy === undefined) return null;
  return {
    kind: 'files',
    message: `${String(error.path)} can't be used (${String(error.code)})`,
    remedy: `${remedy}, or name another place in DATA_DIR, LOGS_DIR or REPORT_DIR`,
  };
}
