import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readTorrentFile } from '../../src/integrations/torrent-file/index.ts';
import { expectedHashes, makeTorrent, versionOf } from '../../src/sandbox/torrents.ts';
import { aTorrent } from './tracker/some-torrents.ts';

const ANNOUNCE = 'http://127.0.0.1:9/passkey/announce';
const LARGE = Math.round(11.9 * 1024 ** 3);

const CASES: readonly (readonly [string, Parameters<typeof aTorrent>[0]])[] = [
  ['v1, one file', { sourceId: '500001' }],
  ['v1, many files', { sourceId: '500001', fileCount: 30, formats: ['mp3'], sizeBytes: LARGE }],
  ['v2, one file', { sourceId: '500007' }],
  ['v2, many files', { sourceId: '500007', fileCount: 30, formats: ['mp3'] }],
  ['hybrid, one file', { sourceId: '500003' }],
  ['hybrid, many files', { sourceId: '500003', fileCount: 7, formats: ['mp3'], sizeBytes: LARGE }],
  ['v2, smaller than one piece', { sourceId: '500007', sizeBytes: 9_000 }],
];

for (const [name, changes] of CASES) {
  test(`a right reader finds what was made: ${name}`, () => {
    const spec = aTorrent(changes);
    const made = makeTorrent(spec, ANNOUNCE);
    const file = readTorrentFile(made.bytes);
    assert.deepEqual(file.hashes, made.hashes);
    assert.deepEqual(file.hashes, expectedHashes(spec));
    assert.equal(file.sizeBytes, spec.sizeBytes);
    assert.equal(file.isPrivate, true);
    assert.equal(file.name, made.name);
    assert.equal(file.sourceComment, `MID=${spec.sourceId}`);
    assert.ok(made.bytes.length < 200_000);
  });
}

test('the version goes by the last digit of the id', () => {
  const hashes = ['1', '3', '7'].map((digit) =>
    expectedHashes(aTorrent({ sourceId: `90${digit}` })),
  );
  assert.deepEqual(
    hashes.map(({ v1, v2 }) => [v1 !== null, v2 !== null]),
    [
      [true, false],
      [true, true],
      [false, true],
    ],
  );
  assert.deepEqual(['901', '903', '907'].map(versionOf), ['v1', 'hybrid', 'v2']);
});

test('the same torrent is always the same, whoever announces it, and no two are alike', () => {
  const one = aTorrent({ sourceId: '500001' });
  const [here, there] = [ANNOUNCE, 'http://elsewhere.example/'].map((url) => makeTorrent(one, url));
  assert.deepEqual(here!.hashes, there!.hashes);
  assert.notDeepEqual(here!.hashes, expectedHashes(aTorrent({ sourceId: '500002' })));
});
