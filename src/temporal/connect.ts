import { Client, Connection } from '@temporalio/client';
import { loadClientConnectConfig, type ClientConnectConfig } from '@temporalio/envconfig';
import type { TemporalConfig } from '../config.ts';

/** A client of the Temporal server, and how to let go of it. */
export interface TemporalClient {
  readonly client: Client;
  close(): Promise<void>;
}

/** No client can be had. The message says why, without secrets; the remedy what to do. */
export class TemporalError extends Error {
  override readonly name = 'TemporalError';
  readonly remedy: string;

  constructor(message: string, remedy: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.remedy = remedy;
  }
}

/**
 * Where the server is and how to be let in: `TEMPORAL_*` and `temporal.toml`, as the `temporal` CLI
 * reads them, or else the given address (the embedded server's).
 *
 * @throws {TemporalError} when the profile or its file can't be used.
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
  try {
    return loadClientConnectConfig({ overrideEnvVars: environment });
  } catch (error) {
    // The first line only, and no cause: a TOML parser quotes the lines around a mistake.
    const [why = ''] = (error instanceof Error ? error.message : '').split('\n');
    throw new TemporalError(
      `the settings of Temporal can't be used: ${why}`,
      'check TEMPORAL_PROFILE, TEMPORAL_CONFIG_FILE and the TEMPORAL_TLS_ names, or unset them',
    );
  }
}

/**
 * Connects a client.
 *
 * @throws {TemporalError} when the server does not answer in ten seconds, or does not let us in.
 */
export async function connectTemporal(
  config: TemporalConfig,
  embeddedAddress: string | null,
): Promise<TemporalClient> {
  const { connectionOptions, namespace } = temporalSettings(config, embeddedAddress);
  const options = { ...connectionOptions, connectTimeout: '10 seconds' } as const;
  const connection = await Connection.connect(options).catch((error: unknown) => {
    const where = connectionOptions.address ?? 'localhost:7233';
    throw new TemporalError(
      `the Temporal server at ${where} does not answer, or does not let us in`,
      'check TEMPORAL_ADDRESS (and TEMPORAL_API_KEY, where it asks for one), and that it runs',
      error,
    );
  });
  const client = new Client({ connection, ...(namespace === undefined ? {} : { namespace }) });
  return { client, close: () => connection.close() };
}
