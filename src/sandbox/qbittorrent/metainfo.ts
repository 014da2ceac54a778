import { createHash } from 'node:crypto';

/** What the stand-in takes from a torrent file or a magnet link. */
export interface Metainfo {
  /** The id that qBittorrent lists it under: v2's first 40 digits, or v1. */
  readonly hash: string;
  readonly v1: string;
  readonly v2: string;
  readonly name: string;
  readonly size: number;
}

/** Reads a torrent file; null when it is none (qBittorrent answers 415). */
export function readMetainfo(bytes: Buffer): Metainfo | null {
  try {
    const root = decode(bytes, 0).value;
    const info = root instanceof Map ? root.get('info') : undefined;
    if (!(info?.value instanceof Map)) return null;
    const raw = bytes.subarray(info.start, info.end);
    const has = (key: string) => info.value instanceof Map && info.value.has(key);
    const number = (key: string) => (info.value instanceof Map ? info.value.get(key)?.value : null);
    const v1 = has('pieces') ? createHash('sha1').update(raw).digest('hex') : '';
    const isV2 = number('meta version') === 2;
    const v2 = isV2 ? createHash('sha256').update(raw).digest('hex') : '';
    if (v1 === '' && v2 === '') return null;
    const name = number('name');
    const size = number('length');
    return {
      hash: v2 === '' ? v1 : v2.slice(0, 40),
      v1,
      v2,
      name: Buffer.isBuffer(name) ? name.toString('utf8') : '',
      size: typeof size === 'number' ? size : 0,
    };
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** Reads a magnet link; null when it names no torrent. */
export function readMagnetLink(link: string): Metainfo | null {
  if (!link.startsWith('magnet:?')) return null;
  const parameters = new URLSearchParams(link.slice('magnet:?'.length));
  let [v1, v2] = ['', ''];
  for (const topic of parameters.getAll('xt')) {
    const digits = topic.slice('urn:btih:'.length);
    if (/^urn:btih:[0-9a-f]{40}$/i.test(topic)) v1 = digits.toLowerCase();
    if (/^urn:btih:[a-z2-7]{32}$/i.test(topic)) v1 = fromBase32(digits.toUpperCase());
    if (/^urn:btmh:1220[0-9a-f]{64}$/i.test(topic)) v2 = topic.slice(-64).toLowerCase();
  }
  if (v1 === '' && v2 === '') return null;
  const hash = v2 === '' ? v1 : v2.slice(0, 40);
  return { hash, v1, v2, name: parameters.get('dn') ?? hash, size: -1 };
}

function fromBase32(text: string): string {
  let number = 0n;
  for (const letter of text) {
    number = number * 32n + BigInt('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter));
  }
  return number.toString(16).padStart(40, '0');
}

interface Decoded {
  readonly value: number | Buffer | Decoded[] | Map<string, Decoded>;
  readonly start: number;
  readonly end: number;
}

/** Throws a RangeError for anything that is not bencode (a call stack used up included). */
function decode(bytes: Buffer, start: number): Decoded {
  const type = String.fromCharCode(bytes[start] ?? 0);
  if (type === 'i') {
    const end = positionOf(bytes, 'e', start);
    return { value: integer(bytes.toString('latin1', start + 1, end)), start, end: end + 1 };
  }
  if (type !== 'l' && type !== 'd') return decodeBytes(bytes, start);
  const items: Decoded[] = [];
  let at = start + 1;
  while (bytes[at] !== 0x65) {
    const item = decode(bytes, at);
    items.push(item);
    at = item.end;
  }
  const value = type === 'l' ? items : pairsOf(items);
  return { value, start, end: at + 1 };
}

function pairsOf(items: readonly Decoded[]): Map<string, Decoded> {
  const map = new Map<string, Decoded>();
  for (let i = 0; i + 1 < items.length; i += 2) {
    const [key, value] = [items[i]?.value, items[i + 1]];
    if (!Buffer.isBuffer(key) || value === undefined) throw new RangeError('a key is no string');
    map.set(key.toString('latin1'), value);
  }
  return map;
}

function decodeBytes(bytes: Buffer, start: number): Decoded {
  const colon = positionOf(bytes, ':', start);
  const end = colon + 1 + integer(bytes.toString('latin1', start, colon));
  if (end <= colon || end > bytes.length) throw new RangeError('a string too long');
  return { value: bytes.subarray(colon + 1, end), start, end };
}

function positionOf(bytes: Buffer, letter: string, from: number): number {
  const at = bytes.indexOf(letter, from, 'latin1');
  if (at < 0) throw new RangeError('the data ends');
  return at;
}

function integer(digits: string): number {
  if (!/^-?\d+$/.test(digits)) throw new RangeError('not a number');
  return Number(digits);
}
