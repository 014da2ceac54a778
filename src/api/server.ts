import { createApp, type ApiInput } from './app.ts';

/** The API at work. */
export interface RunningApi {
  /** Where it answers. */
  readonly url: string;
  /** Takes no new call, lets those under way end for a while, and closes. */
  close(): Promise<void>;
}

/** The API can't listen where it was told to. The message says what, the remedy what to do. */
export class ApiStartError extends Error {
  override readonly name = 'ApiStartError';
  readonly remedy = 'write another API_PORT or API_HOST, or API_ENABLED=off';
}

/** What is under way gets so long to end when the API closes. */
const CLOSING_MS = 2_000;

const WHY: ReadonlyMap<string, string> = new Map([
  ['EADDRINUSE', 'another program has that port'],
  ['EACCES', 'this user may not use that port'],
  ['EADDRNOTAVAIL', 'that is no address of this machine'],
  ['ENOTFOUND', 'that is no address of this machine'],
]);

/** Starts the API where the settings say. @throws {ApiStartError} */
export async function startApi(input: ApiInput): Promise<RunningApi> {
  const { host, port, key } = input.deps.config.api;
  const app = createApp(input);
  let url: string;
  try {
    url = await app.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown';
    const why = WHY.get(code) ?? 'the system refuses';
    const message = `the API can't listen on API_HOST=${host}, API_PORT=${port}: ${why} (${code})`;
    throw new ApiStartError(message, { cause: error });
  }
  input.logger.info({ api: url, needsKey: key !== null }, 'the REST API answers');
  return {
    url,
    async close() {
      const late = setTimeout(() => app.server.closeAllConnections(), CLOSING_MS);
      await app.close();
      clearTimeout(late);
    },
  };
}
