import {
  knownTrouble,
  type KnownTrouble,
  OperationError,
  type OperationErrorKind,
} from '../operations/index.ts';
import { Refusal, type RefusalKind } from './refusal.ts';

/** Why a call failed, as its caller is told. */
export interface Failure {
  /** Of HTTP. */
  readonly status: number;
  readonly error: { readonly kind: string; readonly message: string; readonly remedy: string };
  /** A fault of ours: the log has its details. */
  readonly isFault: boolean;
}

const STATUS: Readonly<Record<OperationErrorKind | RefusalKind | KnownTrouble['kind'], number>> = {
  invalid: 400,
  'no-key': 401,
  'wrong-key': 401,
  'foreign-host': 403,
  'foreign-origin': 403,
  'no-route': 404,
  'unknown-run': 404,
  'unknown-site': 404,
  'unknown-gap': 404,
  'unknown-review': 404,
  'no-report': 404,
  'already-running': 409,
  'not-open': 409,
  refused: 409,
  'run-ended': 409,
  'no-worker': 503,
  'qbittorrent-away': 503,
  'temporal-away': 503,
  'database-away': 503,
  'database-refuses': 503,
  'no-schema': 503,
  settings: 500,
  files: 500,
};

/** Finds status and words for an error. Texts of errors that we don't know stay in the log. */
export function failureOf(error: unknown): Failure {
  if (error instanceof OperationError || error instanceof Refusal) return told(error);
  const trouble = knownTrouble(error);
  if (trouble !== null) return told(trouble);
  const status = error instanceof Error ? statusOf(error) : null;
  if (status !== null && error instanceof Error) {
    const { message } = error;
    const remedy = 'send a small JSON object, as docs/api.md shows';
    return { status, error: { kind: 'invalid', message, remedy }, isFault: false };
  }
  const name = error instanceof Error ? error.name : typeof error;
  const message = `an unexpected fault (${name})`;
  const remedy = 'the log has the details';
  return { status: 500, error: { kind: 'fault', message, remedy }, isFault: true };
}

function told(trouble: KnownTrouble | OperationError | Refusal): Failure {
  const { kind, message, remedy } = trouble;
  return { status: STATUS[kind], error: { kind, message, remedy }, isFault: false };
}

/** What fastify itself refuses (no JSON, too large, a broken address) says so in 4xx. */
function statusOf(error: Error): number | null {
  if (!('code' in error) || !String(error.code).startsWith('FST_ERR_')) return null;
  if (!('statusCode' in error) || typeof error.statusCode !== 'number') return null;
  return error.statusCode >= 400 && error.statusCode < 500 ? error.statusCode : null;
}
