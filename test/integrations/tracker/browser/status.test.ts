import assert from 'node:assert/strict';
import { test } from 'node:test';
import { retryAfterMs, statusFault } from '../../../../src/integrations/tracker/browser/status.ts';
import { searchUrl } from '../../../../src/integrations/tracker/browser/search-page.ts';

const NOW = Date.parse('2026-11-23T20:00:00Z');

for (const [header, ms] of [
  [undefined, null],
  ['', null],
  ['soon', null],
  ['0', 0],
  ['120', 120_000],
  ['Mon, 23 Nov 2026 20:00:30 GMT', 30_000],
  ['Mon, 23 Nov 2026 19:00:00 GMT', 0],
] as const) {
  test(`Retry-After ${JSON.stringify(header)} is ${ms} ms`, () => {
    assert.equal(retryAfterMs(header, NOW), ms);
  });
}

for (const [status, kind] of [
  [200, undefined],
  [302, undefined],
  [401, 'forbidden'],
  [403, 'forbidden'],
  [404, 'not-found'],
  [410, 'not-found'],
  [418, 'unexpected-answer'],
  [429, 'rate-limited'],
  [500, 'unavailable'],
  [502, 'unavailable'],
  [503, 'unavailable'],
  [504, 'unavailable'],
  [520, 'unavailable'],
  [525, 'unavailable'],
] as const) {
  test(`status ${status} is ${kind ?? 'no failure'}`, () => {
    assert.equal(statusFault('search', { status, headers: {} })?.kind, kind);
  });
}

test('a search is addressed with its words encoded', () => {
  const url = searchUrl(new URL('https://site.example/'), {
    text: `"C++ & Café" (a|b)`,
    start: 30,
  });
  assert.equal(url.pathname, '/tor/browse.php');
  assert.deepEqual(Object.fromEntries(url.searchParams), {
    'tor[text]': '"C++ & Café" (a|b)',
    'tor[main_cat][]': '13',
    'tor[sortType]': 'default',
    'tor[startNumber]': '30',
  });
});
