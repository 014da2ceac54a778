import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseRequest } from '../../src/activities/requests.ts';

const REFUSED: readonly (readonly [string, 'sync' | 'search', unknown, RegExp])[] = [
  ['a misspelt dry run', 'sync', { dry_run: true }, /dry_run/],
  ['a dry run that is no truth value', 'sync', { dryRun: 'yes' }, /dryRun/],
  ['a search of all', 'search', { text: 'Ada Quill', all: true }, /all/],
  ['a search without words', 'search', {}, /text/],
  ['a search of operators alone', 'search', { text: '@!-/' }, /text: leaves nothing/],
];

for (const [what, kind, input, names] of REFUSED) {
  test(`${what} is refused by the field's name, and never run for real`, () => {
    assert.throws(() => parseRequest(kind, input), { type: 'input/invalid', message: names });
  });
}

test('no input at all is a full sync for real, of all libraries', () => {
  const wanted = { kind: 'sync', task: 'full_sync', dryRun: false, library: null, text: null };
  assert.deepEqual(parseRequest('sync', undefined), { ...wanted, all: false });
});

test('a sync searches for gaps that rest when it is asked to, a person’s search always', () => {
  assert.equal(parseRequest('sync', { all: true }).all, true);
  assert.equal(parseRequest('search', { text: 'Ada Quill' }).all, true);
});
