import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { cookieOf } from '../../../src/integrations/qbittorrent/cookies.ts';
import { fingerprintOf, isFingerprintOf } from '../../../src/integrations/qbittorrent/cool-down.ts';
import {
  cleanTag,
  cleanTags,
  compareVersions,
  stateOf,
} from '../../../src/integrations/qbittorrent/index.ts';

describe('tags', () => {
  const cases: [string, string][] = [
    ['Le Guin, Ursula K.', 'Le Guin Ursula K.'],
    ['  a \t b\n', 'a b'],
    ['Jose\u0301', 'José'],
    [' , ,', ''],
  ];
  for (const [dirty, clean] of cases) {
    it(`cleans ${JSON.stringify(dirty)}`, () => assert.equal(cleanTag(dirty), clean));
  }

  it('come out clean whatever goes in, and cleaning them again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (tags) => {
        const clean = cleanTags(tags);
        assert.deepEqual(cleanTags(clean), clean);
        assert.ok(clean.every((tag) => tag !== '' && !tag.includes(',')));
      }),
    );
  });
});

describe('versions', () => {
  const ordered = ['2.8', '2.8.2', '2.8.19', '2.9.3', '2.11', '2.11.4', '2.15.1', '10.0'];
  it('are compared part by part as numbers', () => {
    assert.deepEqual([...ordered].reverse().sort(compareVersions), ordered);
    assert.equal(compareVersions('v5.1.0', '5.1'), 0);
  });
});

describe('states', () => {
  const cases = [
    ['pausedUP', 'stoppedUP'],
    ['pausedDL', 'stoppedDL'],
    ['stoppedDL', 'stoppedDL'],
    ['stalledUP', 'stalledUP'],
    ['somethingOf6.0', 'unknown'],
    ['unknown', 'unknown'],
  ] as const;
  for (const [text, state] of cases) {
    it(`reads ${text} as ${state}`, () => assert.equal(stateOf(text), state));
  }
});

describe('the fingerprint of credentials', () => {
  const url = new URL('http://box:8080');
  const ours = { url, username: 'owner', password: 'hunter2' };

  it('is recognised, is another each time, and reveals nothing', async () => {
    const [one, two] = [await fingerprintOf(ours), await fingerprintOf(ours)];
    assert.notEqual(one, two);
    assert.ok(await isFingerprintOf(one, ours));
    assert.ok(await isFingerprintOf(two, { ...ours }));
    assert.doesNotMatch(one, /owner|hunter2|box/);
  });

  it('is not that of other credentials, of another server, or of nothing', async () => {
    const remembered = await fingerprintOf(ours);
    assert.ok(!(await isFingerprintOf(remembered, { ...ours, password: 'hunter3' })));
    assert.ok(!(await isFingerprintOf(remembered, { ...ours, username: 'other' })));
    assert.ok(!(await isFingerprintOf(remembered, { ...ours, url: new URL('http://box:1') })));
    assert.ok(!(await isFingerprintOf('', ours)));
  });
});

describe('cookies', () => {
  const cookieFrom = (set: string | string[] | undefined) =>
    cookieOf({
      status: 200,
      headers: { 'set-cookie': set },
      bytes: Buffer.alloc(0),
      text: () => '',
    });
  it('are echoed by name and raw value', () => {
    const line = 'QBT_SID_8080=a+/b==; HttpOnly; path=/';
    assert.equal(cookieFrom(line), 'QBT_SID_8080=a+/b==');
    assert.equal(
      cookieFrom([line, 'lb=x; path=/', 'gone=; Max-Age=0']),
      'QBT_SID_8080=a+/b==; lb=x',
    );
    assert.equal(cookieFrom(undefined), null);
  });
});

describe('the client’s source', () => {
  it('has no way to delete, to move, to overwrite tags or settings, or to touch all torrents', async () => {
    const folder = new URL('../../../src/integrations/qbittorrent/', import.meta.url);
    const paths = new Set<string>();
    for (const file of await readdir(folder)) {
      const source = await readFile(new URL(file, folder), 'utf8');
      for (const [, path] of source.matchAll(/'((?:api\/v2\/)?(?:app|auth|sync|torrents)\/\w+)/g)) {
        if (path !== undefined) paths.add(path.replace('api/v2/', ''));
      }
      assert.doesNotMatch(source, /hashes=all|'all'/);
    }
    assert.deepEqual([...paths].sort(), [
      'app/preferences',
      'app/version',
      'app/webapiVersion',
      'auth/login',
      'torrents/add',
      'torrents/categories',
      'torrents/count',
      'torrents/createCategory',
      'torrents/info',
      'torrents/tags',
    ]);
  });
});
