import type { z } from 'zod';
import type { HttpAnswer, HttpRequest } from '../http.ts';
import { failureOf, unknownAnswer } from './errors.ts';
import type { Session } from './session.ts';

/** The Web API through a session: statuses judged, JSON parsed. */
export interface Api {
  /**
   * Calls a path below `api/v2/`.
   * @throws {RemoteError} for a status that is neither a success nor among `alsoFine`.
   */
  call(request: HttpRequest, alsoFine?: readonly number[]): Promise<HttpAnswer>;
  /** Posts a form, as {@link Api.call} does. */
  post(
    path: string,
    form: Readonly<Record<string, string>>,
    alsoFine?: readonly number[],
  ): Promise<HttpAnswer>;
  /** Reads JSON and parses it. @throws {RemoteError} `unexpected-answer` for another shape. */
  read<S extends z.ZodType>(path: string, schema: S): Promise<z.output<S>>;
}

/** Opens the API over a session. */
export function createApi(session: Session): Api {
  const call: Api['call'] = async (request, alsoFine = []) => {
    const answer = await session.send({ ...request, path: `api/v2/${request.path}` });
    const isSuccess = answer.status >= 200 && answer.status < 300;
    if (isSuccess || alsoFine.includes(answer.status)) return answer;
    throw failureOf(answer, nameOf(request.path));
  };
  return {
    call,
    post(path, form, alsoFine) {
      const headers = { 'content-type': 'application/x-www-form-urlencoded' };
      const body = new URLSearchParams(form).toString();
      return call({ method: 'POST', path, headers, body }, alsoFine);
    },
    read: async (path, schema) => parseAnswer(await call({ path }), { schema, what: nameOf(path) }),
  };
}

/** Parses an answer's JSON. @throws {RemoteError} `unexpected-answer`, without a word of it. */
export function parseAnswer<S extends z.ZodType>(
  answer: HttpAnswer,
  expected: { readonly schema: S; readonly what: string },
): z.output<S> {
  let json: unknown;
  try {
    json = JSON.parse(answer.text());
  } catch {
    // The parser's own message quotes the page: it stays out.
    throw unknownAnswer(expected.what, answer.status);
  }
  const parsed = expected.schema.safeParse(json);
  if (!parsed.success) throw unknownAnswer(expected.what, answer.status);
  return parsed.data;
}

function nameOf(path: string): string {
  return path.split('?')[0] ?? '';
}
