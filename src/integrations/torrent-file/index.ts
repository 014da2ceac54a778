export { clientHash, type InfoHashes } from './hashes.ts';
export { looksLikeHtml } from './looks-like-html.ts';
export { readMagnet, type Magnet } from './magnet.ts';
export { readTorrentFile, type TorrentFile } from './torrent-file.ts';
