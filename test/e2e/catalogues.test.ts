import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { volumeOf } from '../support/catalogue-of.ts';
import { runOf, startSync } from '../support/runs.ts';
import { createSmallWorld } from '../support/small-world.ts';
import { startStack, type Stack } from '../support/stack.ts';

const world = createSmallWorld({ terms: 3 });
const [first, second] = world.series;
assert.ok(first && second);
const announced = { publishedDate: '2098-03-02', knownTo: ['google-books'] } as const;
const catalogue = [
  volumeOf(first, 1),
  volumeOf(first, 2),
  volumeOf(second, 1),
  volumeOf(second, 2, { title: `${second.name}, Book 2`, ...announced }),
];

describe('a run and its catalogues', () => {
  let stack: Stack;

  before(async () => {
    stack = await startStack({ world: { ...world, catalogue }, qbittorrent: '5.1' });
    await stack.startWorker();
  });
  after(() => stack.stop());

  /** Makes all that was learned older by so many days. */
  const age = async (days: number): Promise<void> => {
    const by = `${days} days`;
    await stack.sql`
      UPDATE lookups SET asked_at = asked_at - ${by}::interval,
        answered_at = answered_at - ${by}::interval`;
  };
  const questions = () => stack.sandbox.audiobookshelf.log.count('/api/search/books');

  test('a first run asks both about each series, and keeps who told what, and when', async () => {
    await (await startSync(stack)).ended();
    const rows = await stack.sql<{ source: string; work: { title: string } }[]>`
      SELECT source, work FROM known_works ORDER BY source, work->>'title' COLLATE "C"`;
    const told = rows.map(({ source, work }) => `${source}: ${work.title}`);
    const audible = catalogue.slice(0, 3).map(({ title }) => `audible: ${title}`);
    const google = `google-books: ${second.name}, Book 2`;
    assert.deepEqual(told, [...audible.toSorted(), google]);
    const asked = await stack.sql<{ source: string; told: number }[]>`
      SELECT source, count(*)::int AS told FROM lookups GROUP BY source ORDER BY source`;
    assert.deepEqual(
      [...asked],
      [
        { source: 'audible', told: 3 },
        { source: 'google-books', told: 3 },
      ],
    );
  });

  test('a second run asks nothing again; a month later it does', async () => {
    const before = questions();
    await (await startSync(stack)).ended();
    assert.equal(questions(), before);
    await age(31);
    await (await startSync(stack)).ended();
    assert.equal(questions(), before + 3);
  });

  test('a catalogue that is down fails no run: it is left alone, and the age of what it told is said', async () => {
    await age(31);
    const google = stack.sandbox.googleBooks;
    assert.ok(google);
    google.faults.next.push('unavailable', 'unavailable', 'unavailable');
    const before = google.requests.length;
    const run = await startSync(stack);
    assert.equal((await run.ended()).failureType, null);
    assert.equal(google.requests.length - before, 2, 'after two failures it is left alone');
    const { notes } = await runOf(stack, run.runId);
    const note = notes.find((one) => one.includes('Google Books')) ?? '';
    assert.match(note, /could not be asked .*: what it told before stands, up to 3\d days old/);
    assert.ok(!note.includes('key='), 'nothing of the query is told');
    const [kept] = await stack.sql`
      SELECT 1 FROM known_works WHERE source = 'google-books'`;
    assert.ok(kept, 'what was known stays known');
    google.faults.next.length = 0;
  });

  test('what failed is asked first thing in the next run', async () => {
    const google = stack.sandbox.googleBooks;
    assert.ok(google);
    const before = google.requests.length;
    await (await startSync(stack)).ended();
    assert.ok(google.requests.length > before);
    const [failed] = await stack.sql`SELECT 1 FROM lookups WHERE failure IS NOT NULL`;
    assert.equal(failed, undefined);
  });

  test('a daily allowance holds across runs', async () => {
    await age(31);
    await stack.sql`UPDATE lookup_days SET requests = 100`;
    const google = stack.sandbox.googleBooks;
    assert.ok(google);
    const before = google.requests.length;
    await (await startSync(stack)).ended();
    assert.equal(google.requests.length, before);
  });
});
