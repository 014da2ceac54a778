import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LibraryItem } from '../../src/domain/item.ts';
import { choiceFor, indexChoices } from '../../src/domain/choices.ts';
import { findMissing } from '../../src/domain/missing/find.ts';
import type { KnownWork } from '../../src/domain/missing/known-work.ts';
import { seriesKey } from '../../src/domain/names.ts';
import type { PolicyParts } from '../../src/domain/policy.ts';
import { coresOf } from '../../src/domain/series-names.ts';
import { at, makeItem, makeKnown } from './make.ts';

/** Names of one series, and what they come down to. */
const CORES: readonly (readonly [string, ...string[]])[] = [
  ['phryne fisher', 'Phryne Fisher', 'Phryne Fisher Mysteries', 'Phryne Fisher Murder Mysteries'],
  ['phryne fisher', "Phryne Fisher's Murder Mysteries", 'A Phryne Fisher Mystery'],
  ['x wing', 'X-Wing', 'Star Wars: X-Wing', 'Star Wars: X-Wing - Legends'],
  ['collegium chronicles', 'Valdemar: The Collegium Chronicles', 'Collegium Chronicles'],
  ['montalbano', 'Inspector Montalbano', 'Montalbano', 'Commissario Montalbano Mysteries'],
  ['cadfael', 'The Chronicles of Brother Cadfael', 'Brother Cadfael', 'Cadfael'],
  ['royal spyness', 'Her Royal Spyness', 'Royal Spyness Mysteries'],
  ['jackson lamb', 'Jackson Lamb Thriller', 'Jackson Lamb Thrillers'],
  ['john rain', 'A John Rain Novel', 'John Rain'],
  ['mysteries', 'The Mysteries', 'Mysteries'],
];

describe('the core of a series’ name', () => {
  for (const [core, ...names] of CORES) {
    for (const name of names) {
      test(`${name}: ${core}`, () => assert.ok(coresOf(name).cores.has(core)));
    }
  }

  const APART: readonly (readonly [string, string])[] = [
    ['The Riyria Chronicles', 'The Riyria Revelations'],
    ['Dune', 'Legends of Dune'],
    ['Shannara', 'The Heritage of Shannara'],
    ['Star Wars: X-Wing', 'Star Wars: The Thrawn Trilogy'],
    ['Discworld', 'Discworld: Tiffany Aching'],
    ['Dragonlance', 'Dragonlance: Legends'],
  ];
  for (const [one, other] of APART) {
    test(`${one} is not ${other}`, () => {
      const [a, b] = [coresOf(one), coresOf(other)];
      assert.deepEqual(
        [...a.cores].filter((core) => b.cores.has(core)),
        [],
      );
    });
  }

  test('a surname alone stands for the full name', () => {
    assert.equal(coresOf('Hercule Poirot').surname, 'poirot');
    assert.equal(coresOf('The Wheel of Time').surname, null);
  });
});

const AUTHORS = ['Ann Writer'];

/** Rows from `series number: title`, the series' name before its last word. */
function rows<T>(make: (parts: object) => T, prefix: string, lines: readonly string[]): T[] {
  return lines.map((line, index) => {
    const [place = '', title = ''] = line.split(/: (?=[^:]*$)/u);
    const [, name = '', position = ''] = /^(.*) (\S+)$/u.exec(place) ?? [];
    return make({
      id: `${prefix}${index + 1}`,
      title,
      authors: AUTHORS,
      series: at(name, position),
    });
  });
}

function gapsOf(library: readonly string[], catalogue: readonly string[]): string[] {
  const items = rows<LibraryItem>(makeItem, 'i', library);
  const known = rows<KnownWork>(makeKnown, 'k', catalogue);
  const { gaps } = findMissing({ library: items, known, policy: {}, today: '2026-11-23' });
  return gaps.map(({ gap }) => gap.work?.title ?? '').sort();
}

describe('a series that goes by several names', () => {
  test('is one, where its volumes agree', () => {
    const library = ['Nell Carr 1: Ash', 'Nell Carr Mysteries 2: Birch'];
    const catalogue = [
      'Nell Carr 1: Ash',
      'Inspector Nell Carr 2: Birch',
      "Nell Carr's Murder Mysteries 3: Cedar",
      'Carr 4: Elder',
    ];
    assert.deepEqual(gapsOf(library, catalogue), ['Cedar', 'Elder']);
  });

  test('is two, where two works stand at one number', () => {
    const library = ['Star Wars: Nell 1: Ash', 'Star Wars: Nell 2: Birch'];
    const other = ['The Nell Saga 1: Oak', 'The Nell Saga 2: Pine', 'The Nell Saga 3: Rowan'];
    const catalogue = ['Star Wars: Nell 1: Ash', 'Star Wars: Nell 2: Birch', ...other];
    assert.deepEqual(gapsOf(library, catalogue), []);
  });

  test('is one, where two works stand in both at one number, and each numbers more', () => {
    const library = ['Slough House 1: Ash', 'Slough House 2: Birch'];
    const both = ['Slough House 1: Ash', 'Slough House 2: Birch', 'Jackson Lamb 1: Ash'];
    const more = ['Jackson Lamb 2: Birch', 'Slough House 3: Cedar', 'Jackson Lamb 4: Elder'];
    assert.deepEqual(gapsOf(library, [...both, ...more]), ['Cedar', 'Elder']);
  });

  test('is two, where one is the beginning of the other', () => {
    const library = ['Farseer 1: Ash', 'Farseer 2: Birch'];
    const both = ['Farseer 1: Ash', 'Elderlings 1: Ash', 'Farseer 2: Birch', 'Elderlings 2: Birch'];
    assert.deepEqual(gapsOf(library, [...both, 'Elderlings 3: Cedar']), []);
  });
});

/** Series of one author whose names are alike, and which are not one. */
const SIBLINGS: readonly (readonly [string, string])[] = [
  ['Mr. Malory', 'Mrs. Malory Mysteries'],
  ['Halo: Origins', 'Fallout: Origins'],
  ['Captain Stone', 'Sister Stone'],
  ['Captain Stone', 'Detective Stone'],
  ['Paris: A Mystery Series', 'London: A Mystery Series'],
  ['Stone', 'Stone Adventures'],
  ['Eisenhorn: Warhammer 40,000', 'Ravenor: Warhammer 40,000'],
  ['Dragonlance', 'Dragonlance: Legends'],
];

describe('series whose names are alike are not one', () => {
  for (const [one, other] of SIBLINGS) {
    test(`${one}, ${other}`, () => {
      const library = [`${one} 1: Ash`, `${one} 2: Birch`];
      assert.deepEqual(gapsOf(library, [...library, `${other} 3: Oak`, `${other} 4: Pine`]), []);
    });
  }

  test('where two works stand at one number, though two others stand in both', () => {
    const both = ['Realm 1: Ash', 'Realm 2: Birch', 'Blade 1: Ash', 'Blade 2: Birch'];
    const own = ['Realm 3: Trois', 'Blade 3: Drei', 'Blade 4: Vier'];
    const library = ['Realm 1: Ash', 'Realm 2: Birch'];
    assert.deepEqual(gapsOf(library, [...both, ...own]), ['Trois']);
  });
});

test('what is said of a series is said of all its names, whatever the library holds of each', () => {
  const catalogue = ['Nell Carr 1: Ash', 'Nell Carr 6: Yew', 'Nell Carr 7: Rowan'];
  const few = ['Nell Carr 1: Ash', 'Nell Carr Mysteries 2: Birch'];
  const many = [...few, 'Nell Carr Mysteries 3: Cedar', 'Nell Carr Mysteries 4: Elder'];
  const known = rows<KnownWork>(makeKnown, 'k', [...catalogue, ...many]);
  for (const held of [few, many]) {
    const library = rows<LibraryItem>(makeItem, 'i', held);
    const find = (policy: PolicyParts) =>
      findMissing({ library, known, policy, today: '2026-11-23' }).gaps;
    const yew = find({}).find(({ gap }) => gap.work?.title === 'Yew');
    assert.equal(yew?.gap.key, 'series:nell carr:ann writer:6');
    for (const name of ['Nell Carr', 'Nell Carr Mysteries']) {
      assert.deepEqual(find({ series: { [name]: { ignore: true } } }), [], name);
      const key = seriesKey(name);
      const choices = indexChoices([{ scope: 'series', key, choice: 'exclude' }]);
      assert.equal(choiceFor(yew.gap, choices), 'exclude', name);
    }
  }
});

test('a world beside a series of its own makes no gap of the other series in it', () => {
  const places = { Ash: at('Trees', '1'), Birch: at('Trees', '2'), Heron: at('Birds', '1') };
  const known = Object.entries(places).map(([title, place]) =>
    makeKnown({
      id: title,
      title,
      authors: AUTHORS,
      series: [...place, { name: 'Great World', position: null }],
    }),
  );
  const library = known.slice(0, 2).map((work) => makeItem(work as Partial<LibraryItem>));
  const { gaps } = findMissing({ library, known, policy: {}, today: '2026-11-23' });
  assert.deepEqual(gaps, []);
});

test('an omnibus under its own title holds its volumes, whatever number it bears', () => {
  const known = [
    makeKnown({ id: 'o1', title: 'Theft of Swords', series: at('Riyria', '1-2') }),
    makeKnown({ id: 'v1', title: 'The Crown Conspiracy', series: at('Riyria', '1') }),
    makeKnown({ id: 'v2', title: 'Avempartha', series: at('Riyria', '2') }),
    makeKnown({ id: 'v3', title: 'Nyphron Rising', series: at('Riyria', '3') }),
  ];
  const library = [makeItem({ title: 'Theft of Swords', series: at('Riyria', '1') })];
  const { gaps } = findMissing({ library, known, policy: {}, today: '2026-11-23' });
  assert.deepEqual(
    gaps.map(({ work }) => work),
    ['v3'],
  );
});

test('a file’s name that parts a hero from the rest is held under the title that it makes', () => {
  const titles = ["Sharpe's Eagle", "Sharpe's Gold", "Sharpe's Company"];
  const known = titles.map((title, index) =>
    makeKnown({ id: title, title, series: at('Richard Sharpe', `${index + 8}`) }),
  );
  const library = [
    makeItem({ id: 'a', title: 'Sharpe 08 - Eagle' }),
    makeItem({ id: 'b', title: 'Sharpe 9: Gold' }),
  ];
  const lackingOf = (items: readonly LibraryItem[]) =>
    findMissing({ library: items, known, policy: {}, today: '2026-11-23' }).gaps.map(
      ({ work }) => work,
    );
  assert.deepEqual(lackingOf(library), ["Sharpe's Company"]);
  // Under another number it may be any book of that name.
  const other = makeItem({ id: 'b', title: 'Sharpe 11 - Gold' });
  assert.ok(lackingOf([library[0]!, other]).includes("Sharpe's Gold"));
});

test('a volume that nobody knows, in a series of nearly that name, may be what is lacking', () => {
  const titles = ['Ash', 'Birch', 'Cedar', 'Elder'];
  const known = titles.map((title, index) =>
    makeKnown({ id: title, title, series: at('Nell Carr and Tom Orr', `${index + 1}`) }),
  );
  const library = [
    makeItem({ id: 'a', title: 'Ash', series: at('Nell Carr and Tom Orr', '1') }),
    makeItem({ id: 'b', title: 'Birch', series: at('Nell Carr and Tom Orr', '2') }),
  ];
  const foundWith = (...items: readonly LibraryItem[]) => {
    const found = findMissing({
      library: [...library, ...items],
      known,
      policy: {},
      today: '2026-11-23',
    });
    return [found.gaps, found.questions].map((list) => list.map(({ work }) => work));
  };
  assert.deepEqual(foundWith(), [['Cedar', 'Elder'], []]);
  const regional = makeItem({ id: 'c', title: 'The Tree', series: at('Nell Carr', '3') });
  assert.deepEqual(foundWith(regional), [['Elder'], ['Cedar']]);
  const other = makeItem({ id: 'c', title: 'The Tree', series: at('The Orchard', '3') });
  assert.deepEqual(foundWith(other), [['Cedar', 'Elder'], []]);
});

test('a name, a number and a title without a sign between are read, where the number fits', () => {
  const known = [
    makeKnown({ id: 's1', title: 'Ash', series: at('Cormoran Strike', '1') }),
    makeKnown({ id: 's2', title: 'The Ink Black Heart', series: at('Cormoran Strike', '2') }),
    makeKnown({ id: 's3', title: 'Artemis Fowl', series: at('Artemis Fowl', '1') }),
    makeKnown({
      id: 's4',
      title: 'Artemis Fowl and the Guardian',
      series: at('Artemis Fowl', '8'),
    }),
  ];
  const library = [
    makeItem({ id: 'a', title: 'Ash', series: at('Cormoran Strike', '1') }),
    makeItem({ id: 'b', title: 'Strike 2 The Ink Black Heart' }),
    makeItem({ id: 'c', title: 'Artemis Fowl', series: at('Artemis Fowl', '1') }),
    makeItem({
      id: 'd',
      title: '08 The Guardian',
      series: [{ name: 'Artemis Fowl', position: null }],
    }),
  ];
  const { gaps } = findMissing({ library, known, policy: {}, today: '2026-11-23' });
  assert.deepEqual(gaps, []);
});

test('one title at one number in series of other names is one work, whatever its subtitle', () => {
  const known = [
    makeKnown({ id: 'm1', title: 'Call the Midwife', series: at('The Midwife Trilogy', '1') }),
    makeKnown({
      id: 'm2',
      title: 'Shadows of the Workhouse',
      subtitle: 'The Drama of Life in Postwar London',
      series: at('The Midwife Trilogy', '2'),
    }),
    makeKnown({ id: 'm3', title: 'Shadows of the Workhouse', series: at('East End Nurses', '2') }),
  ];
  const library = [
    makeItem({
      title: 'Call the Midwife',
      series: [...at('The Midwife Trilogy', '1'), ...at('East End Nurses', '1')],
    }),
  ];
  const { gaps } = findMissing({ library, known, policy: {}, today: '2026-11-23' });
  assert.equal(gaps.length, 1);
});

test('a series whose titles bear its hero or not is one', () => {
  const library = ['Agatha Raisin 1: The Quiche of Death', 'Agatha Raisin Mysteries 2: The Vet'];
  const catalogue = [
    'Agatha Raisin 1: Agatha Raisin and the Quiche of Death',
    'Agatha Raisin Mysteries 2: Agatha Raisin and the Vet',
    'Agatha Raisin 3: Agatha Raisin and the Potted Gardener',
    'Agatha Raisin Mysteries 3: The Potted Gardener',
  ];
  assert.equal(gapsOf(library, catalogue).length, 1);
});

test('the sixth part of three is a volume', () => {
  const place = at('The Guide to the Galaxy', '1');
  const known = [
    makeKnown({ id: 'g1', title: 'The Guide', series: place }),
    makeKnown({
      id: 'g2',
      title: 'And Another Thing',
      subtitle: 'The Guide to the Galaxy: Part Six of Three',
      series: at('The Guide to the Galaxy', '2'),
    }),
  ];
  const { gaps } = findMissing({
    library: [makeItem({ title: 'The Guide', series: place })],
    known,
    policy: {},
    today: '2026-11-23',
  });
  assert.deepEqual(
    gaps.map(({ work }) => work),
    ['g2'],
  );
});

test('the two pieces of one title are no omnibus of two works', () => {
  const known = [
    makeKnown({ id: 't1', title: 'Thrawn', series: at('Thrawn', '1') }),
    makeKnown({ id: 't2', title: 'Thrawn: Alliances', series: at('Thrawn', '2') }),
    makeKnown({ id: 't3', title: 'Thrawn: Treason', series: at('Thrawn', '3') }),
  ];
  const library = [
    makeItem({ id: 'a', title: 'Thrawn', series: at('Thrawn', '1') }),
    makeItem({ id: 'b', title: 'Thrawn: Treason', series: at('Thrawn', '3') }),
  ];
  const { gaps } = findMissing({ library, known, policy: {}, today: '2026-11-23' });
  assert.deepEqual(
    gaps.map(({ work }) => work),
    ['t2'],
  );
});
