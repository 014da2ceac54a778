import assert from 'node:assert/strict';
import { test } from 'node:test';
import { editDistance } from '../../src/config.ts';

const CASES = [
  ['', '', 0],
  ['', 'abc', 3],
  ['kitten', 'sitting', 3],
  ['TOKEN', 'TOKN', 1],
  ['mäuse', 'mause', 1],
  ['😀a', 'a', 1],
] as const;

for (const [from, to, edits] of CASES) {
  test(`from “${from}” to “${to}” it takes ${edits}, and as many back`, () => {
    assert.equal(editDistance(from, to), edits);
    assert.equal(editDistance(to, from), edits);
  });
}
