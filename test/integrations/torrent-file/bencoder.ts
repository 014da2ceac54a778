import { createHash } from 'node:crypto';

/** What {@link bencode} writes; keys stay in the order given, so that unsorted ones can be had. */
export type Bencodable =
  | number
  | string
  | Uint8Array
  | readonly Bencodable[]
  | { readonly [key: string]: Bencodable };

/** The smallest bencoder that the tests need. */
export function bencode(value: Bencodable): Buffer {
  if (typeof value === 'number') return Buffer.from(`i${value}e`);
  if (typeof value === 'string') return bencode(Buffer.from(value));
  if (value instanceof Uint8Array) return Buffer.concat([Buffer.from(`${value.length}:`), value]);
  if (isList(value)) return wrap('l', value.map(bencode));
  const parts: Buffer[] = [];
  for (const [key, item] of Object.entries(value)) parts.push(bencode(key), bencode(item));
  return wrap('d', parts);
}

function isList(value: object): value is readonly Bencodable[] {
  return Array.isArray(value);
}

function wrap(start: string, parts: readonly Buffer[]): Buffer {
  return Buffer.concat([Buffer.from(start), ...parts, Buffer.from('e')]);
}

/** A one-file torrent of a version, distinct by its name, which a real qBittorrent accepts. */
export function makeTorrentFile(
  version: 'v1' | 'v2' | 'hybrid',
  name: string,
): { readonly bytes: Buffer; readonly info: Buffer } {
  const data = Buffer.from(`the payload of ${name}`);
  const root = createHash('sha256').update(data).digest();
  const v1 = { pieces: createHash('sha1').update(data).digest() };
  const tree = { [name]: { '': { length: data.length, 'pieces root': root } } };
  const isV2 = version !== 'v1';
  const info = bencode({
    ...(isV2 ? { 'file tree': tree } : {}),
    ...(version === 'v2' ? {} : { length: data.length }),
    ...(isV2 ? { 'meta version': 2 } : {}),
    name,
    'piece length': 16_384,
    ...(version === 'v2' ? {} : v1),
    private: 1,
  });
  const layers = isV2 ? bencode({ 'piece layers': {} }).subarray(1, -1) : Buffer.alloc(0);
  const before = Buffer.concat([bencode('comment'), bencode(`about ${name}`), bencode('info')]);
  return {
    info,
    bytes: Buffer.concat([Buffer.from('d'), before, info, layers, Buffer.from('e')]),
  };
}
