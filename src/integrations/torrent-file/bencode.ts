/**
 * A bencode reader that remembers where each value lies, so that the info dictionary can be cut
 * out raw. Own code, because the npm packages decode and re-encode: an info dictionary with
 * unsorted or unknown keys then gets another hash than the one that the swarm knows.
 */

/** One value, and the bytes `[start, end)` that it takes in the file. */
export type BencodeValue = BencodeInteger | BencodeBytes | BencodeList | BencodeDictionary;

/** A whole number; the format knows no other. */
export interface BencodeInteger {
  readonly kind: 'integer';
  readonly value: number;
}

/** A byte string: text, or raw hashes. */
export interface BencodeBytes {
  readonly kind: 'bytes';
  readonly value: Uint8Array;
}

/** A list. */
export interface BencodeList {
  readonly kind: 'list';
  readonly items: readonly BencodeValue[];
}

/** A dictionary. Keys are bytes, written here as Latin-1; the first of two equal keys counts. */
export interface BencodeDictionary {
  readonly kind: 'dictionary';
  readonly entries: ReadonlyMap<string, BencodeValue>;
  readonly raw: Uint8Array;
}

/** The bytes are not bencode. The message names the offset, never the content. */
export class BencodeError extends Error {
  constructor(what: string, offset: number) {
    super(`${what} at byte ${offset}`);
    this.name = 'BencodeError';
  }
}

/** Deeper than any file tree, shallower than the call stack. */
const MAX_DEPTH = 256;
const LONGEST_NUMBER = 20;
const [COLON, MINUS, ZERO, NINE] = [0x3a, 0x2d, 0x30, 0x39];
const [INTEGER, LIST, DICTIONARY, END] = [0x69, 0x6c, 0x64, 0x65];

interface Cursor {
  readonly bytes: Uint8Array;
  at: number;
}

/**
 * Reads the first value of the bytes; what follows it is left alone, as libtorrent does.
 * @throws {BencodeError} and nothing else, whatever the bytes are.
 */
export function readBencode(bytes: Uint8Array): BencodeValue {
  return readValue({ bytes, at: 0 }, 0);
}

function readValue(cursor: Cursor, depth: number): BencodeValue {
  if (depth > MAX_DEPTH) throw new BencodeError('nested too deeply', cursor.at);
  const first = cursor.bytes[cursor.at];
  if (first === undefined) throw new BencodeError('the data ends', cursor.at);
  switch (first) {
    case INTEGER:
      cursor.at += 1;
      return { kind: 'integer', value: readNumber(cursor, END) };
    case LIST:
      return readList(cursor, depth);
    case DICTIONARY:
      return readDictionary(cursor, depth);
    default:
      return { kind: 'bytes', value: readBytes(cursor) };
  }
}

function readList(cursor: Cursor, depth: number): BencodeList {
  cursor.at += 1;
  const items: BencodeValue[] = [];
  while (cursor.bytes[cursor.at] !== END) items.push(readValue(cursor, depth + 1));
  cursor.at += 1;
  return { kind: 'list', items };
}

function readDictionary(cursor: Cursor, depth: number): BencodeDictionary {
  const start = cursor.at;
  cursor.at += 1;
  const entries = new Map<string, BencodeValue>();
  while (cursor.bytes[cursor.at] !== END) {
    const key = Buffer.from(readBytes(cursor)).toString('latin1');
    const value = readValue(cursor, depth + 1);
    if (!entries.has(key)) entries.set(key, value);
  }
  cursor.at += 1;
  return { kind: 'dictionary', entries, raw: cursor.bytes.subarray(start, cursor.at) };
}

function readBytes(cursor: Cursor): Uint8Array {
  const start = cursor.at;
  const length = readNumber(cursor, COLON);
  const end = cursor.at + length;
  if (length < 0 || end > cursor.bytes.length) throw new BencodeError('a string too long', start);
  const value = cursor.bytes.subarray(cursor.at, end);
  cursor.at = end;
  return value;
}

/** Reads digits up to and over the byte that ends them. */
function readNumber(cursor: Cursor, terminator: number): number {
  const start = cursor.at;
  let digits = '';
  for (; cursor.bytes[cursor.at] !== terminator; cursor.at += 1) {
    const byte = cursor.bytes[cursor.at];
    const isDigit = byte !== undefined && byte >= ZERO && byte <= NINE;
    const isSign = byte === MINUS && digits === '';
    if ((!isDigit && !isSign) || digits.length > LONGEST_NUMBER) {
      throw new BencodeError('not a number', start);
    }
    digits += String.fromCharCode(byte);
  }
  cursor.at += 1;
  if (digits === '' || digits === '-') throw new BencodeError('a number without digits', start);
  return Number(digits);
}
