import type { BencodeDictionary, BencodeValue } from './bencode.ts';

/**
 * The bytes of all files of an info dictionary, padding files left out; null when its lists of
 * files are not sound. A hybrid's two lists name the same files, so the v2 tree is read first.
 */
export function payloadSize(info: BencodeDictionary): number | null {
  const tree = info.entries.get('file tree');
  if (tree !== undefined) return treeSize(tree);
  const files = info.entries.get('files');
  if (files !== undefined) return listSize(files);
  return lengthOf(info);
}

function treeSize(tree: BencodeValue): number | null {
  if (tree.kind !== 'dictionary') return null;
  let sum = 0;
  for (const [name, child] of tree.entries) {
    if (child.kind !== 'dictionary') return null;
    // The empty name marks a file; every other one is a step of its path.
    const size = name === '' ? lengthOf(child) : treeSize(child);
    if (size === null) return null;
    sum += size;
  }
  return sum;
}

function listSize(files: BencodeValue): number | null {
  if (files.kind !== 'list') return null;
  let sum = 0;
  for (const file of files.items) {
    if (file.kind !== 'dictionary') return null;
    const size = lengthOf(file);
    if (size === null) return null;
    if (!isPadding(file)) sum += size;
  }
  return sum;
}

function lengthOf(file: BencodeDictionary): number | null {
  const length = file.entries.get('length');
  return length?.kind === 'integer' && length.value >= 0 ? length.value : null;
}

/** BEP 47: the letter `p` among a file's attributes. */
function isPadding(file: BencodeDictionary): boolean {
  const attributes = file.entries.get('attr');
  return attributes?.kind === 'bytes' && attributes.value.includes(0x70);
}
