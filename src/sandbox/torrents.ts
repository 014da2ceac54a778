import { createHash } from 'node:crypto';
import { bencode, type Bencodable, type RawKeys } from './bencode.ts';
import type { WorldTorrent } from './world/types.ts';

/** The torrent formats in use: v1 (SHA-1), v2 (SHA-256), or both in one file. */
export type TorrentVersion = 'v1' | 'v2' | 'hybrid';

/** What a torrent file is made from; the same input gives the same info dictionary. */
export type TorrentSpec = Pick<
  WorldTorrent,
  'sourceId' | 'title' | 'sizeBytes' | 'fileCount' | 'formats'
>;

/** Info-hashes in lower-case hex (40 and 64 digits), null where the version has none. */
export interface ExpectedHashes {
  readonly v1: string | null;
  readonly v2: string | null;
}

/** A torrent file, and what a right reader finds in it. */
export interface MadeTorrent {
  readonly bytes: Buffer;
  readonly version: TorrentVersion;
  readonly hashes: ExpectedHashes;
  /** The name of its folder or single file. */
  readonly name: string;
}

interface File {
  readonly name: string;
  readonly length: number;
}

const BLOCK = 16 * 1024;
const MOST_PIECES = 1024;

/** Which version a torrent has: of ten ids, the one ending in 7 is v2, the one in 3 a hybrid. */
export function versionOf(sourceId: string): TorrentVersion {
  if (sourceId.endsWith('7')) return 'v2';
  return sourceId.endsWith('3') ? 'hybrid' : 'v1';
}

/**
 * Makes a private `.torrent` file that real clients accept. Its content does not exist: the
 * piece hashes are drawn from its id, so that every torrent is distinct and always the same.
 * `announce` may hold a passkey; it is no part of the info dictionary.
 */
export function makeTorrent(spec: TorrentSpec, announce: string): MadeTorrent {
  const version = versionOf(spec.sourceId);
  const { info, layers } = infoOf(spec, version);
  const raw = bencode(info);
  const bytes = bencode({
    announce,
    comment: `MID=${spec.sourceId}`,
    'created by': 'sandbox',
    'creation date': 1_700_000_000 + Number(spec.sourceId),
    info,
    ...(version === 'v1' ? {} : { 'piece layers': layers }),
  });
  return { bytes, version, hashes: hashesOf(raw, version), name: nameOf(spec) };
}

/** The info-hashes that a torrent's file will have. */
export function expectedHashes(spec: TorrentSpec): ExpectedHashes {
  const version = versionOf(spec.sourceId);
  return hashesOf(bencode(infoOf(spec, version).info), version);
}

function hashesOf(raw: Buffer, version: TorrentVersion): ExpectedHashes {
  return {
    v1: version === 'v2' ? null : createHash('sha1').update(raw).digest('hex'),
    v2: version === 'v1' ? null : createHash('sha256').update(raw).digest('hex'),
  };
}

interface Info {
  readonly info: { readonly [key: string]: Bencodable };
  readonly layers: RawKeys;
}

function infoOf(spec: TorrentSpec, version: TorrentVersion): Info {
  const pieceLength = pieceLengthFor(spec.sizeBytes);
  const files = filesOf(spec, pieceLength);
  const name = nameOf(spec);
  const single = files.length === 1;
  const common = { name, 'piece length': pieceLength, private: 1, source: 'sandbox' };
  const v1 = {
    ...(single
      ? { length: spec.sizeBytes }
      : { files: files.map((file) => ({ length: file.length, path: [file.name] })) }),
    pieces: v1Pieces(spec, pieceLength),
  };
  if (version === 'v1') return { info: { ...common, ...v1 }, layers: new Map() };

  const tree: Record<string, Bencodable> = {};
  const layers = new Map<Uint8Array, Bencodable>();
  for (const [index, file] of files.entries()) {
    const { root, layer } = v2File({ seed: `${spec.sourceId}:${index}`, file, pieceLength });
    tree[file.name] = { '': { length: file.length, 'pieces root': root } };
    if (layer !== null) layers.set(root, layer);
  }
  const v2 = { 'file tree': tree, 'meta version': 2 };
  const info = version === 'v2' ? { ...common, ...v2 } : { ...common, ...v1, ...v2 };
  return { info, layers };
}

/** A power of two, so that v2 takes it, and large enough that the file stays small. */
function pieceLengthFor(sizeBytes: number): number {
  let length = BLOCK;
  while (sizeBytes / length > MOST_PIECES) length *= 2;
  return length;
}

/** A hybrid's files must begin at whole pieces: all but the last fill theirs. */
function filesOf(spec: TorrentSpec, pieceLength: number): File[] {
  const format = spec.formats[0] ?? 'mp3';
  const pieces = Math.ceil(spec.sizeBytes / pieceLength);
  const count = Math.max(1, Math.min(spec.fileCount, pieces));
  if (count === 1) return [{ name: nameOf(spec), length: spec.sizeBytes }];
  const each = Math.floor(pieces / count) * pieceLength;
  const files: File[] = [];
  for (let index = 0; index < count; index += 1) {
    const isLast = index === count - 1;
    const length = isLast ? spec.sizeBytes - each * (count - 1) : each;
    const number = String(index + 1).padStart(String(count).length, '0');
    files.push({ name: `${number} - ${safe(spec.title)}.${format}`, length });
  }
  return files;
}

function nameOf(spec: TorrentSpec): string {
  const name = safe(spec.title);
  return spec.fileCount > 1 ? name : `${name}.${spec.formats[0] ?? 'mp3'}`;
}

function safe(title: string): string {
  return title
    .replace(/[/\\:*?"<>|]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

function v1Pieces(spec: TorrentSpec, pieceLength: number): Buffer {
  const pieces: Buffer[] = [];
  for (let index = 0; index * pieceLength < spec.sizeBytes; index += 1) {
    pieces.push(drawn(`${spec.sourceId}:v1:${index}`).subarray(0, 20));
  }
  return Buffer.concat(pieces);
}

interface V2Input {
  readonly seed: string;
  readonly file: File;
  readonly pieceLength: number;
}

/** BEP 52: a file of several pieces lists their hashes, and its root is their Merkle root. */
function v2File(input: V2Input): { root: Buffer; layer: Buffer | null } {
  const count = Math.ceil(input.file.length / input.pieceLength);
  const hashes: Buffer[] = [];
  for (let index = 0; index < count; index += 1) hashes.push(drawn(`${input.seed}:v2:${index}`));
  if (count <= 1) return { root: hashes[0] ?? drawn(`${input.seed}:v2`), layer: null };
  return { root: merkleRoot(hashes, input.pieceLength), layer: Buffer.concat(hashes) };
}

function merkleRoot(hashes: readonly Buffer[], pieceLength: number): Buffer {
  // What is missing to a power of two counts as pieces of zero blocks.
  let padding: Buffer = Buffer.alloc(32);
  for (let length = BLOCK; length < pieceLength; length *= 2) padding = sha256(padding, padding);
  let row = [...hashes];
  while (Math.log2(row.length) % 1 !== 0) row.push(padding);
  while (row.length > 1) {
    const next: Buffer[] = [];
    for (let index = 0; index < row.length; index += 2) {
      next.push(sha256(row[index] ?? padding, row[index + 1] ?? padding));
    }
    row = next;
  }
  return row[0] ?? padding;
}

function sha256(...parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

function drawn(seed: string): Buffer {
  return createHash('sha256').update(`sandbox:${seed}`).digest();
}
