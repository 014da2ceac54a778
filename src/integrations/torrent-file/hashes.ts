import { createHash } from 'node:crypto';

/** A torrent's info-hashes in lower-case hex: 40 digits of SHA-1, 64 of SHA-256; at least one. */
export interface InfoHashes {
  readonly v1: string | null;
  readonly v2: string | null;
}

/**
 * What qBittorrent calls `hash`: the first 40 digits of v2 for v2 and hybrid torrents, v1 else.
 * @throws {TypeError} when both are null, which no reader of this folder returns.
 */
export function clientHash(hashes: InfoHashes): string {
  const hash = hashes.v2?.slice(0, 40) ?? hashes.v1;
  if (hash === null) throw new TypeError('a torrent has at least one info-hash');
  return hash;
}

/** Hashes the raw bytes of an info dictionary, by the versions that it declares. */
export function hashInfo(
  raw: Uint8Array,
  versions: { readonly v1: boolean; readonly v2: boolean },
): InfoHashes {
  return {
    v1: versions.v1 ? createHash('sha1').update(raw).digest('hex') : null,
    v2: versions.v2 ? createHash('sha256').update(raw).digest('hex') : null,
  };
}
