import type { z } from 'zod';
import { RemoteError, type RemoteErrorKind } from '../errors.ts';
import type { HttpAnswer } from '../http.ts';

/**
 * Parses the JSON of an answer. `what` names the request in error texts.
 * Audiobookshelf's errors are text or HTML; none of it enters an error.
 * @throws {RemoteError} by status, or `unexpected-answer` when it is no JSON of this shape.
 */
export function parseAnswer<S extends z.ZodType>(
  schema: S,
  answer: HttpAnswer,
  what: string,
): z.infer<S> {
  if (answer.status !== 200) throw statusError(answer, what);
  const parsed = schema.safeParse(parseJson(answer, what));
  if (parsed.success) return parsed.data;
  throw unexpected(
    `${what}: the answer has an unknown shape at "${fieldOf(parsed.error)}"`,
    'Check that ABS_URL is an Audiobookshelf of version 2.36 or later.',
  );
}

/**
 * Parses one element of a list, so that an error names the item at fault.
 * @throws {RemoteError} `unexpected-answer` with the item's id and the field.
 */
export function parseItem<S extends z.ZodType>(schema: S, value: unknown): z.infer<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw unexpected(
    `Item ${idOf(value)}: unexpected value in its field "${fieldOf(parsed.error)}"`,
    'Open this item in Audiobookshelf and re-scan it; if it looks right there, report a fault.',
  );
}

/** An `unexpected-answer` of Audiobookshelf. */
export function unexpected(message: string, remedy: string): RemoteError {
  return new RemoteError(message, { remote: 'audiobookshelf', kind: 'unexpected-answer', remedy });
}

function parseJson(answer: HttpAnswer, what: string): unknown {
  try {
    return JSON.parse(answer.text());
  } catch {
    // The parser's own message quotes the text, which is a stranger's: it stays out.
    throw unexpected(
      `${what}: the answer is no JSON`,
      'Check that ABS_URL is the address of Audiobookshelf itself, its base path included: ' +
        'a proxy or a login page in front of it may have answered.',
    );
  }
}

function statusError(answer: HttpAnswer, what: string): RemoteError {
  const { status } = answer;
  const [kind, remedy] = meaningOf(status);
  const retryAfterMs = retryAfterOf(answer);
  return new RemoteError(`${what}: Audiobookshelf answered ${status}`, {
    remote: 'audiobookshelf',
    kind,
    remedy,
    status,
    ...(retryAfterMs === null ? {} : { retryAfterMs }),
  });
}

function meaningOf(status: number): readonly [RemoteErrorKind, string] {
  switch (status) {
    case 401:
      // A dead credential: asking again never helps.
      return [
        'bad-credentials',
        'Make a new API key in Audiobookshelf (Settings → API Keys, active), set ABS_TOKEN to it.',
      ];
    case 403:
      return ['forbidden', 'Give the user of ABS_TOKEN access, or use an API key of an admin.'];
    case 404:
      return ['not-found', 'Check ABS_URL, its base path included, and that the library exists.'];
    case 429:
      return ['rate-limited', 'Wait; Audiobookshelf limits its sign-in routes only.'];
    case 502:
    case 503:
    case 504:
      return ['unavailable', 'Check that Audiobookshelf runs and has finished starting.'];
    default:
      return ['unexpected-answer', 'Check ABS_URL, and look into the log of Audiobookshelf.'];
  }
}

function retryAfterOf(answer: HttpAnswer): number | null {
  const header = answer.headers['retry-after'];
  if (typeof header !== 'string' || !/^\d+$/.test(header)) return null;
  return Number(header) * 1000;
}

function fieldOf(error: z.ZodError): string {
  return error.issues[0]?.path.map(String).join('.') || 'itself';
}

function idOf(value: unknown): string {
  const hasId = typeof value === 'object' && value !== null && 'id' in value;
  return hasId && typeof value.id === 'string' ? value.id : 'without an id';
}
