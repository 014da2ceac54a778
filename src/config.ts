export type {
  AudiobookshelfConfig,
  Config,
  CrawlConfig,
  GapsConfig,
  LogLevel,
  PathsConfig,
  QbittorrentConfig,
  TemporalConfig,
  TrackerConfig,
} from './config/shape.ts';
