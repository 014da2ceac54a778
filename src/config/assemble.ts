import { Secret } from '../secret.ts';
import type { Setting } from './environment.ts';
import type {
  Config,
  PolicyConfig,
  PolicyFlags,
  QbittorrentConfig,
  TemporalConfig,
  TrackerConfig,
} from './shape.ts';
import type { Values } from './values.ts';

/** Puts values that passed every check into the shape that the program uses. */
export function assemble(values: Values, settings: ReadonlyMap<string, Setting>): Config {
  return {
    databaseUrl: values.DATABASE_URL,
    temporal: temporal(values, settings),
    audiobookshelf: {
      url: values.ABS_URL,
      token: values.ABS_TOKEN,
      timeoutMs: values.ABS_TIMEOUT,
    },
    catalogues: {
      googleBooks: {
        url: values.GOOGLE_BOOKS_URL,
        apiKey: values.GOOGLE_BOOKS_API_KEY,
        timeoutMs: values.GOOGLE_BOOKS_TIMEOUT,
        perDay: values.GOOGLE_BOOKS_RATE_LIMIT,
      },
      maxLookups: values.CATALOGUE_MAX_LOOKUPS,
      intervalMs: values.CATALOGUE_INTERVAL,
      refreshDays: values.CATALOGUE_REFRESH_DAYS,
    },
    qbittorrent: qbittorrent(values),
    tracker: tracker(values),
    gaps: { maxDownloadsPerRun: values.GAP_MAX_DOWNLOADS_PER_RUN },
    queueMode: values.QUEUE_MODE,
    policy: policy(values, settings),
    crawl: { maxTerms: values.CRAWL_MAX_TERMS, termsPerRun: values.CRAWL_TERMS_PER_RUN },
    scheduler: { enabled: values.SCHEDULER_ENABLED },
    chromiumPath: values.CHROMIUM_PATH,
    chromiumSandbox: values.CHROMIUM_SANDBOX,
    temporalCliPath: values.TEMPORAL_CLI,
    paths: { data: values.DATA_DIR, reports: values.REPORT_DIR, logs: values.LOGS_DIR },
    logLevel: values.LOG_LEVEL,
    timeZone: values.TZ,
    secretKey: values.SECRET_KEY,
    api: {
      enabled: values.API_ENABLED,
      host: values.API_HOST,
      port: values.API_PORT,
      key: values.API_KEY,
    },
  };
}

const HOMES = ['HOME', 'XDG_CONFIG_HOME', 'APPDATA'] as const;

function temporal(values: Values, settings: ReadonlyMap<string, Setting>): TemporalConfig {
  const environment = new Map<string, Secret>();
  for (const [name, { text }] of settings) {
    if (!name.startsWith('TEMPORAL_') || name === 'TEMPORAL_CLI') continue;
    environment.set(name, new Secret(text));
  }
  // As the table reads them: the path absolute, and no blanks around the address.
  if (values.TEMPORAL_ADDRESS !== null) {
    environment.set('TEMPORAL_ADDRESS', new Secret(values.TEMPORAL_ADDRESS));
  }
  if (values.TEMPORAL_CONFIG_FILE !== null) {
    environment.set('TEMPORAL_CONFIG_FILE', new Secret(values.TEMPORAL_CONFIG_FILE));
  }
  environment.delete('TEMPORAL_API_KEY_FILE');
  // Where a profile's temporal.toml lies, when TEMPORAL_CONFIG_FILE does not say.
  for (const name of values.TEMPORAL_PROFILE === null ? [] : HOMES) {
    const text = settings.get(name)?.text;
    if (text !== undefined) environment.set(name, new Secret(text));
  }
  const profile = values.TEMPORAL_CONFIG_FILE !== null || values.TEMPORAL_PROFILE !== null;
  return { address: values.TEMPORAL_ADDRESS, profile, environment };
}

const FLAGS = [
  'MAM_MIN_SEEDS',
  'GAP_AUTHOR_MIN_ITEMS',
  'GAP_SERIES_PRIORITY',
  'GAP_AUTHOR_PRIORITY',
  'GAP_ANALYSIS_ENABLED',
  'ENABLE_GAP_ANALYSIS',
  'ENABLE_SERIES_COMPLETION',
  'ENABLE_AUTHOR_COMPLETION',
  'RATIO_FLOOR',
] as const satisfies readonly (keyof PolicyFlags)[];

function policy(values: Values, settings: ReadonlyMap<string, Setting>): PolicyConfig {
  // What is not set must not count as said: the policy's own defaults hold.
  const flags: PolicyFlags = Object.fromEntries(
    FLAGS.filter((name) => settings.has(name)).map((name) => [name, values[name]]),
  );
  return { file: values.POLICY_FILE, isNamed: settings.has('POLICY_FILE'), flags };
}

function qbittorrent(values: Values): QbittorrentConfig {
  return {
    url: values.QB_URL ?? hostAndPort(values),
    username: values.QB_USERNAME,
    password: values.QB_PASSWORD,
    apiKey: values.QB_API_KEY,
    savePath: values.QB_SAVE_PATH,
    timeoutMs: values.QB_TIMEOUT,
  };
}

function hostAndPort({ QB_HOST: host, QB_PORT: port }: Values): URL {
  const url = new URL(host.url);
  url.port = String(host.port ?? port);
  return url;
}

function tracker(values: Values): TrackerConfig {
  return {
    url: values.MAM_URL,
    username: values.MAM_USERNAME,
    password: values.MAM_PASSWORD,
    rateLimitMinMs: values.MAM_RATE_LIMIT_MIN,
    rateLimitMaxMs: values.MAM_RATE_LIMIT_MAX,
    searchIntervalMs: values.MAM_SEARCH_INTERVAL,
    maxResultPages: values.MAM_MAX_RESULT_PAGES,
    maxLoginsPerDay: values.MAM_MAX_LOGINS_PER_DAY,
    timeoutMs: values.MAM_TIMEOUT,
  };
}
