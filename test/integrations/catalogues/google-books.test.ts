import assert from 'node:assert/strict';
import { test } from 'node:test';
import { google, work } from './works.ts';

const SERIES = { kind: 'series', name: 'Lantern Accord', author: 'Ada Quill' } as const;

test('Google tells the day, the ISBN and the language; a series stands in the subtitle alone', async (t) => {
  const { catalogue } = await google(t);
  const [known] = (await catalogue.ask(SERIES)).works;
  assert.match(known?.id ?? '', /^google-books:[\w-]{12}$/);
  assert.deepEqual(
    { ...known, id: '' },
    {
      id: '',
      title: 'The Pale Needle',
      subtitle: 'Lantern Accord, Book 2',
      authors: ['Ada Quill', 'Martin King, Jr.'],
      narrators: [],
      series: [],
      language: 'en',
      runtimeMinutes: null,
      releaseDate: '2024-03-02',
      asin: null,
      isbn: '9781234567897',
      abridged: false,
      source: 'google-books',
      asOf: '2026-11-26T08:00:00.000Z',
    },
  );
});

const QUERIES = [
  [SERIES, 'intitle:"Lantern Accord" inauthor:"Ada Quill"'],
  [{ ...SERIES, author: ' ' }, 'intitle:"Lantern Accord"'],
  [{ kind: 'author', name: 'Ada Quill' }, 'inauthor:"Ada Quill"'],
  [
    { kind: 'work', title: 'The "Pale"  Needle', author: 'Ada Quill' },
    'intitle:"The Pale Needle" inauthor:"Ada Quill"',
  ],
] as const;

for (const [subject, q] of QUERIES) {
  test(`Google is asked ${q}`, async (t) => {
    const { remote, catalogue } = await google(t);
    await catalogue.ask(subject);
    assert.deepEqual(
      remote.requests.map((request) => request.q),
      [q],
    );
  });
}

for (const [given, told] of [
  ['2098-03-02', '2098-03-02'],
  ['2098-03', '2098-03'],
  ['2098', '2098'],
  ['1998*', '1998'],
  ['19??', null],
  [null, null],
] as const) {
  test(`a date of ${given} is told as ${told}`, async (t) => {
    const { catalogue } = await google(t, { works: [work({ publishedDate: given })] });
    const [known] = (await catalogue.ask(SERIES)).works;
    assert.equal(known?.releaseDate, told);
  });
}

test('Google gives forty volumes at most, and an empty answer of it is knowledge', async (t) => {
  const works = Array.from({ length: 50 }, (_, n) => work({ title: `Volume ${n}` }));
  const { catalogue } = await google(t, { works });
  assert.equal((await catalogue.ask(SERIES)).works.length, 40);
  assert.equal(catalogue.emptyMeans, 'none');
});

test('a rate limit tells how long to wait, where Google says so', async (t) => {
  const { remote, catalogue } = await google(t);
  remote.faults.next = ['rate-limited', 'rate-limited'];
  await assert.rejects(catalogue.ask(SERIES), { kind: 'rate-limited', retryAfterMs: undefined });
  remote.faults.retryAfterS = 90;
  await assert.rejects(catalogue.ask(SERIES), { kind: 'rate-limited', retryAfterMs: 90_000 });
});
