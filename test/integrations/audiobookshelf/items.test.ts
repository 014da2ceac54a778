import assert from 'node:assert/strict';
import { test } from 'node:test';
import { item, items, shelf } from './shelf.ts';

test('items come 500 at a time with their lists, in the order asked, two requests in flight', async (t) => {
  const { remote, client } = await shelf(t, { items: items(1_700) });
  remote.faults.delayMs = 5;
  const ids = items(1_700).map(({ id }) => id);
  const read = [];
  const sizes = [];
  for await (const batch of client.items(ids)) {
    sizes.push(batch.items.length);
    for (const found of batch.items) read.push(found.id);
  }
  assert.deepEqual(sizes, [500, 500, 500, 200]);
  assert.deepEqual(read, ids);
  assert.equal(remote.log.maxInFlight, 2);
  assert.deepEqual(remote.log.sins, []);
});

test('an item arrives as the world knows it, names with commas and odd positions included', async (t) => {
  const odd = item(7, {
    series: [
      { name: 'Rho, Book of', position: '2' },
      { name: 'Lann Cycle', position: '1-3' },
      { name: 'Loose Ends', position: null },
    ],
    authors: ['Quill, Ada', 'Ben Pen'],
    narrators: [],
    publishedYear: '2011-04-05',
    asin: 'B00ODD',
  });
  const { client } = await shelf(t, { items: [odd] });
  const { addedAt: _addedAt, isMissing: _isMissing, ...expected } = odd;
  for await (const batch of client.items(['item-7'])) {
    assert.deepEqual(batch, { items: [expected], absent: [] });
  }
});

test('ids that the server does not know come as absent, and repeated ids are asked for once', async (t) => {
  const { client } = await shelf(t, { items: items(2) });
  const batches = [];
  for await (const batch of client.items(['item-1', 'gone', 'item-1'])) batches.push(batch);
  assert.equal(batches.length, 1);
  assert.deepEqual(
    batches[0]?.items.map(({ id }) => id),
    ['item-1'],
  );
  assert.deepEqual(batches[0]?.absent, ['gone']);
});

test('no ids make no request', async (t) => {
  const { remote, client } = await shelf(t, {});
  for await (const batch of client.items([])) assert.fail(JSON.stringify(batch));
  assert.equal(remote.log.requests.length, 0);
});

test('a malformed item is an error that names it, also when another batch is under way', async (t) => {
  const { remote, client } = await shelf(t, { items: items(1_200) });
  remote.faults.malformed.add('item-3');
  const read = async (): Promise<void> => {
    for await (const batch of client.items(items(1_200).map(({ id }) => id))) {
      assert.fail(`read ${batch.items.length} items`);
    }
  };
  await assert.rejects(read(), { kind: 'unexpected-answer', message: /Item item-3: / });
  assert.ok(remote.log.requests.every((request) => request.endedAt !== null));
});

test('rows and items read at the same time still make two requests at a time at most', async (t) => {
  const { remote, client } = await shelf(t, { items: items(2_000) });
  remote.faults.delayMs = 5;
  const ids = items(2_000).map(({ id }) => id);
  let count = 0;
  await Promise.all([
    (async () => {
      for await (const rows of client.rows('lib-books')) count += rows.length;
    })(),
    (async () => {
      for await (const batch of client.items(ids)) count += batch.items.length;
    })(),
  ]);
  assert.equal(count, 4_000);
  assert.equal(remote.log.maxInFlight, 2);
});
