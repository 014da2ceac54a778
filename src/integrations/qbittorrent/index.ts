export type { TorrentAddition } from './add-form.ts';
export { addOnce, type AddPatience } from './add-once.ts';
export type { AddAnswer } from './add.ts';
export { createQbittorrent, type Qbittorrent, type QbittorrentOptions } from './client.ts';
export type { LoginCoolDown } from './cool-down.ts';
export type { QbittorrentLog } from './guarded-login.ts';
export { cleanTag, cleanTags } from './tags.ts';
export { stateOf, type Torrent, type TorrentState } from './torrent.ts';
export { compareVersions, type QbittorrentVersion } from './version.ts';
