/** What can be written as bencode: text, raw bytes, whole numbers, lists and dictionaries. */
export type Bencodable =
  | string
  | Uint8Array
  | number
  | readonly Bencodable[]
  | RawKeys
  | { readonly [key: string]: Bencodable };

/** A dictionary whose keys are raw bytes. */
export type RawKeys = ReadonlyMap<Uint8Array, Bencodable>;

/** Writes a value as bencode, dictionary keys in the byte order that the format asks for. */
export function bencode(value: Bencodable): Buffer {
  const parts: Buffer[] = [];
  write(value, parts);
  return Buffer.concat(parts);
}

function write(value: Bencodable, parts: Buffer[]): void {
  if (typeof value === 'number') {
    parts.push(Buffer.from(`i${Math.trunc(value)}e`));
    return;
  }
  if (typeof value === 'string' || value instanceof Uint8Array) {
    const bytes = Buffer.from(value);
    parts.push(Buffer.from(`${bytes.length}:`), bytes);
    return;
  }
  if (isList(value)) {
    parts.push(Buffer.from('l'));
    for (const item of value) write(item, parts);
    parts.push(Buffer.from('e'));
    return;
  }
  parts.push(Buffer.from('d'));
  const entries = entriesOf(value);
  entries.sort(([a], [b]) => Buffer.compare(a, b));
  for (const [key, child] of entries) {
    parts.push(Buffer.from(`${key.length}:`), key);
    write(child, parts);
  }
  parts.push(Buffer.from('e'));
}

function entriesOf(
  value: RawKeys | { readonly [key: string]: Bencodable },
): (readonly [Buffer, Bencodable])[] {
  if (value instanceof Map) return [...value].map(([key, child]) => [Buffer.from(key), child]);
  return Object.entries(value).map(([key, child]) => [Buffer.from(key), child]);
}

function isList(value: Bencodable): value is readonly Bencodable[] {
  return Array.isArray(value);
}
