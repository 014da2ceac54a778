import assert from 'node:assert/strict';
import { test, type TestContext } from 'node:test';
import { inspect } from 'node:util';
import type { Catalogue, Subject } from '../../../src/integrations/catalogues/index.ts';
import { RemoteError, type RemoteErrorKind } from '../../../src/integrations/errors.ts';
import type { RequestFault } from '../../../src/sandbox/audiobookshelf/index.ts';
import type { GoogleBooksFault } from '../../../src/sandbox/google-books/index.ts';
import { audible, google, KEY, NOW, TOKEN, work, type Opened } from './works.ts';

/** A catalogue under test, and the levers of what stands behind it. */
interface Bench {
  readonly catalogue: Catalogue;
  readonly asked: () => number;
  /** How many works one answer holds at most. */
  readonly most: number;
  readonly spoil: (fault: 'odd' | 'untitled' | 'last-untitled') => void;
  readonly delay: (ms: number) => void;
}

const BENCHES: readonly (readonly [string, (t: TestContext, opened?: Opened) => Promise<Bench>])[] =
  [
    [
      'audible',
      async (t, opened) => {
        const { remote, catalogue } = await audible(t, opened);
        return {
          catalogue,
          asked: () => remote.log.requests.length,
          most: 10,
          spoil: (fault) => void remote.faults.searches.push(fault),
          delay: (ms) => void (remote.faults.delayMs = ms),
        };
      },
    ],
    [
      'google-books',
      async (t, opened) => {
        const { remote, catalogue } = await google(t, opened);
        return {
          catalogue,
          asked: () => remote.requests.length,
          most: 40,
          spoil: (fault) => void remote.faults.next.push(fault),
          delay: (ms) => void (remote.faults.delayMs = ms),
        };
      },
    ],
  ];

const SERIES: Subject = { kind: 'series', name: 'Lantern Accord', author: 'Ada Quill' };
const SUBJECTS: readonly Subject[] = [
  SERIES,
  { kind: 'series', name: 'Lantern Accord', author: '' },
  { kind: 'work', title: 'The Pale Needle', author: 'Ada Quill' },
  { kind: 'author', name: 'Ada Quill' },
];

/** No secret in whatever an error shows. */
function assertSilent(error: unknown): void {
  const shown = inspect(error, { depth: 9, showHidden: true }) + JSON.stringify(error);
  for (const secret of [KEY, TOKEN, 'a-wrong-key']) assert.ok(!shown.includes(secret));
  assert.doesNotMatch(shown, /Lantern|Accord|[?&]q=|key=/);
}

for (const [name, open] of BENCHES) {
  for (const subject of SUBJECTS) {
    test(`${name} answers ${JSON.stringify(subject)} with one request, from itself and of now`, async (t) => {
      const { catalogue, asked } = await open(t);
      const [known, ...more] = (await catalogue.ask(subject)).works;
      assert.deepEqual([more, asked()], [[], 1]);
      assert.equal(known?.title, 'The Pale Needle');
      assert.deepEqual([known.source, known.asOf], [name, NOW]);
      assert.equal(catalogue.name, name);
      assert.ok(known.id.startsWith(`${name}:`));
    });
  }

  test(`${name} gives the same work the same id whenever it is asked`, async (t) => {
    const { catalogue } = await open(t, {
      works: [work(), work({ title: 'Another', asin: null })],
    });
    const ids = async () => (await catalogue.ask(SERIES)).works.map(({ id }) => id);
    const first = await ids();
    assert.equal(new Set(first).size, 2);
    assert.deepEqual(await ids(), first);
  });

  const tales = (length: number) =>
    Array.from({ length }, (_, n) => work({ title: `Tale ${n}`, asin: null }));

  test(`${name} gives as many works as an answer of it may hold, and no more`, async (t) => {
    const { catalogue, most } = await open(t, { works: tales(60) });
    const { works, isFull } = await catalogue.ask(SERIES);
    assert.deepEqual([works.length, isFull], [most, true]);
  });

  test(`${name} whose full answer has a row without a title is full all the same`, async (t) => {
    const { catalogue, most, spoil } = await open(t, { works: tales(60) });
    spoil('last-untitled');
    const { works, isFull } = await catalogue.ask(SERIES);
    assert.deepEqual([works.length, isFull], [most - 1, true]);
  });

  test(`${name} with room for one more is not full`, async (t) => {
    const { most } = await open(t);
    const { catalogue } = await open(t, { works: tales(most - 1) });
    const { works, isFull } = await catalogue.ask(SERIES);
    assert.deepEqual([works.length, isFull], [most - 1, false]);
  });

  test(`${name} answers nothing where nothing is`, async (t) => {
    const { catalogue } = await open(t, { works: [] });
    assert.deepEqual((await catalogue.ask(SERIES)).works, []);
  });

  for (const title of ['100% Wolf', 'A & B = C?', 'Ångström + "Quotes"', 'C#; D/E\\F']) {
    test(`${name} is asked for ${title} as it is written`, async (t) => {
      const { catalogue } = await open(t, { works: [work({ title })] });
      const { works: known } = await catalogue.ask({ kind: 'work', title, author: 'Ada Quill' });
      assert.deepEqual(
        known.map((one) => one.title),
        [title],
      );
    });
  }

  test(`${name} is never asked for nothing`, async (t) => {
    const { catalogue, asked } = await open(t);
    for (const subject of [
      { kind: 'series', name: ' ', author: 'Ada Quill' },
      { kind: 'work', title: '', author: '' },
      { kind: 'author', name: '' },
    ] as const) {
      await assert.rejects(catalogue.ask(subject), RangeError);
    }
    assert.equal(asked(), 0);
  });

  test(`${name} keeps what is good of an odd row`, async (t) => {
    const { catalogue, spoil } = await open(t);
    spoil('odd');
    const [known] = (await catalogue.ask(SERIES)).works;
    assert.equal(known?.title, 'The Pale Needle');
    assert.equal(known.authors[0], 'Ada Quill');
    assert.deepEqual([known.subtitle, known.language, known.runtimeMinutes], [null, null, null]);
    assert.deepEqual([known.asin, known.isbn], [null, null]);
  });

  test(`${name} none of whose rows has a title is an unexpected answer`, async (t) => {
    const { catalogue, spoil } = await open(t);
    spoil('untitled');
    await assert.rejects(catalogue.ask(SERIES), (error: RemoteError) => {
      assert.equal(error.kind, 'unexpected-answer');
      assert.match(error.message, /none of its 1 .* has a title/);
      assertSilent(error);
      return true;
    });
  });

  test(`${name} with a wrong key is bad credentials, and no key is in the error`, async (t) => {
    const { catalogue, asked } = await open(t, { key: 'a-wrong-key' });
    await assert.rejects(catalogue.ask(SERIES), (error: RemoteError) => {
      assert.equal(error.kind, 'bad-credentials');
      assert.match(error.remedy, name === 'audible' ? /ABS_TOKEN/ : /GOOGLE_BOOKS_API_KEY/);
      assertSilent(error);
      return true;
    });
    assert.equal(asked(), 1);
  });

  test(`${name} that does not answer in time is a timeout, without what was asked`, async (t) => {
    const { catalogue, delay } = await open(t, { timeoutMs: 30 });
    delay(300);
    await assert.rejects(catalogue.ask(SERIES), (error: RemoteError) => {
      assert.equal(error.kind, 'timeout');
      assertSilent(error);
      return true;
    });
  });
}

interface Failure<F> {
  readonly fault: F;
  readonly kind: RemoteErrorKind;
  readonly message: RegExp;
}

const OF_AUDIBLE: readonly Failure<RequestFault>[] = [
  { fault: 'unavailable', kind: 'unavailable', message: /answered 503/ },
  { fault: 'unauthorized', kind: 'bad-credentials', message: /answered 401/ },
  { fault: 'forbidden', kind: 'forbidden', message: /answered 403/ },
  { fault: 'server-error', kind: 'unexpected-answer', message: /answered 500/ },
  { fault: 'proxy-page', kind: 'unexpected-answer', message: /no JSON/ },
  { fault: 'cut', kind: 'unreachable', message: /no connection/ },
  { fault: 'cut-half', kind: 'unreachable', message: /no connection/ },
];

const OF_GOOGLE: readonly Failure<GoogleBooksFault>[] = [
  { fault: 'rate-limited', kind: 'rate-limited', message: /429 \(RATE_LIMIT_EXCEEDED\)/ },
  { fault: 'daily-limit', kind: 'rate-limited', message: /403 \(dailyLimitExceeded\)/ },
  { fault: 'key-forbidden', kind: 'bad-credentials', message: /403 \(SERVICE_DISABLED\)/ },
  { fault: 'unavailable', kind: 'unavailable', message: /503 \(backendFailed\)/ },
  { fault: 'proxy-page', kind: 'unexpected-answer', message: /no list of volumes/ },
  { fault: 'no-total', kind: 'unexpected-answer', message: /no list of volumes/ },
  { fault: 'no-items', kind: 'unexpected-answer', message: /counts 3 volumes and holds none/ },
  { fault: 'cut', kind: 'unreachable', message: /no connection/ },
];

async function assertFails(catalogue: Catalogue, { kind, message }: Failure<string>) {
  await assert.rejects(catalogue.ask(SERIES), (error) => {
    assert.ok(error instanceof RemoteError);
    assert.equal(error.kind, kind);
    assert.match(error.message, message);
    assert.match(error.remedy, /^[A-Z].{10,}\.$/);
    assertSilent(error);
    return true;
  });
}

for (const failure of OF_AUDIBLE) {
  test(`audible behind "${failure.fault}" is ${failure.kind}: tried once, never an empty answer`, async (t) => {
    const { remote, catalogue } = await audible(t);
    remote.faults.next = [failure.fault];
    await assertFails(catalogue, failure);
    assert.equal(remote.log.requests.length, 1);
    assert.equal((await catalogue.ask(SERIES)).works.length, 1);
  });
}

for (const failure of OF_GOOGLE) {
  test(`google-books with "${failure.fault}" is ${failure.kind}: tried once, never an empty answer`, async (t) => {
    const { remote, catalogue } = await google(t);
    remote.faults.next = [failure.fault];
    await assertFails(catalogue, failure);
    assert.equal(remote.requests.length, 1);
    assert.equal((await catalogue.ask(SERIES)).works.length, 1);
  });
}
