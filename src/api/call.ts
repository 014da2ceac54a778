import type { z } from 'zod';
import { NOTHING, readInput } from './input.ts';

/** A request as it came: nothing of it is believed yet. */
export interface RawRequest {
  readonly params: unknown;
  readonly query: unknown;
  readonly body: unknown;
}

type Method = 'GET' | 'POST' | 'DELETE';

/** One thing that can be called. */
export interface Call {
  readonly method: Method;
  readonly url: string;
  /** Reads the request and does it. @throws {OperationError} */
  answer(request: RawRequest): Promise<unknown>;
}

/** What a call takes in its path, its query and its body, each a strict schema. */
export interface Takes<P, Q, B> {
  readonly path: z.ZodType<P>;
  readonly query: z.ZodType<Q>;
  readonly body: z.ZodType<B>;
}

/** A call that takes nothing at all: spread it, and say what is taken. */
export const TAKES_NOTHING = { path: NOTHING, query: NOTHING, body: NOTHING } as const;

/** Makes a call of its line (`GET /api/gaps`), what it takes, and what it does. */
export function call<P, Q, B>(
  line: `${Method} /${string}`,
  takes: Takes<P, Q, B>,
  act: (input: { readonly path: P; readonly query: Q; readonly body: B }) => Promise<unknown>,
): Call {
  const [method, url] = split(line);
  return {
    method,
    url,
    answer: async ({ params, query, body }) =>
      act({
        path: readInput(takes.path, params, 'path'),
        query: readInput(takes.query, query, 'query'),
        body: readInput(takes.body, body, 'body'),
      }),
  };
}

function split(line: `${Method} /${string}`): readonly [Method, string] {
  const url = line.slice(line.indexOf(' ') + 1);
  if (line.startsWith('GET ')) return ['GET', url];
  return [line.startsWith('POST ') ? 'POST' : 'DELETE', url];
}
