import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { RemoteError } from '../../../src/integrations/errors.ts';
import {
  clientHash,
  looksLikeHtml,
  readTorrentFile,
} from '../../../src/integrations/torrent-file/index.ts';
import { bencode, makeTorrentFile } from './bencoder.ts';

const sha = (algorithm: 'sha1' | 'sha256', bytes: Uint8Array) =>
  createHash(algorithm).update(bytes).digest('hex');

const isNamedError = (error: unknown) =>
  error instanceof RemoteError && error.kind === 'unexpected-answer' && error.remote === 'tracker';

describe('reading a torrent file', () => {
  const versions = [
    { version: 'v1', hasV1: true, hasV2: false },
    { version: 'v2', hasV1: false, hasV2: true },
    { version: 'hybrid', hasV1: true, hasV2: true },
  ] as const;
  for (const { version, hasV1, hasV2 } of versions) {
    it(`hashes the raw info of a ${version} torrent`, () => {
      const { bytes, info } = makeTorrentFile(version, 'Mörk & Co.m4b');
      const v1 = hasV1 ? sha('sha1', info) : null;
      const v2 = hasV2 ? sha('sha256', info) : null;
      const file = readTorrentFile(bytes);
      assert.deepEqual(file.hashes, { v1, v2 });
      assert.equal(clientHash(file.hashes), v2?.slice(0, 40) ?? v1);
      assert.equal(file.name, 'Mörk & Co.m4b');
      assert.equal(file.isPrivate, true);
      assert.equal(file.sourceComment, 'about Mörk & Co.m4b');
      assert.equal(file.sizeBytes, Buffer.byteLength('the payload of Mörk & Co.m4b'));
    });
  }

  it('hashes an info whose keys are unsorted, repeated or unknown just as it lies there', () => {
    const info = Buffer.from('d4:name1:b6:pieces0:6:lengthi3e4:name1:a3:zzz1:?e');
    const bytes = Buffer.concat([Buffer.from('d4:info'), info, Buffer.from('e')]);
    const file = readTorrentFile(bytes);
    assert.equal(file.hashes.v1, sha('sha1', info));
    assert.equal(file.name, 'b');
    assert.equal(file.isPrivate, false);
    assert.equal(file.sourceComment, null);
  });

  it('sums the files of a folder, padding left out', () => {
    const files = [
      { length: 10, path: ['a'] },
      { attr: 'p', length: 90, path: ['.pad', '90'] },
      { length: 5, path: ['b', 'c'] },
    ];
    const file = readTorrentFile(bencode({ info: { files, name: 'folder', pieces: '' } }));
    assert.equal(file.sizeBytes, 15);
  });

  const refused: [string, Uint8Array, RegExp][] = [
    ['nothing', Buffer.alloc(0), /ends at byte 0/],
    ['a login page', Buffer.from('\n<!DOCTYPE html><html>…'), /looks like an HTML page/],
    ['a sentence', Buffer.from('You may not download this.'), /not a number/],
    ['a list', bencode([1]), /no dictionary/],
    ['no info', bencode({ announce: 'x' }), /no info/],
    ['an info without pieces', bencode({ info: { name: 'x', length: 1 } }), /no pieces/],
    ['an info without files', bencode({ info: { name: 'x', pieces: '' } }), /list of files/],
    ['a future version', bencode({ info: { 'meta version': 3, length: 1 } }), /no pieces/],
    ['a negative length', bencode({ info: { pieces: '', length: -1 } }), /list of files/],
    ['a cut file', makeTorrentFile('v1', 'x').bytes.subarray(0, -5), /at byte/],
    ['100,000 open lists', Buffer.alloc(100_000, 'l'), /too deeply/],
  ];
  for (const [what, bytes, says] of refused) {
    it(`refuses ${what} and says why`, () => {
      assert.throws(
        () => readTorrentFile(bytes),
        (error) => isNamedError(error) && error instanceof Error && says.test(error.message),
      );
    });
  }

  it('tells a page from a torrent, whatever comes before its first tag', () => {
    const pages = [
      '<html>',
      '\uFEFF <!doctype HTML>',
      '<!-- x --><head>',
      '<?xml version="1.0"?>\n<html ',
    ];
    for (const page of pages) assert.ok(looksLikeHtml(Buffer.from(page)), page);
    for (const other of ['d4:infode', '', 'htmlless', '<3 torrents']) {
      assert.ok(!looksLikeHtml(Buffer.from(other)), other);
    }
  });

  it('finds name, size and hash of whatever the bencoder wrote (property)', () => {
    const torrents = fc.record({
      name: fc.string({ unit: 'grapheme' }),
      lengths: fc.array(fc.nat(), { minLength: 1 }),
      extra: fc.dictionary(fc.string({ unit: 'grapheme' }), fc.string()),
      isPrivate: fc.boolean(),
    });
    fc.assert(
      fc.property(torrents, ({ name, lengths, extra, isPrivate }) => {
        const files = lengths.map((length, index) => ({ length, path: ['part', `${index}`] }));
        const own = { name, files, pieces: Buffer.alloc(20), private: isPrivate ? 1 : 0 };
        const info = { ...own, x: extra };
        const file = readTorrentFile(bencode({ x: extra, info }));
        assert.equal(file.hashes.v1, sha('sha1', bencode(info)));
        assert.equal(file.name, name);
        assert.equal(file.isPrivate, isPrivate);
        assert.equal(
          file.sizeBytes,
          lengths.reduce((sum, length) => sum + length, 0),
        );
      }),
    );
  });

  it('meets arbitrary bytes, and torrents with bytes changed, with the named error or a result', () => {
    const sound = makeTorrentFile('hybrid', 'fuzzed').bytes;
    const mutated = fc
      .array(fc.tuple(fc.nat(sound.length - 1), fc.nat(255)), { minLength: 1, maxLength: 5 })
      .map((changes) => {
        const bytes = Buffer.from(sound);
        for (const [at, byte] of changes) bytes[at] = byte;
        return bytes;
      });
    const nearly = fc.string({ unit: fc.constantFrom(...Array.from('dlei0123456789:-infope')) });
    const any = fc.oneof(
      fc.uint8Array({ maxLength: 200 }),
      mutated,
      nearly.map((text) => Buffer.from(`d4:info${text}`)),
    );
    fc.assert(
      fc.property(any, (bytes) => {
        try {
          readTorrentFile(bytes);
        } catch (error) {
          assert.ok(isNamedError(error), String(error));
        }
      }),
      { numRuns: 2_000 },
    );
  });
});
