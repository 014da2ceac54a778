import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { findGaps, type GapRules } from '../../src/domain/gaps.ts';
import type { LibraryItem } from '../../src/domain/item.ts';
import { at, makeItem, makeSeries } from './make.ts';

function gapsOf(items: readonly LibraryItem[], authorMinItems = 10) {
  return findGaps(items, { authorMinItems });
}

/** `interior 2`, `next 4`: the gaps of a library of one series. */
function volumesLacking(positions: readonly (string | null)[]): readonly string[] {
  return gapsOf(makeSeries('Mistborn', positions)).gaps.map((gap) => `${gap.kind} ${gap.position}`);
}

const SERIES: readonly (readonly [string, readonly (string | null)[], readonly string[]])[] = [
  ['holes and the volume after the highest', ['1', '3'], ['interior 2', 'next 4']],
  ['what lies below the lowest', ['3'], ['interior 1', 'interior 2', 'next 4']],
  ['the next of a complete series only', ['1', '2', '3'], ['next 4']],
  ['nothing in what an omnibus covers', ['1-3', '5'], ['interior 4', 'next 6']],
  ['nothing at halves, 0 and prequels', ['0', '1', '1.5', 'Prequel', '2'], ['next 3']],
  ['nothing at all without a whole volume', ['0.5', 'Prequel', null], []],
  ['a volume once, though it is owned twice', ['1', '01', '1.0'], ['next 2']],
  ['no volume that is owned in parts', ['1', '2p1', '2, Part 2'], ['next 3']],
  ['what a list of positions leaves out', ['1-2, 13.5', '4'], ['interior 3', 'next 5']],
];

describe('the gaps of a series', () => {
  for (const [what, positions, expected] of SERIES) {
    test(`are ${what}: ${JSON.stringify(positions)}`, () => {
      assert.deepEqual(volumesLacking(positions), expected);
    });
  }

  test('say why they are gaps, under a key that stays', () => {
    const [gap] = gapsOf(makeSeries('The Mistborn Saga', ['1', '2', '4'])).gaps;
    assert.deepEqual(gap, {
      key: 'series:mistborn:brandon sanderson:3',
      kind: 'interior',
      series: 'The Mistborn Saga',
      position: 3,
      authors: ['Brandon Sanderson'],
      held: 3,
      because: 'The library holds 1-2, 4 of “The Mistborn Saga”, but not 3.',
    });
  });

  test('are those of one series, however its name and its author are written', () => {
    const items = [
      ...makeSeries('The Lord of the Rings', ['1'], 'J. R. R. Tolkien'),
      ...makeSeries('Lord of the Rings Trilogy', ['3'], 'Tolkien, J.R.R.'),
    ];
    assert.deepEqual(
      gapsOf(items).gaps.map((gap) => gap.key),
      ['series:lord of the rings:jrr tolkien:2', 'series:lord of the rings:jrr tolkien:4'],
    );
  });

  test('of two series with one name are told apart by their authors', () => {
    const items = [
      ...makeSeries('Legacy', ['1'], 'Ann One'),
      ...makeSeries('Legacy', ['2'], 'Bob Two'),
    ];
    assert.deepEqual(
      gapsOf(items).gaps.map((gap) => gap.key),
      ['series:legacy:ann one:2', 'series:legacy:bob two:1', 'series:legacy:bob two:3'],
    );
  });

  test('go by the author of most items, and a shared author joins the circle', () => {
    const series = (position: string, ...authors: string[]) =>
      makeItem({ id: position, title: `T${position}`, authors, series: at('Wheel', position) });
    const items = [
      series('1', 'Robert Jordan'),
      series('2', 'Robert Jordan', 'Brandon Sanderson'),
      series('4', 'Brandon Sanderson'),
    ];
    const [gap] = gapsOf(items).gaps;
    assert.equal(gap?.key, 'series:wheel:brandon sanderson:3');
    assert.deepEqual(gap?.authors, ['Brandon Sanderson', 'Robert Jordan']);
  });

  test('count an item in each of its series', () => {
    const both = [
      { name: 'Discworld', position: '8' },
      { name: 'City Watch', position: '1' },
    ];
    const items = [
      ...makeSeries('Discworld', ['1-7'], 'Terry Pratchett'),
      makeItem({ title: 'Guards! Guards!', authors: ['Terry Pratchett'], series: both }),
    ];
    assert.deepEqual(
      gapsOf(items).gaps.map((gap) => gap.key),
      ['series:city watch:terry pratchett:2', 'series:discworld:terry pratchett:9'],
    );
  });

  test('take the number from the title where the series has none', () => {
    const titled = (title: string) => makeItem({ title, series: at('Cradle', null) });
    const items = [titled('Unsouled (Cradle Book 1)'), titled('Blackflame: Cradle, Book 3')];
    assert.deepEqual(
      gapsOf(items).gaps.map((gap) => gap.position),
      [2, 4],
    );
  });

  test('are not made by junk authors, whose volumes are owned all the same', () => {
    assert.deepEqual(gapsOf(makeSeries('Mistborn', ['1', '3'], 'Unknown Artist')).gaps, []);
    const items = [
      ...makeSeries('Mistborn', ['1', '4']),
      ...makeSeries('Mistborn', ['2', '9'], 'Various'),
    ];
    assert.deepEqual(
      gapsOf(items).gaps.map((gap) => gap.position),
      [3, 5],
    );
  });

  for (const positions of [
    ['1984', '1985'],
    ['1', '70'],
    ['1', '2', '500-520'],
  ]) {
    test(`are left out, with a note, where numbers are no volumes: ${positions.join(', ')}`, () => {
      const { gaps, notes } = gapsOf(makeSeries('Magazine', positions));
      assert.deepEqual(gaps, []);
      assert.equal(notes.length, 1);
      assert.match(notes[0] ?? '', /Magazine.+do not look like volumes/);
    });
  }
});

describe('the gaps of an author', () => {
  test('need the works held in number, each counted once', () => {
    const works = Array.from({ length: 9 }, (_, n) => makeItem({ id: `${n}`, title: `Tale ${n}` }));
    const twice = makeItem({ id: 'again', title: 'Tale 3 (Unabridged)' });
    assert.deepEqual(gapsOf([...works, twice]).gaps, []);
    const [gap] = gapsOf([...works, makeItem({ id: 'more', title: 'Another' })]).gaps;
    assert.equal(gap?.key, 'author:brandon sanderson');
    assert.equal(gap?.held, 10);
    assert.deepEqual(gap?.authors, ['Brandon Sanderson']);
  });

  test('are not made for junk', () => {
    const works = Array.from({ length: 30 }, (_, n) =>
      makeItem({ id: `${n}`, title: `Tale ${n}`, authors: ['Various'] }),
    );
    assert.deepEqual(gapsOf(works).gaps, []);
  });
});

test('gaps do not depend on the order of the items, and no owned volume is one', () => {
  const item = fc.record({
    id: fc.uuid(),
    title: fc.constantFrom('A', 'B', 'C', 'Book 2'),
    authors: fc.subarray(['Ann One', 'A. B. Two', 'A.B. Two', 'Various']),
    series: fc.array(
      fc.record({
        name: fc.constantFrom('Legacy', 'The Legacy', 'Town'),
        position: fc.constantFrom(null, '1', '2', '3', '7', '1-3', '2.5', 'Prequel', '1984'),
      }),
      { maxLength: 2 },
    ),
  });
  fc.assert(
    fc.property(fc.array(item, { maxLength: 12 }), fc.infiniteStream(fc.nat()), (parts, keys) => {
      const items = parts.map((part) => makeItem(part));
      const shuffled = items
        .map((one) => ({ one, key: keys.next().value ?? 0 }))
        .sort((a, b) => a.key - b.key)
        .map(({ one }) => one);
      const found = gapsOf(items, 2);
      assert.deepEqual(gapsOf(shuffled, 2), found);
      const keysFound = found.gaps.map((gap) => gap.key);
      assert.equal(new Set(keysFound).size, keysFound.length);
    }),
  );
});

test('a hundred thousand items are analysed in seconds', () => {
  const items: LibraryItem[] = [];
  for (let n = 0; n < 100_000; n += 1) {
    const author = `Author ${n % 5000}`;
    items.push(
      makeItem({
        id: `${n}`,
        title: `Tale ${n}`,
        authors: [author],
        series: at(`Series ${n % 9000}`, `${n % 11}`),
      }),
    );
  }
  const began = performance.now();
  assert.ok(gapsOf(items).gaps.length > 0);
  assert.ok(performance.now() - began < 30_000);
});

const SERIES_AND_AUTHOR = [
  ...makeSeries('Mistborn', ['1', '2', '5']),
  ...makeSeries('Elantris', ['1'], 'Ann Other'),
];
const RULES = { authorMinItems: 3 };

/** What the policy says, and the gaps that are left: series and volume, or the author. */
const POLICIES: readonly (readonly [
  string,
  Omit<GapRules, 'authorMinItems'>,
  readonly string[],
])[] = [
  ['nothing', {}, ['Elantris 2', 'Mistborn 3', 'Mistborn 4', 'Mistborn 6', 'Brandon Sanderson']],
  ['no series', { wants: { series: false, authors: true } }, ['Brandon Sanderson']],
  [
    'no authors',
    { wants: { series: true, authors: false } },
    ['Elantris 2', 'Mistborn 3', 'Mistborn 4', 'Mistborn 6'],
  ],
  ['neither', { wants: { series: false, authors: false } }, []],
  [
    'to stop a series at 3',
    { series: { mistborn: { stopAt: 3 } } },
    ['Elantris 2', 'Mistborn 3', 'Brandon Sanderson'],
  ],
  [
    'to ignore a series',
    { series: { 'The Mistborn Series': { ignore: true } } },
    ['Elantris 2', 'Brandon Sanderson'],
  ],
  ['to ignore an author', { authors: { 'Sanderson, Brandon': { ignore: true } } }, ['Elantris 2']],
  [
    'to ignore an author but for one series',
    {
      authors: { 'Brandon Sanderson': { ignore: true } },
      series: { Mistborn: { ignore: false, stopAt: 4 } },
    },
    ['Elantris 2', 'Mistborn 3', 'Mistborn 4'],
  ],
];

for (const [what, rules, expected] of POLICIES) {
  test(`of a policy that says ${what}, ${expected.length} gaps are left`, () => {
    const { gaps } = findGaps(SERIES_AND_AUTHOR, { ...RULES, ...rules });
    const names = gaps.map(({ series, position, authors }) =>
      series === null ? authors[0] : `${series} ${position}`,
    );
    assert.deepEqual(names, expected);
  });
}
