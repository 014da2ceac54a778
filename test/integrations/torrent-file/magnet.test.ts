import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { RemoteError } from '../../../src/integrations/errors.ts';
import { readMagnet, type InfoHashes } from '../../../src/integrations/torrent-file/index.ts';

const V1 = '0123456789abcdef0123456789abcdef01234567';
const V2 = `${V1}${'f'.repeat(24)}`;

describe('reading a magnet link', () => {
  const sound: [string, string, InfoHashes][] = [
    ['hex', `magnet:?xt=urn:btih:${V1}`, { v1: V1, v2: null }],
    ['upper-case hex', `MAGNET:?xt=urn:btih:${V1.toUpperCase()}`, { v1: V1, v2: null }],
    ['base32', 'magnet:?xt=urn:btih:AERUKZ4JVPG66AJDIVTYTK6N54ASGRLH', { v1: V1, v2: null }],
    ['v2', `magnet:?xt=urn:btmh:1220${V2}`, { v1: null, v2: V2 }],
    ['a hybrid', `magnet:?xt=urn:btih:${V1}&xt=urn:btmh:1220${V2}`, { v1: V1, v2: V2 }],
    ['numbered topics', `magnet:?xt.1=urn:btih:${V1}&xt.2=urn:btmh:1220${V2}`, { v1: V1, v2: V2 }],
    ['a strange topic first', `magnet:?xt=urn:sha1:x&xt=urn:btih:${V1}`, { v1: V1, v2: null }],
    ['an escaped topic', `magnet:?dn=a&xt=urn%3Abtih%3A${V1}`, { v1: V1, v2: null }],
  ];
  for (const [what, uri, hashes] of sound) {
    it(`reads ${what}`, () => assert.deepEqual(readMagnet(uri).hashes, hashes));
  }

  it('reads the name', () => {
    assert.equal(
      readMagnet(`magnet:?xt=urn:btih:${V1}&dn=The+Way+of%20Kings`).name,
      'The Way of Kings',
    );
    assert.equal(readMagnet(`magnet:?xt=urn:btih:${V1}`).name, null);
  });

  it('never shows the link in its error, nor throws another', () => {
    const uris = fc.oneof(
      fc.string(),
      fc.string().map((text) => `magnet:?tr=https://t/SECRET/announce&xt=urn:btih:${text}`),
    );
    fc.assert(
      fc.property(uris, (uri) => {
        try {
          const { v1, v2 } = readMagnet(uri).hashes;
          assert.ok(v1 !== null || v2 !== null);
        } catch (error) {
          assert.ok(error instanceof RemoteError, String(error));
          assert.equal(error.kind, 'unexpected-answer');
          assert.doesNotMatch(error.message, /SECRET/);
        }
      }),
    );
  });
});
