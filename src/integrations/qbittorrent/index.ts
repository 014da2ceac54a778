export type { TorrentAddition } from './add-form.ts';
export { addOnce } from './add-once.ts';
export {
  createQbittorrent,
  type AddAnswer,
  type Qbittorrent,
  type QbittorrentOptions,
} from './client.ts';
export type { LoginCoolDown } from './cool-down.ts';
export type { QbittorrentLog } from './session.ts';
export { cleanTag, cleanTags } from './tags.ts';
export { stateOf, type Torrent, type TorrentState } from './torrent.ts';
export { compareVersions, type QbittorrentVersion } from './version.ts';
