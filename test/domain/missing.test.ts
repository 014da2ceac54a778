import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { LibraryItem } from '../../src/domain/item.ts';
import { findMissing, type MissingInput } from '../../src/domain/missing/find.ts';
import type { KnownWork } from '../../src/domain/missing/known-work.ts';
import { at, makeItem, makeKnown } from './make.ts';

const TITLES = [
  'The Final Empire',
  'The Well of Ascension',
  'The Hero of Ages',
  'The Alloy of Law',
];
/** Mistborn 1 to 4. */
const MISTBORN: readonly KnownWork[] = TITLES.map((title, index) =>
  makeKnown({
    id: `m${index + 1}`,
    title,
    series: at('Mistborn', `${index + 1}`),
    runtimeMinutes: 1400 + 100 * index,
  }),
);

function owned(...numbers: readonly number[]): LibraryItem[] {
  return numbers.map((n) =>
    makeItem({
      id: `i${n}`,
      title: TITLES[n - 1] ?? '',
      series: at('Mistborn', `${n}`),
      narrators: ['Michael Kramer'],
    }),
  );
}

function find(
  library: readonly LibraryItem[],
  known: readonly KnownWork[],
  parts: Partial<MissingInput> = {},
) {
  const found = findMissing({ library, known, policy: {}, today: '2026-11-23', ...parts });
  const shown = (list: typeof found.gaps) => list.map(({ work, kind }) => `${work} ${kind}`);
  return {
    found,
    gaps: shown(found.gaps),
    questions: shown(found.questions),
    upcoming: shown(found.upcoming),
  };
}

/** How volume 2 may stand in a library that holds 1 and 3 as well; only 4 is lacking then. */
const HELD: readonly (readonly [string, Partial<LibraryItem>])[] = [
  ['plainly', { title: 'The Well of Ascension', series: at('Mistborn', '2') }],
  ['without a series', { title: 'The Well of Ascension' }],
  ['with all of it in its title', { title: 'Mistborn 02 - The Well of Ascension (Unabridged)' }],
  ['title and subtitle swapped', { title: 'Mistborn, Book 2', subtitle: 'The Well of Ascension' }],
  ['under its number alone', { title: 'Mistborn 2' }],
  [
    'its author last name first',
    { title: 'Well of Ascension, The', authors: ['Sanderson, Brandon'] },
  ],
  ['underscored', { title: 'Mistborn_02_-_The_Well_of_Ascension', authors: ['Brandon_Sanderson'] }],
  [
    'by an unknown artist',
    { title: 'The Well of Ascension', authors: ['Unknown Artist'], series: at('Mistborn', '2') },
  ],
  ['in an omnibus', { title: 'Mistborn: Books 1-2', series: at('Mistborn', '1-2') }],
  ['in an omnibus by its title alone', { title: 'Mistborn: Books 1 & 2' }],
  ['in parts', { title: 'The Well of Ascension (1 of 2)', series: at('Mistborn', '2p1') }],
  [
    'in parts that are numbered behind the point',
    { title: 'The Well of Ascension: Part 2 Blood and Mist', series: at('Mistborn', '2.2') },
  ],
  ['under a regional title', { title: 'Ascension’s Spring', series: at('Mistborn', '2') }],
  ['behind its number and a dash', { title: '2-The Well of Ascension' }],
  [
    'by an author with a year',
    { title: 'The Well of Ascension', authors: ['Brandon Sanderson - 2007'] },
  ],
  ['misnumbered', { title: 'The Well of Ascension', series: at('Mistborn', '3') }],
];

describe('a volume is not lacking that is held', () => {
  for (const [how, parts] of HELD) {
    test(how, () => {
      const two = makeItem({ id: 'two', ...parts });
      assert.deepEqual(find([...owned(1, 3), two], MISTBORN).gaps, ['m4 next']);
    });
  }

  test('under a former title, numbered in a series of another name', () => {
    const known = MISTBORN.map((work) =>
      work.id === 'm2' ? { ...work, subtitle: 'Previously Published as The Ninth Spring' } : work,
    );
    const two = makeItem({
      id: 'two',
      title: 'The Ninth Spring',
      series: at('The Ash Cycle', '1'),
    });
    assert.deepEqual(find([...owned(1, 3), two], known).gaps, ['m4 next']);
    assert.deepEqual(find([...owned(1, 3), two], MISTBORN).gaps, ['m2 interior', 'm4 next']);
  });

  test('under its ASIN, whatever its title says', () => {
    const known = MISTBORN.map((work) =>
      work.id === 'm2' ? { ...work, asin: 'B002V0QK4C' } : work,
    );
    const two = makeItem({ id: 'two', title: 'Track 01', asin: 'b002v0qk4c', authors: [] });
    assert.deepEqual(find([...owned(1, 3), two], known).gaps, ['m4 next']);
  });
});

/** Rows beside those of Mistborn that are no gaps of a library that holds 1, 2 and 3. */
const NO_GAPS: readonly (readonly [string, Partial<KnownWork>])[] = [
  [
    'a second recording',
    { title: 'The Final Empire', series: at('Mistborn', '1'), narrators: ['Ann Reader'] },
  ],
  ['an abridgement', { title: 'The Final Empire', series: at('Mistborn', '1'), abridged: true }],
  [
    'a dramatisation in parts',
    { title: 'The Hero of Ages (1 of 2) [Dramatized Adaptation]', series: at('Mistborn', '3') },
  ],
  [
    'a studio’s recording of one that is lacking',
    { title: 'The Bands of Mourning', series: at('Mistborn', '6'), narrators: ['GraphicAudio'] },
  ],
  ['a translation', { title: 'Les Bracelets', series: at('Mistborn', '6'), language: 'French' }],
  ['a half-number', { title: 'Secret History', series: at('Mistborn', '3.5') }],
  ['a prequel', { title: 'The Eleventh Metal', series: at('Mistborn', 'Prequel') }],
  ['a box set', { title: 'Mistborn Box Set', series: at('Mistborn', '1-4') }],
  ['a regional title of an owned one', { title: 'The Last Empire', series: at('Mistborn', '1') }],
  [
    'a namesake by another author',
    { title: 'Fog', series: at('Mistborn', '5'), authors: ['Ann Other'] },
  ],
  ['a series of which nothing is held', { title: 'Elantris', series: at('Elantris', '1') }],
];

describe('no gap is', () => {
  for (const [what, parts] of NO_GAPS) {
    test(what, () => {
      const known = [...MISTBORN, makeKnown({ id: 'x', ...parts })];
      assert.deepEqual(find(owned(1, 2, 3), known).gaps, ['m4 next']);
    });
  }

  test('anything of a complete library', () => {
    const { gaps, questions, upcoming } = find(owned(1, 2, 3, 4), MISTBORN);
    assert.deepEqual([gaps, questions, upcoming], [[], [], []]);
  });

  test('what the policy ignores, or wants no further', () => {
    const library = owned(1, 2);
    const series = (override: object) => ({
      policy: { series: { 'the Mistborn saga': override } },
    });
    assert.deepEqual(find(library, MISTBORN, series({ ignore: true })).gaps, []);
    assert.deepEqual(find(library, MISTBORN, series({ stopAt: 3 })).gaps, ['m3 next']);
  });
});

describe('what is lacking', () => {
  test('is a hole or follows, and says which knowledge says so', () => {
    const { gaps, found } = find(owned(1, 3), MISTBORN);
    assert.deepEqual(gaps, ['m2 interior', 'm4 next']);
    const [hole] = found.gaps;
    assert.equal(
      hole?.because,
      'The library holds 1, 3 of “Mistborn”, but not 2; Audible knows “The Well of Ascension”.',
    );
    assert.equal(hole?.gap.key, 'series:mistborn:brandon sanderson:2');
    assert.deepEqual(hole?.gap.work?.narrators, ['Michael Kramer']);
    assert.equal(hole?.gap.work?.runtimeMinutes, 1500);
  });

  test('is upcoming when it is not out yet, until its day', () => {
    const known = MISTBORN.map((work) =>
      work.id === 'm4' ? { ...work, releaseDate: '2027-03-02' } : work,
    );
    const before = find(owned(1, 2, 3), known);
    assert.deepEqual([before.gaps, before.upcoming], [[], ['m4 next']]);
    assert.deepEqual(find(owned(1, 2, 3), known, { today: '2027-03-02' }).gaps, ['m4 next']);
  });

  test('is found for a series whose only item was never matched', () => {
    const first = makeItem({ id: 'one', title: 'The Final Empire' });
    assert.deepEqual(find([first], MISTBORN).gaps, ['m2 next', 'm3 next', 'm4 next']);
  });

  test('is named once, though two rows and two series know it', () => {
    const parent = MISTBORN.map((work) => ({
      ...work,
      series: [...work.series, { name: 'Cosmere', position: '9' }],
    }));
    const again = makeKnown({
      id: 'z',
      title: 'The Hero of Ages: Mistborn, Book 3',
      series: at('Cosmere', '9'),
    });
    assert.deepEqual(find(owned(1, 2), [...parent, again]).gaps, ['m3 next', 'm4 next']);
  });

  test('are half-numbers too, when the policy wants novellas', () => {
    const known = [
      ...MISTBORN,
      makeKnown({ id: 'half', title: 'Secret History', series: at('Mistborn', '3.5') }),
    ];
    const { gaps } = find(owned(1, 2, 3, 4), known, { policy: { novellas: true } });
    assert.deepEqual(gaps, ['half interior']);
  });

  test('are works in no series by an author who is collected', () => {
    const library = Array.from({ length: 10 }, (_, n) =>
      makeItem({ id: `${n}`, title: `Tale ${n}` }),
    );
    const known = [
      makeKnown({ id: 'lone', title: 'Warbreaker' }),
      makeKnown({ id: 't3', title: 'Tale 3' }),
    ];
    assert.deepEqual(find(library, known).gaps, ['lone author']);
    assert.deepEqual(find(library.slice(1), known).gaps, []);
  });
});

test('a catalogue that agrees with fewer than two of those held is asked about, not believed', () => {
  const strange = TITLES.map((_, index) =>
    makeKnown({
      id: `s${index}`,
      title: `Strange ${index}`,
      series: at('Mistborn', `${index + 20}`),
    }),
  );
  const { gaps, questions } = find(owned(1, 2, 3), strange);
  assert.deepEqual(gaps, []);
  assert.equal(questions.length, 4);
});

test('another work at a place that is held is asked about', () => {
  const spinOff = makeKnown({
    id: 'spin',
    title: 'Fog Comics',
    series: at('Mistborn', '2'),
    runtimeMinutes: 90,
  });
  const { gaps, questions } = find(owned(1, 2, 3), [...MISTBORN, spinOff]);
  assert.deepEqual([gaps, questions], [['m4 next'], ['spin interior']]);
});

test('finding does not depend on any order, and never throws', () => {
  const text = fc.oneof(
    fc.constantFrom(...TITLES, 'Mistborn 2', 'Mistborn'),
    fc.string({ unit: 'binary', maxLength: 12 }),
  );
  const place = fc.record({
    name: fc.constantFrom('Mistborn', 'The Mistborn Saga', 'Cosmere', ''),
    position: fc.constantFrom(null, '1', '2', '3', '1-3', '2.5', 'Prequel', '1p2'),
  });
  const parts = fc.record({
    title: text,
    authors: fc.constantFrom(['Brandon Sanderson'], ['Sanderson, Brandon'], ['Ann Other'], []),
    series: fc.array(place, { maxLength: 2 }),
  });
  const numbered = <T>(list: readonly T[]) =>
    list.map((one, index) => ({ ...one, id: `${index}` }));
  const lists = fc.tuple(fc.array(parts, { maxLength: 8 }), fc.array(parts, { maxLength: 8 }));
  fc.assert(
    fc.property(lists, ([items, works]) => {
      const library = numbered(items).map((one) => makeItem(one));
      const known = numbered(works).map((one) => makeKnown(one));
      const { found } = find(library, known);
      assert.deepEqual(find(library.toReversed(), known.toReversed()).found, found);
    }),
  );
});

test('an omnibus that names its works holds them, and one of the whole series holds all', () => {
  const named = makeItem({
    id: 'o',
    title: 'Mistborn: The Final Empire, The Well of Ascension & The Hero of Ages',
  });
  assert.deepEqual(find([named], MISTBORN).gaps, ['m4 next']);
  const whole = makeItem({ id: 'o', title: 'Mistborn: The Complete Series' });
  assert.deepEqual(find([whole], MISTBORN).gaps, []);
});

test('a series that many authors write is one; of one that others go on with is asked', () => {
  const heresy = [
    'Horus Rising by Dan Abnett',
    'False Gods by Graham McNeill',
    'Fulgrim by James Swallow',
  ].map((text, index) => {
    const [title = '', author = ''] = text.split(' by ');
    return {
      id: `h${index + 1}`,
      title,
      authors: [author],
      series: at('Horus Heresy', `${index + 1}`),
    };
  });
  const known = heresy.map((work) => makeKnown(work));
  const library = heresy.map((work) => makeItem(work));
  assert.deepEqual(find(library.slice(0, 2), known).gaps, ['h3 next']);
  const begun = find(library.slice(0, 1), known);
  assert.deepEqual([begun.gaps, begun.questions], [[], ['h2 next', 'h3 next']]);
  // Without what lies between, or under a name that anybody may give, it may be another series.
  assert.deepEqual(find(library.slice(0, 1), [known[0]!, known[2]!]).gaps, []);
  const renamed = known.map((work) => ({ ...work, series: at('Legacy', work.id.slice(1)) }));
  const legacy = [{ ...library[0]!, series: at('Legacy', '1') }];
  assert.deepEqual(find(legacy, renamed).gaps, []);
});

test('the numbers of another order don’t hide what is lacking', () => {
  const other = [3, 1, 2, 4].map((n, index) => ({
    ...makeKnown({ id: `m${n}`, title: TITLES[n - 1] ?? '' }),
    series: at('Mistborn', `${index + 1}`),
  }));
  assert.deepEqual(find(owned(1, 2), other).gaps, ['m3 interior', 'm4 next']);
});

test('series, or authors, are left out where the policy does not want them', () => {
  const library = [...owned(1, 2), makeItem({ id: 'w', title: 'Warbreaker' })];
  const known = [...MISTBORN, makeKnown({ id: 'e', title: 'Elantris' })];
  const worksOf = (series: boolean, authors: boolean) => {
    const policy = { authorMinItems: 3, wants: { series, authors } };
    return find(library, known, { policy }).gaps;
  };
  assert.deepEqual(worksOf(true, true).toSorted(), ['e author', 'm3 next', 'm4 next']);
  assert.deepEqual(worksOf(true, false), ['m3 next', 'm4 next']);
  assert.deepEqual(worksOf(false, true), ['e author']);
});
