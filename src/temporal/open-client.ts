import { Client, Connection } from '@temporalio/client';
import type { TemporalConfig } from '../config.ts';
import { temporalSettings, type TemporalClient } from './connect.ts';

/**
 * A client that connects at its first call, and anew after the server was away: for programs that
 * come and go, such as the command line. Nothing is sent by opening it.
 */
export function openTemporal(
  config: TemporalConfig,
  embeddedAddress: string | null,
): TemporalClient {
  const { connectionOptions, namespace } = temporalSettings(config, embeddedAddress);
  const connection = Connection.lazy(connectionOptions);
  const client = new Client({ connection, ...(namespace === undefined ? {} : { namespace }) });
  return { client, close: () => connection.close() };
}
