import { ConfigError } from '../config.ts';
import { knownTrouble, OperationError } from '../operations/index.ts';
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
  if (error instanceof ConfigError) {
    const { message } = error;
    return { kind: 'settings', message, remedy: '', exitCode: EXIT.usage, isFault: false };
  }
  if (error instanceof OperationError) {
    const { kind, message, remedy } = error;
    const exitCode = kind === 'invalid' ? EXIT.usage : EXIT.failed;
    return { kind, message, remedy, exitCode, isFault: false };
  }
  const trouble = knownTrouble(error);
  if (trouble !== null) return { ...trouble, exitCode: EXIT.failed, isFault: false };
  const name = error instanceof Error ? error.name : typeof error;
  const message = `an unexpected fault (${name})`;
  return { kind: 'fault', message, remedy: 'the log has the details', exitCode: 1, isFault: true };
}

/** `Sentence. Remedy.` */
export function troubleText({ message, remedy }: Trouble): string {
  return remedy === '' ? message : `${asSentence(message)} ${asSentence(remedy)}`;
}
