import assert from 'node:assert/strict';
import { test } from 'node:test';
import { stepwise } from '../../src/activities/stepwise.ts';

test('long work leaves the thread to others while it goes on', async () => {
  let beats = 0;
  const heart = setInterval(() => {
    beats += 1;
  }, 5);
  function* work(): Generator<void, string> {
    const end = performance.now() + 300;
    while (performance.now() < end) yield;
    return 'done';
  }
  assert.equal(await stepwise(work()), 'done');
  clearInterval(heart);
  assert.ok(beats >= 5, `${beats} beats in 300 ms of work`);
});
