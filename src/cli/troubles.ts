import { ConfigError } from '../config.ts';
import { isDatabaseAway } from '../db/connect.ts';
import { isDatabaseMisnamed, isSchemaAbsent } from '../db/schema.ts';
import { OperationError } from '../operations/index.ts';
import { DamagedEndpointsError } from '../temporal/endpoints.ts';
import { EXIT } from './exit-codes.ts';
import { asSentence } from './sentences.ts';

/** What went wrong, as a person and as a program is told. */
export interface Trouble {
  readonly kind: string;
  readonly message: string;
  /** What to do next. */
  readonly remedy: string;
  readonly exitCode: number;
  /** A fault of ours: the log has its details. */
  readonly isFault: boolean;
}

/** Finds the words for an error. Texts of errors that we don't know stay in the log. */
export function troubleOf(error: unknown): Trouble {
  const known = { exitCode: EXIT.failed, isFault: false } as const;
  if (error instanceof ConfigError) {
    const { message } = error;
    return { kind: 'settings', message, remedy: '', exitCode: EXIT.usage, isFault: false };
  }
  if (error instanceof OperationError) {
    const { kind, message, remedy } = error;
    const exitCode = kind === 'invalid' ? EXIT.usage : EXIT.failed;
    return { kind, message, remedy, exitCode, isFault: false };
  }
  if (isDatabaseAway(error)) {
    const remedy = 'start the program with npm start, or check DATABASE_URL';
    return { ...known, kind: 'database-away', message: 'the database does not answer', remedy };
  }
  if (isSchemaAbsent(error)) {
    const message = 'the database lacks our tables, or some of them';
    const remedy = 'start the program with npm start: it brings them up to date';
    return { ...known, kind: 'no-schema', message, remedy };
  }
  if (isDatabaseMisnamed(error)) {
    const remedy = 'check host, name, user and password in DATABASE_URL';
    return { ...known, kind: 'database-refuses', message: 'the database lets nobody in', remedy };
  }
  if (error instanceof DamagedEndpointsError) {
    return { ...known, kind: 'settings', message: error.message, remedy: '' };
  }
  const name = error instanceof Error ? error.name : typeof error;
  const message = `an unexpected fault (${name})`;
  return { kind: 'fault', message, remedy: 'the log has the details', exitCode: 1, isFault: true };
}

/** `Sentence. Remedy.` */
export function troubleText({ message, remedy }: Trouble): string {
  return remedy === '' ? message : `${asSentence(message)} ${asSentence(remedy)}`;
}
