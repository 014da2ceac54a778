import type { Variable } from './variable.ts';

const AMOUNTS = 'What is searched and queued';
const SERVERS = 'PostgreSQL and Temporal (embedded when unset)';
const PLACES = 'Folders, logging, tools';

/** What a run does, which servers carry it, and where things are kept. */
export const VARIABLES_OF_PROGRAM = [
  {
    name: 'GAP_MAX_DOWNLOADS_PER_RUN',
    group: AMOUNTS,
    kind: 'integer',
    default: '10',
    min: 0,
    max: 1000,
    purpose: 'Torrents queued in one run at most; the rest is deferred by name. 0 queues nothing.',
  },
  {
    name: 'POLICY_FILE',
    group: AMOUNTS,
    kind: 'path',
    default: 'policy.yaml',
    purpose:
      'What you are willing to take; policy.example.yaml shows every field. It wins over the names below and MAM_MIN_SEEDS. Unset = policy.yaml in the folder of .env, which may be absent.',
  },
  {
    name: 'GAP_AUTHOR_MIN_ITEMS',
    group: AMOUNTS,
    kind: 'integer',
    default: '10',
    min: 1,
    max: 100_000,
    purpose:
      'From how many items on an author counts as collected, so that more by them is looked for.',
  },
  {
    name: 'QUEUE_MODE',
    group: AMOUNTS,
    kind: 'queue-mode',
    default: 'auto',
    purpose:
      'auto = what fits is queued at once; propose = it waits for your word: mamcrawler review.',
  },
  {
    name: 'GAP_ANALYSIS_ENABLED',
    group: AMOUNTS,
    kind: 'switch',
    default: 'on',
    purpose: 'off = a sync looks for no gaps; your own search still does. In the policy: analysis.',
  },
  {
    name: 'ENABLE_GAP_ANALYSIS',
    group: AMOUNTS,
    kind: 'switch',
    default: 'on',
    purpose: 'The same under its other name: either of the two that is off counts.',
  },
  {
    name: 'ENABLE_SERIES_COMPLETION',
    group: AMOUNTS,
    kind: 'switch',
    default: 'on',
    purpose: 'off = volumes that series lack are not looked for. In the policy: wants.series.',
  },
  {
    name: 'ENABLE_AUTHOR_COMPLETION',
    group: AMOUNTS,
    kind: 'switch',
    default: 'on',
    purpose:
      'off = more works by collected authors are not looked for. In the policy: wants.authors.',
  },
  {
    name: 'GAP_SERIES_PRIORITY',
    group: AMOUNTS,
    kind: 'switch',
    default: 'on',
    purpose: 'off = series are searched for after all else. In the policy: first.series.',
  },
  {
    name: 'GAP_AUTHOR_PRIORITY',
    group: AMOUNTS,
    kind: 'switch',
    default: 'on',
    purpose: 'off = authors are searched for after all else. In the policy: first.authors.',
  },
  {
    name: 'RATIO_FLOOR',
    group: AMOUNTS,
    kind: 'decimal',
    default: '1.00',
    min: 0,
    max: 1000,
    purpose:
      "The account's ratio that nothing may push it below: what would waits. 0 = it may be anything. In the policy: ratioFloor.",
  },
  {
    name: 'CRAWL_MAX_TERMS',
    group: AMOUNTS,
    kind: 'integer',
    default: '500',
    min: 1,
    max: 100_000,
    purpose: 'Terms searched in one run at most; the most valuable come first.',
  },
  {
    name: 'CRAWL_TERMS_PER_RUN',
    group: AMOUNTS,
    kind: 'integer',
    default: '200',
    min: 1,
    max: 2000,
    purpose: "Terms per workflow execution before it continues as new; bounds Temporal's history.",
  },
  {
    name: 'SCHEDULER_ENABLED',
    group: AMOUNTS,
    kind: 'switch',
    default: 'on',
    purpose:
      'off = the weekly schedule is created paused; one that exists is left as it is, paused or not.',
  },

  {
    name: 'DATABASE_URL',
    group: SERVERS,
    kind: 'database-url',
    secret: true,
    default: null,
    purpose:
      'postgresql://user:password@host:5432/name. Unset = an embedded PostgreSQL below DATA_DIR.',
  },
  {
    name: 'TEMPORAL_ADDRESS',
    group: SERVERS,
    kind: 'address',
    default: null,
    purpose:
      'host:port of a Temporal server. Unset = an embedded one. Other TEMPORAL_* names pass through to its SDK.',
  },
  {
    name: 'TEMPORAL_NAMESPACE',
    group: SERVERS,
    kind: 'text',
    default: null,
    purpose: 'Its namespace. Unset = default.',
  },
  {
    name: 'TEMPORAL_API_KEY',
    group: SERVERS,
    kind: 'secret',
    secret: true,
    default: null,
    purpose: 'Its API key, where it asks for one.',
  },
  {
    name: 'TEMPORAL_CONFIG_FILE',
    group: SERVERS,
    kind: 'path',
    default: null,
    purpose: 'A temporal.toml, as the temporal CLI reads it.',
  },
  {
    name: 'TEMPORAL_PROFILE',
    group: SERVERS,
    kind: 'text',
    default: null,
    purpose: 'The profile of temporal.toml to use.',
  },

  {
    name: 'DATA_DIR',
    group: PLACES,
    kind: 'path',
    default: '.data',
    purpose: 'What the program keeps: embedded servers, the generated key.',
  },
  {
    name: 'REPORT_DIR',
    group: PLACES,
    kind: 'path',
    default: 'reports',
    purpose: 'Where the reports go.',
  },
  {
    name: 'LOGS_DIR',
    group: PLACES,
    kind: 'path',
    default: 'logs',
    purpose: 'Where mamcrawler.log goes.',
  },
  {
    name: 'LOG_LEVEL',
    group: PLACES,
    kind: 'log-level',
    default: 'info',
    purpose: 'How much the log says: debug, info, warn or error.',
  },
  {
    name: 'TZ',
    group: PLACES,
    kind: 'time-zone',
    default: 'UTC',
    purpose: 'The clock of log lines and reports, e.g. Europe/Berlin. Schedules have their own.',
  },
  {
    name: 'SECRET_KEY',
    group: PLACES,
    kind: 'secret',
    secret: true,
    placeholders: 'key',
    default: null,
    purpose:
      'Encrypts the stored session of the tracker. Unset = generated into DATA_DIR/secret.key. Changing it means signing in anew.',
  },
  {
    name: 'CHROMIUM_PATH',
    group: PLACES,
    kind: 'path',
    default: null,
    purpose: 'A Chromium to use. Unset = found by set-up.',
  },
  {
    name: 'CHROMIUM_SANDBOX',
    group: PLACES,
    kind: 'switch',
    default: 'on',
    purpose:
      "Chromium's own sandbox. off = for a container that forbids user namespaces; for root it is off in any case.",
  },
  {
    name: 'TEMPORAL_CLI',
    group: PLACES,
    kind: 'path',
    default: null,
    purpose: 'A Temporal CLI to use. Unset = found by set-up.',
  },
] as const satisfies readonly Variable[];
