import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sharesOne } from '../../src/domain/order.ts';

const SETS: readonly (readonly [one: string, other: string, shares: boolean])[] = [
  ['a b c', 'x y c', true],
  ['a', 'a', true],
  ['a b', 'c', false],
  ['', 'a', false],
  ['', '', false],
];

for (const [one, other, shares] of SETS) {
  test(`{${one}} and {${other}} have ${shares ? 'something' : 'nothing'} in common`, () => {
    const [a, b] = [one, other].map((text) => new Set(text.split(' ').filter(Boolean)));
    assert.ok(a && b);
    assert.deepEqual([sharesOne(a, b), sharesOne(b, a)], [shares, shares]);
  });
}
