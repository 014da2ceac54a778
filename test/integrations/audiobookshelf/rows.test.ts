import assert from 'node:assert/strict';
import { test } from 'node:test';
import { flatten, item, items, shelf } from './shelf.ts';

test('a library is read in pages of 500 by age, each id once, never more than two at a time', async (t) => {
  const { remote, client } = await shelf(t, { items: items(2_300) });
  remote.faults.delayMs = 5;
  const sizes = [];
  const ids = new Set();
  for await (const page of client.rows('lib-books')) {
    sizes.push(page.length);
    for (const row of page) ids.add(row.id);
  }
  assert.deepEqual(sizes, [500, 500, 500, 500, 300]);
  assert.equal(ids.size, 2_300);
  assert.equal(remote.log.count('/api/libraries/lib-books/items?limit=500&page='), 5);
  assert.equal(remote.log.maxInFlight, 2);
  assert.deepEqual(remote.log.sins, []);
});

test('an empty library has no rows, and one request told so', async (t) => {
  const { remote, client } = await shelf(t, {});
  assert.deepEqual(await flatten(client.rows('lib-more')), []);
  assert.equal(remote.log.requests.length, 1);
});

for (const [what, change] of [
  ['title', { title: 'Another' }],
  ['subtitle', { subtitle: 'A tale' }],
  ['author', { authors: ['Ada Quill', 'Cy Pen'] }],
  ['series position', { series: [{ name: 'The Ledger', position: '1-3' }] }],
  ['narrator', { narrators: ['Dee Tone'] }],
  ['language', { language: 'German' }],
  ['asin', { asin: 'B00TEST' }],
  ['isbn', { isbn: '978' }],
  ['year', { publishedYear: '2002-03-04' }],
  ['duration', { durationSeconds: 7 }],
  ['missing files', { isMissing: true }],
  ['abridgement', { abridged: true }],
] as const) {
  test(`a changed ${what} changes the hash of its row, and of no other`, async (t) => {
    const { remote, client } = await shelf(t, { items: items(2) });
    const before = await flatten(client.rows('lib-books'));
    remote.setItems([item(0), item(1, change)]);
    const after = await flatten(client.rows('lib-books'));
    assert.equal(after[0]?.contentHash, before[0]?.contentHash);
    assert.notEqual(after[1]?.contentHash, before[1]?.contentHash);
  });
}

test('an unchanged row keeps its hash though it was added again at another time', async (t) => {
  const { remote, client } = await shelf(t, { items: [item(1)] });
  const before = await flatten(client.rows('lib-books'));
  remote.setItems([item(1, { addedAt: 1 })]);
  assert.deepEqual(await flatten(client.rows('lib-books')), before);
});

test('an item removed while pages are read hides no other item: the library is read again', async (t) => {
  const { remote, client } = await shelf(t, { items: items(1_200) });
  remote.faults.afterPage = ['remove-oldest'];
  const rows = await flatten(client.rows('lib-books'));
  const ids = new Set(rows.map((row) => row.id));
  // The removed row slid 500 to the first page's end, where it had been read already.
  for (let n = 1; n < 1_200; n += 1) assert.ok(ids.has(`item-${n}`), `item-${n}`);
  assert.equal(rows.length, ids.size);
  assert.equal(remote.log.count('/api/libraries/lib-books/items'), 6);
});

test('items added while pages are read are read with them, without a second read', async (t) => {
  const { remote, client } = await shelf(t, { items: items(1_000) });
  remote.faults.afterPage = ['add-newest', 'add-newest'];
  const rows = await flatten(client.rows('lib-books'));
  assert.equal(rows.length, 1_002);
  assert.equal(remote.log.count('/api/libraries/lib-books/items'), 3);
});

test('a library that never holds still is an error that says what to do', async (t) => {
  const { remote, client } = await shelf(t, { items: items(1_200) });
  remote.faults.afterPage = Array.from({ length: 20 }, () => 'remove-oldest' as const);
  await assert.rejects(flatten(client.rows('lib-books')), {
    kind: 'unexpected-answer',
    message: /changed while it was read/,
    remedy: /scan/,
  });
  assert.equal(remote.log.count('/api/libraries/lib-books/items'), 6);
});

test('a malformed row is an error that names the item and the field', async (t) => {
  const { remote, client } = await shelf(t, { items: items(3) });
  remote.faults.malformed.add('item-1');
  await assert.rejects(flatten(client.rows('lib-books')), {
    kind: 'unexpected-answer',
    message: /Item item-1: .*media\.duration/,
  });
});

test('a consumer that stops early leaves no request behind', async (t) => {
  const { remote, client } = await shelf(t, { items: items(3_000) });
  for await (const page of client.rows('lib-books')) {
    assert.equal(page.length, 500);
    if (remote.log.requests.length > 1) break;
  }
  assert.ok(remote.log.requests.every((request) => request.endedAt !== null));
  assert.ok(remote.log.requests.length < 6);
});
