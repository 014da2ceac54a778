import type { Secret } from '../secret.ts';

/** How much the log says. */
export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** What becomes of an accepted torrent: queued at once, or proposed to a person first. */
export type QueueMode = 'auto' | 'propose';

/**
 * Everything that can be configured, checked and in the program's own units: milliseconds for
 * times, absolute paths for folders, {@link Secret} for what must not be seen. Which variable
 * fills which field, and its default, stands in `variables-of-….ts`.
 */
export interface Config {
  /** `postgresql://…` with its password; null = the embedded PostgreSQL. */
  readonly databaseUrl: Secret | null;
  readonly temporal: TemporalConfig;
  readonly audiobookshelf: AudiobookshelfConfig;
  readonly catalogues: CataloguesConfig;
  readonly qbittorrent: QbittorrentConfig;
  readonly tracker: TrackerConfig;
  readonly gaps: GapsConfig;
  readonly queueMode: QueueMode;
  readonly policy: PolicyConfig;
  readonly crawl: CrawlConfig;
  readonly scheduler: SchedulerConfig;
  /** A Chromium to use; null = found by set-up. */
  readonly chromiumPath: string | null;
  /** Whether Chromium's own sandbox is used, where it can be. */
  readonly chromiumSandbox: boolean;
  /** A Temporal CLI to use; null = found by set-up. */
  readonly temporalCliPath: string | null;
  readonly paths: PathsConfig;
  readonly logLevel: LogLevel;
  /** IANA name: the clock of log lines and reports, never that of schedules. */
  readonly timeZone: string;
  /** Encrypts what is kept at rest; null = generated into the data folder. */
  readonly secretKey: Secret | null;
  readonly api: ApiConfig;
}

/** Where the Temporal server is. */
export interface TemporalConfig {
  /** `host:port`; null = the embedded server, unless {@link TemporalConfig.profile} says more. */
  readonly address: string | null;
  /** True when `TEMPORAL_CONFIG_FILE` or `TEMPORAL_PROFILE` names a server instead. */
  readonly profile: boolean;
  /**
   * All `TEMPORAL_*` names as they stand after `.env` was read, and with a profile where the home is:
   * what envconfig is to be given.
   */
  readonly environment: ReadonlyMap<string, Secret>;
}

/** The library. */
export interface AudiobookshelfConfig {
  readonly url: URL;
  readonly token: Secret | null;
  readonly timeoutMs: number;
}

/** Who is asked which works exist, and how often. */
export interface CataloguesConfig {
  readonly googleBooks: GoogleBooksConfig;
  /** Questions of one run to each catalogue at most; 0 asks none. */
  readonly maxLookups: number;
  /** Least time between two questions to one catalogue. */
  readonly intervalMs: number;
  /** Knowledge that is older than so many days is asked for again. */
  readonly refreshDays: number;
}

/** Google Books. */
export interface GoogleBooksConfig {
  readonly url: URL;
  /** Null = Google is not asked. */
  readonly apiKey: Secret | null;
  readonly timeoutMs: number;
  /** Requests a day at most; 0 asks nothing. */
  readonly perDay: number;
}

/** The torrent client. */
export interface QbittorrentConfig {
  /** Base URL; `QB_URL` wins over `QB_HOST` and `QB_PORT`. */
  readonly url: URL;
  readonly username: string | null;
  readonly password: Secret | null;
  /** `qbt_…`, for 5.2 and later; wins over user name and password. */
  readonly apiKey: Secret | null;
  /** Save path of the category that we create; null = qBittorrent's own default. */
  readonly savePath: string | null;
  readonly timeoutMs: number;
}

/** The tracker, and how politely we read it. */
export interface TrackerConfig {
  readonly url: URL;
  readonly username: Secret | null;
  readonly password: Secret | null;
  /** Least and most time from the end of one answer to the start of the next request. */
  readonly rateLimitMinMs: number;
  readonly rateLimitMaxMs: number;
  /** Least time between two terms. */
  readonly searchIntervalMs: number;
  /** Result pages read of one term at most. */
  readonly maxResultPages: number;
  readonly maxLoginsPerDay: number;
  readonly timeoutMs: number;
}

/** How many gaps are filled in a run; what counts as one is a matter of the policy. */
export interface GapsConfig {
  /** Torrents queued in one run at most; the rest is deferred. */
  readonly maxDownloadsPerRun: number;
}

/** Where the policy is, and what the old system's flags say of it. */
export interface PolicyConfig {
  /** Absolute. */
  readonly file: string;
  /** True: somebody named it, so it must be there. */
  readonly isNamed: boolean;
  /** Only those that are set; the file wins over each of them. */
  readonly flags: PolicyFlags;
}

/** Settings that say what the policy can say too, by their names in the environment. */
export interface PolicyFlags {
  readonly MAM_MIN_SEEDS?: number;
  readonly GAP_AUTHOR_MIN_ITEMS?: number;
  readonly GAP_SERIES_PRIORITY?: boolean;
  readonly GAP_AUTHOR_PRIORITY?: boolean;
  readonly GAP_ANALYSIS_ENABLED?: boolean;
  readonly ENABLE_GAP_ANALYSIS?: boolean;
  readonly ENABLE_SERIES_COMPLETION?: boolean;
  readonly ENABLE_AUTHOR_COMPLETION?: boolean;
  readonly RATIO_FLOOR?: number;
}

/** How much one run searches. */
export interface CrawlConfig {
  readonly maxTerms: number;
  /** Terms per workflow execution, before it continues as new. */
  readonly termsPerRun: number;
}

/** The schedules. */
export interface SchedulerConfig {
  /** False = a schedule is created paused; one that exists is left as it is. */
  readonly enabled: boolean;
}

/** Folders, absolute. */
export interface PathsConfig {
  readonly data: string;
  readonly reports: string;
  readonly logs: string;
}

/** The REST API. */
export interface ApiConfig {
  readonly enabled: boolean;
  /** The address it listens on; beyond loopback there is a key. */
  readonly host: string;
  /** 0 = any free one. */
  readonly port: number;
  /** What callers show; null = none is asked for, which only loopback allows. */
  readonly key: Secret | null;
}
