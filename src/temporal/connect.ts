import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig, type ClientConnectConfig } from '@temporalio/envconfig';
import type { TemporalConfig } from '../config.ts';

/** A client of the Temporal server, and how to let go of it. */
export interface TemporalClient {
  readonly client: Client;
  close(): Promise<void>;
}

/**
 * Where the server is and how to be let in: `TEMPORAL_*` and `temporal.toml`, as the `temporal` CLI
 * reads them, or else the given address (the embedded server's).
 */
export function temporalSettings(
  config: TemporalConfig,
  embeddedAddress: string | null,
): ClientConnectConfig {
  const environment: Record<string, string> = {};
  for (const [name, value] of config.environment) environment[name] = value.reveal();
  if (config.address === null && !config.profile && embeddedAddress !== null) {
    environment['TEMPORAL_ADDRESS'] = embeddedAddress;
  }
  return loadClientConnectConfig({ overrideEnvVars: environment });
}

/** Connects a client; throws when the server does not answer in ten seconds. */
export async function connectTemporal(
  config: TemporalConfig,
  embeddedAddress: string | null,
): Promise<TemporalClient> {
  const { connectionOptions, namespace } = temporalSettings(config, embeddedAddress);
  const connection = await Connection.connect({
    ...connectionOptions,
    connectTimeout: '10 seconds',
  });
  const client = new Client({ connection, ...(namespace === undefined ? {} : { namespace }) });
  return { client, close: () => connection.close() };
}
