import { clientHash, type InfoHashes } from '../torrent-file/index.ts';
import { multipart, type MultipartBody } from './multipart.ts';
import { cleanTags } from './tags.ts';

/** A torrent to add: its file's bytes, or a magnet link; never a URL, which would hold a token. */
export type TorrentAddition = {
  readonly hashes: InfoHashes;
  /** What error texts call it. */
  readonly name: string;
  /** Its save path is the torrent's. */
  readonly category: string;
  /** Cleaned on the way: see `cleanTag`. */
  readonly tags: readonly string[];
} & (
  | { readonly torrent: Uint8Array; readonly magnet?: never }
  | { readonly magnet: string; readonly torrent?: never }
);

/**
 * The form of `torrents/add`, with everything said that a global setting could decide otherwise:
 * a share limit, for one, runs a global action that may delete files.
 */
export function addForm(addition: TorrentAddition): MultipartBody {
  const fields = {
    category: addition.category,
    tags: cleanTags(addition.tags).join(','),
    // The category's save path applies; an explicit `savepath` would be a second truth.
    autoTMM: 'true',
    contentLayout: 'Original',
    stopCondition: 'None',
    // Renamed in 5.0; each version ignores the other's name without a word.
    paused: 'false',
    stopped: 'false',
    skip_checking: 'false',
    sequentialDownload: 'false',
    firstLastPiecePrio: 'false',
    ratioLimit: '-1',
    seedingTimeLimit: '-1',
    inactiveSeedingTimeLimit: '-1',
  };
  if (addition.magnet !== undefined) return multipart({ ...fields, urls: addition.magnet }, null);
  return multipart(fields, {
    field: 'torrents',
    fileName: `${clientHash(addition.hashes)}.torrent`,
    contentType: 'application/x-bittorrent',
    bytes: addition.torrent,
  });
}
