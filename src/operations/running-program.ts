import { z } from 'zod';
import { RemoteError } from '../integrations/errors.ts';
import { createHttpClient, type HttpAnswer, type HttpClient } from '../integrations/http.ts';
import type { Secret } from '../secret.ts';
import { OperationError } from './errors.ts';
import type { ReopenedGaps } from './reopen-gaps.ts';

/** Where the REST API of `npm start` answers, and the key that it may want. */
export interface RunningProgram {
  readonly url: string;
  readonly key: Secret | null;
}

/** The program asks qBittorrent on the way, which may take its time. */
const TIMEOUT_MS = 60_000;

const Health = z.object({ success: z.boolean() });
const Time = z.coerce.date().nullable();
const Reopened = z.object({
  isNew: z.boolean(),
  source: z.string(),
  sourceId: z.string(),
  title: z.string(),
  runId: z.string(),
  queuedAt: Time,
  removedAt: Time,
  gaps: z.array(z.object({ id: z.string(), key: z.string(), name: z.string(), state: z.string() })),
});
const Answer = z.union([
  z.object({ success: z.literal(true), data: Reopened }),
  z.object({
    success: z.literal(false),
    error: z.object({ kind: z.string(), message: z.string(), remedy: z.string() }),
  }),
]);

/**
 * Has the running program reopen gaps: it knows the qBittorrent that it queues to. Answers null when
 * nobody answers there, or something that is not the program.
 *
 * @throws {OperationError} what the program says; `no-worker` when its answer does not come.
 */
export async function reopenGapsThere(
  { url, key }: RunningProgram,
  what: string,
): Promise<ReopenedGaps | null> {
  const http = createHttpClient({
    remote: 'program',
    baseUrl: new URL(url),
    timeoutMs: TIMEOUT_MS,
    connections: 1,
    remedy: 'look into its log',
  });
  try {
    if (!(await isProgram(http))) return null;
    const headers: Record<string, string> = { 'Content-Type': 'application/json' };
    if (key !== null) headers['X-API-Key'] = key.reveal().trim();
    const body = JSON.stringify({ what });
    return read(await http.send({ method: 'POST', path: 'api/gaps/reopen', headers, body }));
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    throw new OperationError(`the running program did not answer: ${error.message}`, {
      kind: 'no-worker',
      remedy: 'look into its log; saying it again does no harm',
      cause: error,
    });
  } finally {
    await http.close();
  }
}

/** The port may be another's by now: it learns neither the words nor the key. */
async function isProgram(http: HttpClient): Promise<boolean> {
  try {
    const answer = await http.send({ path: 'health', timeoutMs: 10_000 });
    return Health.safeParse(jsonOf(answer)).success;
  } catch (error) {
    if (error instanceof RemoteError && error.kind === 'unreachable') return false;
    throw error;
  }
}

function read(answer: HttpAnswer): ReopenedGaps {
  const { data: told } = Answer.safeParse(jsonOf(answer));
  if (told === undefined) {
    throw new OperationError('the running program gave an answer that is not understood', {
      kind: 'no-worker',
      remedy: 'is it another version? Start it anew with npm start',
    });
  }
  if (told.success) return told.data;
  const { kind, message, remedy } = told.error;
  const isKey = kind === 'no-key' || kind === 'wrong-key';
  throw new OperationError(isKey ? `the running program wants its API_KEY: ${message}` : message, {
    kind: KINDS.find((one) => one === kind) ?? 'refused',
    remedy: isKey ? 'set API_KEY as it is set for npm start' : remedy.replace(BY_HTTP, ''),
  });
}

/** What the program may say of it; all else is a refusal here. */
const KINDS = ['invalid', 'unknown-gap', 'ambiguous', 'qbittorrent-away', 'database-away'] as const;

/** Where its remedies send whoever calls by HTTP; here a person sits at a terminal. */
const BY_HTTP = / \(by HTTP: [^()]*\)$/;

function jsonOf(answer: HttpAnswer): unknown {
  try {
    return JSON.parse(answer.text());
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
