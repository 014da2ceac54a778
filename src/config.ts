/*
 * The environment → Config. The only door: nothing else reads `process.env`, and nothing
 * outside reaches into `config/`.
 */
export { type ConfigRow, describeConfig, secretsOf } from './config/describe.ts';
export { editDistance } from './config/edit-distance.ts';
export type { Source } from './config/environment.ts';
export { renderEnvExample } from './config/env-example.ts';
export { loadConfig, type LoadedConfig, type LoadOptions } from './config/load.ts';
export {
  ConfigError,
  type ConfigProblem,
  formatProblems,
  formatWarning,
} from './config/problem.ts';
export { type ConfiguredCommand, requireFor } from './config/requirements.ts';
export { isLoopback } from './config/rules.ts';
export type {
  ApiConfig,
  AudiobookshelfConfig,
  Config,
  CrawlConfig,
  GapsConfig,
  LogLevel,
  PathsConfig,
  PolicyConfig,
  PolicyFlags,
  QbittorrentConfig,
  QueueMode,
  SchedulerConfig,
  TemporalConfig,
  TrackerConfig,
} from './config/shape.ts';
