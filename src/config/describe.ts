import { Secret } from '../secret.ts';
import type { Source } from './environment.ts';
import type { LoadedConfig } from './load.ts';
import { inSeconds } from './rules.ts';
import type { Config } from './shape.ts';
import type { Variable, VariableGroup } from './variable.ts';
import { VARIABLES } from './variables.ts';

/** One line of `mamcrawler config check`. */
export interface ConfigRow {
  readonly group: VariableGroup;
  readonly name: string;
  /** As a person reads it; a secret is "set" or "not set". */
  readonly value: string;
  readonly source: Source;
}

/** Every variable, how it stands and where that came from, in the table's order. */
export function describeConfig(loaded: LoadedConfig): ConfigRow[] {
  const rows: ConfigRow[] = [];
  for (const variable of VARIABLES) {
    const value = show(variable, loaded.values[variable.name]);
    const source = loaded.sources.get(variable.name) ?? 'unset';
    rows.push({ group: variable.group, name: variable.name, value, source });
  }
  return rows;
}

function show(
  variable: Variable,
  value: LoadedConfig['values'][keyof LoadedConfig['values']],
): string {
  if (value === null) return 'not set';
  if (value instanceof Secret) return 'set';
  if (value instanceof URL) return value.href;
  if (typeof value === 'object') return value.url.href;
  if (variable.kind === 'seconds') return `${inSeconds(Number(value))} s`;
  if (typeof value === 'boolean') return value ? 'on' : 'off';
  return String(value);
}

/** Every secret in the configuration: what the logger must mask. */
export function secretsOf(config: Config): string[] {
  const {
    databaseUrl,
    temporal,
    audiobookshelf,
    catalogues,
    qbittorrent,
    tracker,
    secretKey,
    api,
  } = config;
  const secrets = [
    databaseUrl,
    temporal.environment.get('TEMPORAL_API_KEY'),
    temporal.environment.get('TEMPORAL_CODEC_AUTH'),
    temporal.environment.get('TEMPORAL_TLS_CLIENT_KEY_DATA'),
    audiobookshelf.token,
    catalogues.googleBooks.apiKey,
    qbittorrent.password,
    qbittorrent.apiKey,
    tracker.username,
    tracker.password,
    secretKey,
    api.key,
  ];
  const texts: string[] = [];
  for (const secret of secrets) if (secret) texts.push(secret.reveal());
  if (databaseUrl !== null) texts.push(...passwordOf(databaseUrl));
  return texts;
}

/** The database's password by itself, as written and as it is sent. */
function passwordOf(databaseUrl: Secret): string[] {
  const written = URL.parse(databaseUrl.reveal())?.password ?? '';
  if (written === '') return [];
  try {
    return [written, decodeURIComponent(written)];
  } catch (error) {
    if (error instanceof URIError) return [written];
    throw error;
  }
}
