import {
  Client,
  Connection,
  defaultGrpcRetryOptions,
  makeGrpcRetryInterceptor,
} from '@temporalio/client';
import type { TemporalConfig } from '../config.ts';
import { temporalSettings, type TemporalClient } from './connect.ts';

/** Two seconds of trying: a person at a terminal waits. The SDK's own ten attempts take fifteen. */
const ATTEMPTS = 5;

/**
 * A client that connects at its first call, and anew after the server was away: for programs that
 * come and go, such as the command line. Nothing is sent by opening it.
 */
export function openTemporal(
  config: TemporalConfig,
  embeddedAddress: string | null,
): TemporalClient {
  const { connectionOptions, namespace } = temporalSettings(config, embeddedAddress);
  const retry = defaultGrpcRetryOptions({ maxAttempts: ATTEMPTS });
  const connection = Connection.lazy({
    ...connectionOptions,
    interceptors: [makeGrpcRetryInterceptor(retry)],
  });
  const client = new Client({ connection, ...(namespace === undefined ? {} : { namespace }) });
  return { client, close: () => connection.close() };
}
