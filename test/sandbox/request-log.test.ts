import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createRequestLog, spacing, type LoggedRequest } from '../../src/sandbox/request-log.ts';

function logged(changes: Partial<LoggedRequest> & { readonly n: number }): LoggedRequest {
  return {
    at: 0,
    endedAt: null,
    method: 'GET',
    path: '/',
    kind: 'search',
    destination: null,
    owner: null,
    status: 200,
    ...changes,
  };
}

test('what a page loads, and where it redirects to, belongs to the request before it', () => {
  const entries = [
    logged({ n: 1, at: 100, endedAt: 150 }),
    logged({ n: 2, at: 160, endedAt: 400, kind: 'subresource', owner: 1 }),
    logged({ n: 3, at: 170, endedAt: 180, kind: 'follow-up', owner: 1 }),
    logged({ n: 4, at: 200, endedAt: 210, kind: 'control' }),
    logged({ n: 5, at: 1_000, endedAt: 1_050, kind: 'download' }),
    logged({ n: 6, at: 1_020, endedAt: 1_060, kind: 'download' }),
  ];
  const pauses = spacing({ entries });
  assert.deepEqual(
    pauses.map(({ from, to, ms }) => [from.n, to.n, ms]),
    [
      [1, 5, 600],
      [5, 6, -30],
    ],
  );
});

test('a log counts from one and knows when an answer ended', () => {
  const log = createRequestLog();
  const first = log.begin({
    method: 'GET',
    path: '/',
    kind: 'other',
    destination: null,
    owner: null,
  });
  log.begin({ method: 'GET', path: '/pic', kind: 'subresource', destination: 'image', owner: 1 });
  assert.equal(log.lastOwn()?.n, 1);
  assert.equal(log.entries[0]?.endedAt, null);
  first.note('slow');
  first.end(200);
  const [entry] = log.entries;
  assert.ok(entry?.endedAt != null);
  assert.deepEqual([entry.fault, entry.status], ['slow', 200]);
  assert.ok(entry.endedAt >= entry.at);
  assert.ok(Math.abs(Date.now() - entry.at) < 5_000);
});
