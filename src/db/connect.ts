import postgres from 'postgres';
import type { Secret } from '../secret.ts';

/** A pool of connections to our database; every function of this folder takes it first. */
export type Sql = postgres.Sql<Record<string, never>>;

/** The same inside a transaction. */
export type Transaction = postgres.TransactionSql<Record<string, never>>;

/**
 * Opens the pool. Connections are made on first use and made anew when the server comes back;
 * a query that a lost connection cuts off throws, and is retried by whoever asked for it.
 */
export function connectDatabase(url: Secret, options: { readonly max?: number } = {}): Sql {
  return postgres(url.reveal(), {
    max: options.max ?? 6,
    connect_timeout: 10,
    // A server that is restarting should be tried again soon, not after postgres.js's minute.
    backoff: (attempts: number) => Math.min(0.1 * 2 ** attempts, 2),
    connection: { application_name: 'mamcrawler' },
    onnotice: () => undefined,
    types: {},
  });
}

/**
 * Whether an error says that the database is away (stopped, starting, connection cut) rather than
 * that we asked it something wrong.
 */
export function isDatabaseAway(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  const code = String(error.code);
  return AWAY_CODES.has(code) || code.startsWith('08');
}

/** Whether two transactions stood in each other's way: the one that was ended is tried again. */
export function isDatabaseConflict(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  return error.code === '40P01' || error.code === '40001'; // deadlock, serialisation
}

const AWAY_CODES = new Set([
  'CONNECTION_CLOSED',
  'CONNECTION_ENDED',
  'CONNECTION_DESTROYED',
  'CONNECT_TIMEOUT',
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  // A network or a name server that is away: a laptop that wakes, a container that starts first.
  'ENOTFOUND',
  'EAI_AGAIN',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  '57P01', // admin shutdown
  '57P02', // crash shutdown
  '57P03', // cannot connect now: starting up
]);
