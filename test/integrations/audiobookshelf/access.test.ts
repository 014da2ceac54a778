import assert from 'node:assert/strict';
import { test } from 'node:test';
import { RemoteError } from '../../../src/integrations/errors.ts';
import type { RequestFault } from '../../../src/sandbox/audiobookshelf/index.ts';
import { flatten, items, shelf, TOKEN } from './shelf.ts';

test('a key that sees all gives the version and no warning', async (t) => {
  const { client } = await shelf(t, {});
  assert.deepEqual(await client.authorize(), { version: '2.36.0', userType: 'root', warnings: [] });
});

for (const permission of [
  'accessAllLibraries',
  'accessAllTags',
  'accessExplicitContent',
] as const) {
  test(`a key without ${permission} is warned of by that name`, async (t) => {
    const { remote, client } = await shelf(t, {});
    remote.faults.lacking = [permission];
    const { userType, warnings } = await client.authorize();
    assert.equal(userType, 'user');
    assert.equal(warnings.length, 2);
    assert.match(warnings[0] ?? '', /"user".*admin/);
    assert.match(warnings[1] ?? '', new RegExp(permission));
  });
}

test('only libraries of books are listed', async (t) => {
  const { client } = await shelf(t, {});
  assert.deepEqual(await client.libraries(), [
    { id: 'lib-books', name: 'Audiobooks' },
    { id: 'lib-more', name: 'More books' },
  ]);
});

test('a base path is kept in front of every request', async (t) => {
  const { client } = await shelf(t, { basePath: '/audiobookshelf', items: items(2) });
  assert.equal((await client.libraries()).length, 2);
  assert.equal((await flatten(client.rows('lib-books'))).length, 2);
  for await (const batch of client.items(['item-1'])) assert.equal(batch.items.length, 1);
  assert.equal((await client.authorize()).version, '2.36.0');
});

test('a wrong key is bad credentials, the remedy names ABS_TOKEN, and no key is in the error', async (t) => {
  const { client } = await shelf(t, { token: 'a-wrong-key' });
  await assert.rejects(client.libraries(), (error) => {
    assert.ok(error instanceof RemoteError);
    assert.equal(error.kind, 'bad-credentials');
    assert.match(error.remedy, /ABS_TOKEN/);
    assert.doesNotMatch(JSON.stringify(error) + error.stack, new RegExp(`a-wrong-key|${TOKEN}`));
    return true;
  });
});

const FAILURES: readonly [RequestFault, RegExp, string, number | undefined][] = [
  ['unauthorized', /answered 401/, 'bad-credentials', 401],
  ['forbidden', /answered 403/, 'forbidden', 403],
  ['unavailable', /answered 503/, 'unavailable', 503],
  ['server-error', /answered 500/, 'unexpected-answer', 500],
  ['proxy-page', /no JSON/, 'unexpected-answer', undefined],
  ['cut', /no connection/, 'unreachable', undefined],
  ['cut-half', /no connection/, 'unreachable', undefined],
];

for (const [fault, message, kind, status] of FAILURES) {
  test(`"${fault}" in mid-read is the error ${kind}: tried once, never an end of the rows`, async (t) => {
    const { remote, client } = await shelf(t, { items: items(400) });
    remote.faults.next = [fault];
    await assert.rejects(flatten(client.rows('lib-books')), (error) => {
      assert.ok(error instanceof RemoteError);
      assert.match(error.message, message);
      assert.equal(error.kind, kind);
      assert.equal(error.status, status);
      assert.notEqual(error.remedy, '');
      assert.doesNotMatch(error.message, /<html|Sign in/);
      return true;
    });
    assert.equal(remote.log.requests.length, 1);
  });
}

test('a server that does not answer in time is a timeout', async (t) => {
  const { remote, client } = await shelf(t, { timeoutMs: 30 });
  remote.faults.delayMs = 300;
  await assert.rejects(client.libraries(), { kind: 'timeout' });
});

test('an unknown library is not found, rather than empty', async (t) => {
  const { client } = await shelf(t, {});
  await assert.rejects(flatten(client.rows('no-such')), { kind: 'not-found' });
});
