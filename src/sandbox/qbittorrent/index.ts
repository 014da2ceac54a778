export type { Dialect } from './dialects.ts';
export {
  startQbittorrentStandIn,
  type QbittorrentFaults,
  type QbittorrentRequest,
  type QbittorrentStandIn,
  type QbittorrentStandInOptions,
} from './stand-in.ts';
export type { StandInTorrent } from './store.ts';
