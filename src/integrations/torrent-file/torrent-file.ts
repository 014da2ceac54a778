import { RemoteError } from '../errors.ts';
import { BencodeError, readBencode, type BencodeDictionary } from './bencode.ts';
import { hashInfo, type InfoHashes } from './hashes.ts';
import { looksLikeHtml } from './looks-like-html.ts';
import { payloadSize } from './payload-size.ts';

/** What a `.torrent` file says of itself. */
export interface TorrentFile {
  readonly hashes: InfoHashes;
  /** The name that its folder or file gets; may be empty. */
  readonly name: string;
  readonly isPrivate: boolean;
  /** Bytes of all files, padding left out. */
  readonly sizeBytes: number;
  /** What the source wrote into `comment` (often the torrent's page), or null. */
  readonly sourceComment: string | null;
}

/**
 * Reads a `.torrent` file as a tracker sends it. The info dictionary is hashed as it lies there.
 * @throws {RemoteError} tracker / `unexpected-answer` when it is none; the message says whether
 * it looks like an HTML page instead. Whether that page is a login page, the caller knows.
 */
export function readTorrentFile(bytes: Uint8Array): TorrentFile {
  const root = readRoot(bytes);
  const info = root.entries.get('info');
  if (info?.kind !== 'dictionary') throw notATorrent('it has no info dictionary');
  const hashes = hashInfo(info.raw, {
    v1: info.entries.has('pieces'),
    v2: integerOf(info, 'meta version') === 2,
  });
  if (hashes.v1 === null && hashes.v2 === null) throw notATorrent('it has no pieces');
  const sizeBytes = payloadSize(info);
  if (sizeBytes === null) throw notATorrent('it has no sound list of files');
  return {
    hashes,
    name: textOf(info, 'name.utf-8') ?? textOf(info, 'name') ?? '',
    isPrivate: integerOf(info, 'private') === 1,
    sizeBytes,
    sourceComment: textOf(root, 'comment.utf-8') ?? textOf(root, 'comment'),
  };
}

function readRoot(bytes: Uint8Array): BencodeDictionary {
  if (looksLikeHtml(bytes)) throw notATorrent('it looks like an HTML page');
  try {
    const root = readBencode(bytes);
    if (root.kind === 'dictionary') return root;
  } catch (error) {
    if (!(error instanceof BencodeError)) throw error;
    throw notATorrent(error.message);
  }
  throw notATorrent('it is no dictionary');
}

function notATorrent(why: string): RemoteError {
  return new RemoteError(`the tracker sent something that is not a torrent file: ${why}`, {
    remote: 'tracker',
    kind: 'unexpected-answer',
    remedy: 'Open the torrent on the tracker in a browser and see what its download gives.',
  });
}

function integerOf(dictionary: BencodeDictionary, key: string): number | null {
  const value = dictionary.entries.get(key);
  return value?.kind === 'integer' ? value.value : null;
}

function textOf(dictionary: BencodeDictionary, key: string): string | null {
  const value = dictionary.entries.get(key);
  return value?.kind === 'bytes' ? Buffer.from(value.value).toString('utf8') : null;
}
