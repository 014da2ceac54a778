import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseResultPage } from '../../../../src/integrations/tracker/parse/index.ts';
import { saved } from './saved.ts';

test('a page of results is read with all that its rows say', () => {
  const page = parseResultPage(saved('results'), { start: 0 });
  assert.equal(page.total, 470);
  assert.equal(page.nextStart, 10);
  assert.deepEqual(page.account, {
    userClass: 'VIP',
    ratio: 4.057668,
    bonusPoints: 99999,
    wedges: 116,
    unsatisfied: 3,
    uploadedBytes: Math.round(1.835 * 1024 ** 4),
    downloadedBytes: Math.round(463.03 * 1024 ** 3),
  });
  assert.deepEqual(page.candidates, [
    {
      source: 'mam',
      sourceId: '985875',
      title: 'The Salt & the Ledger',
      authors: ['Ada Quill', 'Cy Pen'],
      narrators: ['Ben Voice', 'Dee Tone'],
      series: [
        { name: 'The Ledger, Book of', position: '1-41' },
        { name: 'Salt Cycle', position: '2.5' },
        { name: 'Loose Ends', position: null },
      ],
      description:
        'Unabridged, 64 kbps, 12 h. Not logged in! Login Locked! Nothing returned, out of 0',
      tags: [],
      formats: ['m4b', 'mp3'],
      sizeBytes: Math.round(11.9 * 1024 ** 3),
      seeders: 1234,
      leechers: 5,
      snatches: 20001,
      categoryId: 41,
      language: null,
      vip: true,
      freeleech: true,
      abridged: false,
      ownHistory: 'seeding',
    },
    {
      source: 'mam',
      sourceId: '985876',
      title: '1984',
      authors: ['O. Rell'],
      narrators: [],
      series: [{ name: 'Years', position: '4' }],
      description: '',
      tags: [],
      formats: ['mp3'],
      sizeBytes: Math.round(451.8 * 1024 ** 2),
      seeders: 0,
      leechers: 0,
      snatches: 7,
      categoryId: 108,
      language: null,
      vip: true,
      freeleech: false,
      abridged: true,
      ownHistory: 'snatched',
    },
    {
      source: 'mam',
      sourceId: '985877',
      title: 'Anonymous Rhymes',
      authors: [],
      narrators: [],
      series: [],
      description: 'An e-book.',
      tags: [],
      formats: ['epub'],
      sizeBytes: 512 * 1024,
      seeders: 3,
      leechers: 1,
      snatches: 9,
      categoryId: 61,
      language: null,
      vip: false,
      freeleech: false,
      abridged: false,
      ownHistory: 'none',
    },
  ]);
});

test('the last page has no next one, and older ids and header cells are read too', () => {
  const page = parseResultPage(saved('results-last-page'), { start: 10 });
  assert.deepEqual(
    page.candidates.map(({ sourceId, sizeBytes, ownHistory }) => [sourceId, sizeBytes, ownHistory]),
    [
      ['71', 1.5 * 1024 ** 4, 'none'],
      ['72', 999, 'snatched'],
    ],
  );
  assert.equal(page.total, 12);
  assert.equal(page.nextStart, null);
});

test('a last page that lost a row meanwhile is still the last page', () => {
  const html = saved('results-last-page').replace('out of 12', 'out of 13');
  assert.equal(parseResultPage(html, { start: 10 }).nextStart, null);
});

test('the personal link of a download is nowhere in what is read', () => {
  for (const name of ['results', 'results-last-page']) {
    const html = saved(name);
    assert.match(html, /pErSoNaLtOkEn/);
    assert.doesNotMatch(
      JSON.stringify(parseResultPage(html, { start: name === 'results' ? 0 : 10 })),
      /pErSoNaLtOkEn|\/download|download\.php/i,
    );
  }
});

test('an empty search is empty only because the site says so under its heading', () => {
  const page = parseResultPage(saved('empty'), { start: 0 });
  assert.deepEqual([page.candidates, page.total, page.nextStart], [[], 0, null]);
  assert.equal(page.account.unsatisfied, 3);
});

test('past the last page there is nothing more, and the total stays', () => {
  const page = parseResultPage(saved('past-the-end'), { start: 470 });
  assert.deepEqual([page.candidates, page.total, page.nextStart], [[], 470, null]);
});

test('a first page that counts results and shows none is an error', () => {
  assert.throws(() => parseResultPage(saved('past-the-end'), { start: 0 }), {
    kind: 'search-refused',
  });
});

for (const [what, name, start] of [
  ['says that there is nothing at all', 'empty', 10],
  ['counts more than what was read before it', 'past-the-end', 460],
] as const) {
  test(`an empty later page that ${what} is an error, never the end of the results`, () => {
    assert.throws(() => parseResultPage(saved(name), { start }), { kind: 'search-refused' });
  });
}

const REFUSED: readonly [string, string][] = [
  ['not-logged-in', 'not-signed-in'],
  ['login', 'not-signed-in'],
  ['forbidden-text', 'not-signed-in'],
  ['login-locked', 'login-locked'],
  ['captcha', 'captcha'],
  ['login-failed', 'bad-credentials'],
  ['engine-trouble', 'search-refused'],
  ['not-drawn-yet', 'layout-changed'],
  ['home', 'layout-changed'],
  ['maintenance', 'layout-changed'],
];

for (const [name, kind] of REFUSED) {
  test(`the page "${name}" instead of results is the error ${kind}, never an empty result`, () => {
    assert.throws(() => parseResultPage(saved(name), { start: 0 }), { name: 'RemoteError', kind });
  });
}

test('nothing at all is a changed layout', () => {
  assert.throws(() => parseResultPage('', { start: 0 }), { kind: 'layout-changed' });
});
