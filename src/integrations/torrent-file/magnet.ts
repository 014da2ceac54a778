import { RemoteError } from '../errors.ts';
import type { InfoHashes } from './hashes.ts';

/** What a magnet link says of its torrent. */
export interface Magnet {
  readonly hashes: InfoHashes;
  /** The display name (`dn`), or null. */
  readonly name: string | null;
}

const BASE32 = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * Reads a magnet link: `urn:btih:` in hex or base32, `urn:btmh:1220…` for v2, or both.
 * @throws {RemoteError} tracker / `unexpected-answer` when there is no info-hash in it. The
 * message never holds the link, which may carry a personal tracker address.
 */
export function readMagnet(uri: string): Magnet {
  const query = /^magnet:\?(.*)$/is.exec(uri.trim())?.[1];
  if (query === undefined) throw notAMagnet('it does not begin with "magnet:?"');
  const parameters = new URLSearchParams(query);
  let [v1, v2]: [string | null, string | null] = [null, null];
  for (const [name, value] of parameters) {
    if (!/^xt(?:\.\d+)?$/i.test(name)) continue;
    v1 ??= readV1(value);
    v2 ??= /^urn:btmh:1220([0-9a-f]{64})$/i.exec(value)?.[1]?.toLowerCase() ?? null;
  }
  if (v1 === null && v2 === null) throw notAMagnet('it holds no info-hash');
  return { hashes: { v1, v2 }, name: parameters.get('dn') };
}

function readV1(topic: string): string | null {
  const digits = /^urn:btih:([0-9a-z]+)$/i.exec(topic)?.[1]?.toLowerCase();
  if (digits === undefined) return null;
  if (/^[0-9a-f]{40}$/.test(digits)) return digits;
  return /^[a-z2-7]{32}$/.test(digits) ? fromBase32(digits) : null;
}

function fromBase32(digits: string): string {
  let bits = '';
  for (const digit of digits) bits += BASE32.indexOf(digit).toString(2).padStart(5, '0');
  return BigInt(`0b${bits}`).toString(16).padStart(40, '0');
}

function notAMagnet(why: string): RemoteError {
  return new RemoteError(`the tracker gave something that is not a magnet link: ${why}`, {
    remote: 'tracker',
    kind: 'unexpected-answer',
    remedy: 'Open the torrent on the tracker in a browser and compare its magnet link.',
  });
}
