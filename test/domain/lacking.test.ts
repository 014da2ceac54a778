import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Gap } from '../../src/domain/gap.ts';
import { findGaps } from '../../src/domain/gaps.ts';
import { findLacking, findLackingInSteps, type LackingWork } from '../../src/domain/lacking.ts';
import type { LibraryItem } from '../../src/domain/item.ts';
import type { KnownWork } from '../../src/domain/missing/known-work.ts';
import type { PolicyParts } from '../../src/domain/policy.ts';
import { at, makeItem, makeKnown, makeSeries } from './make.ts';

const TITLES = ['Final Empire', 'Well of Ascension', 'Hero of Ages', 'Alloy of Law', 'Shadows'];

/** What a catalogue knows of Mistborn: these volumes. */
function known(...numbers: readonly number[]): KnownWork[] {
  return numbers.map((n) =>
    makeKnown({
      id: `m${n}`,
      title: TITLES[n - 1] ?? `Tale ${n}`,
      series: at('Mistborn', `${n}`),
      asOf: '2026-11-20T10:00:00.000Z',
    }),
  );
}

function owned(...numbers: readonly number[]): LibraryItem[] {
  return numbers.map((n) =>
    makeItem({ id: `i${n}`, title: TITLES[n - 1] ?? '', series: at('The Mistborn Saga', `${n}`) }),
  );
}

function titleOf({ work }: Gap): readonly string[] {
  return work == null ? [] : ['=', work.title];
}

function find(
  library: readonly LibraryItem[],
  works: readonly KnownWork[],
  policy: PolicyParts = {},
) {
  const found = findLacking({ library, known: works, policy, today: '2026-11-23' });
  // `interior 2 = Well of Ascension`; a number alone has no title.
  const shown = (list: readonly LackingWork[]) =>
    list.map(({ gap }) =>
      [gap.kind, ...(gap.position === null ? [] : [gap.position]), ...titleOf(gap)].join(' '),
    );
  return {
    found,
    gaps: shown(found.gaps),
    questions: shown(found.questions),
    upcoming: shown(found.upcoming),
  };
}

const later = (work: KnownWork, releaseDate: string): KnownWork => ({ ...work, releaseDate });
const [four] = known(4);
assert.ok(four !== undefined);

/** What is held, what is known, and what is lacking then. */
const SERIES: readonly (readonly [
  string,
  readonly number[],
  readonly KnownWork[],
  readonly string[],
])[] = [
  ['numbers alone, where nothing is known', [1, 3], [], ['interior 2', 'next 4']],
  [
    'known works in place of numbers',
    [1, 3],
    known(1, 2, 3, 4),
    ['interior 2 = Well of Ascension', 'next 4 = Alloy of Law'],
  ],
  ['no next volume that nobody knows of', [1, 2, 3], known(1, 2, 3), []],
  ['no next volume that is not out', [1, 2, 3], [...known(1, 2, 3), later(four, '2027-03-02')], []],
  ['a hole that no catalogue knows', [1, 3], known(1, 3), ['interior 2', 'next 4']],
  [
    'the next volume where what is known has holes: there may be more',
    [1, 2, 3],
    known(1, 3),
    ['next 4'],
  ],
  [
    'the next volume where only the tracker lists what is held: it says nothing of the end',
    [1, 2, 3],
    known(1, 2, 3).map((work) => ({ ...work, source: 'mam' })),
    ['next 4'],
  ],
  [
    'what the tracker alone lists beyond the next',
    [1, 2],
    known(1, 2, 3, 4).map((work) => ({ ...work, source: 'mam' })),
    ['next 3 = Hero of Ages', 'next 4 = Alloy of Law'],
  ],
  [
    'all that follows, not only the next',
    [1, 2],
    known(1, 2, 3, 4),
    ['next 3 = Hero of Ages', 'next 4 = Alloy of Law'],
  ],
  [
    'the works of a series of which one volume is held, and recognised',
    [1],
    known(1, 2),
    ['next 2 = Well of Ascension'],
  ],
];

describe('a held series lacks', () => {
  for (const [what, held, works, gaps] of SERIES) {
    test(what, () => assert.deepEqual(find(owned(...held), works).gaps, gaps));
  }

  test('what is upcoming, apart, with its date', () => {
    const { found, upcoming } = find(owned(1, 2, 3), [...known(1, 2, 3), later(four, '2027-03')]);
    assert.deepEqual(upcoming, ['next 4 = Alloy of Law']);
    assert.equal(found.upcoming[0]?.releaseDate, '2027-03');
  });

  test('the number alone where a claim about it is doubtful, and says what is claimed', () => {
    const strange = makeKnown({ id: 's', title: 'Strange', series: at('Mistborn', '3') });
    const { gaps, questions, found } = find(owned(1, 2), [strange]);
    assert.deepEqual([gaps, questions], [['next 3'], []]);
    assert.match(found.gaps[0]?.gap.because ?? '', /In doubt: .*agrees with only 0 .*“Strange”/);
    assert.deepEqual(
      found.gaps[0]?.sources.map(({ source }) => source),
      ['library', 'audible'],
    );
  });

  test('the next of a long series, of which a catalogue answers a selection', () => {
    const many = Array.from({ length: 10 }, (_, n) => n + 1);
    const disc = (n: number) => ({ title: `Disc ${n}`, series: at('Discworld', String(n)) });
    const library = many.map((n) => makeItem({ id: `d${n}`, ...disc(n) }));
    const works = many.map((n) => makeKnown({ id: `k${n}`, ...disc(n) }));
    assert.deepEqual(
      find(library, works).gaps.filter((gap) => gap !== 'author'),
      ['next 11'],
    );
    assert.deepEqual(find(library.slice(0, 9), works.slice(0, 9)).gaps, []);
  });

  test('no volume that the tracker alone lists, where nothing stands before it', () => {
    const fan = { ...makeKnown({ id: 'f', title: 'Fan Tales', series: at('Mistborn', '9') }) };
    const listed = { ...fan, source: 'mam' };
    assert.deepEqual(find(owned(1, 2, 3), [...known(1, 2, 3), listed]).gaps, []);
    const partly = find(owned(1, 2, 3), [...known(1, 3), listed]);
    assert.deepEqual([partly.gaps, partly.questions], [['next 4'], []]);
  });

  test('a question, where a volume is known as a printed book alone', () => {
    const printed = {
      ...makeKnown({ id: 'p', title: 'Alloy of Law', series: at('Mistborn', '4') }),
    };
    const { gaps, questions } = find(owned(1, 2, 3), [
      ...known(1, 2, 3),
      { ...printed, source: 'google-books' },
    ]);
    assert.deepEqual([gaps, questions], [[], ['next 4 = Alloy of Law']]);
  });

  test('its day, where one catalogue knows the year and another the day', () => {
    const year = later(four, '2026');
    const day = { ...later(four, '2026-12-20'), id: 'day', source: 'google-books' };
    const { found } = find(owned(1, 2, 3), [...known(1, 2, 3), year, day]);
    const [one] = found.upcoming;
    assert.deepEqual([one?.releaseDate, one?.gap.work?.releaseDate], ['2026-12-20', '2026-12-20']);
  });

  test('no question of what an uploader claims in doubt', () => {
    const strange = makeKnown({ id: 's', title: 'Strange', series: at('Mistborn', null) });
    const { questions } = find(owned(1, 2), [...known(1, 2), strange]);
    assert.deepEqual(questions.length, 1);
    const listed = { ...strange, source: 'mam' };
    assert.deepEqual(find(owned(1, 2), [...known(1, 2), listed]).questions, []);
  });

  test('nothing that a catalogue knows to be held, without its number', () => {
    const two = makeItem({ id: 'two', title: 'Well of Ascension' });
    assert.deepEqual(find([...owned(1, 3), two], known(1, 2, 3)).gaps, []);
  });

  test('nothing in the parent series that is lacking in its own', () => {
    const [two] = known(2);
    assert.ok(two !== undefined);
    const both = { ...two, series: [...two.series, { name: 'Cosmere', position: '6' }] };
    const cosmere = makeSeries('Cosmere', ['5', '7']);
    const { gaps } = find([...owned(1, 3), ...cosmere], [...known(1, 3), both]);
    assert.deepEqual(gaps, ['interior 2 = Well of Ascension', ...range(1, 4), 'next 8']);
  });

  test('what it lacked before, where catalogues know other series alone', () => {
    const library = [...owned(1, 3), ...makeSeries('Elantris', ['1', '3'], 'Ann Other')];
    const before = find(library, []);
    const { gaps } = find(library, known(1, 2, 3));
    assert.deepEqual(
      gaps.filter((gap) => !gap.includes('=')),
      before.gaps.slice(0, 2),
    );
  });
});

function range(from: number, to: number): readonly string[] {
  return Array.from({ length: to - from + 1 }, (_, n) => `interior ${from + n}`);
}

describe('a gap', () => {
  const before = find(owned(1, 3), []).found.gaps;
  const after = find(owned(1, 3), known(1, 2, 3, 4)).found.gaps;

  test('keeps its key when its work comes to be known', () => {
    const keys = (list: readonly LackingWork[]) => list.map(({ gap }) => gap.key).toSorted();
    assert.deepEqual(keys(after), keys(before));
  });

  test('keeps it though the catalogue writes the author otherwise', () => {
    const works = known(1, 2, 3).map((work) => ({
      ...work,
      authors: ['Ann Foreword', 'Brandon Sanderson'],
    }));
    const [hole] = find(owned(1, 3), works).found.gaps;
    assert.equal(hole?.gap.key, before[0]?.gap.key);
    assert.equal(hole?.gap.work?.title, 'Well of Ascension');
  });

  test('names who says so, and how old that is', () => {
    assert.deepEqual(before[0]?.sources, [{ source: 'library', asOf: null }]);
    const asOf = '2026-11-20T10:00:00.000Z';
    assert.deepEqual(after[0]?.sources, [{ source: 'audible', asOf }]);
  });
});

describe('an author who is collected lacks', () => {
  const tales = (count: number) =>
    Array.from({ length: count }, (_, n) => makeItem({ id: `${n}`, title: `Tale ${n}` }));
  const told = (...titles: readonly string[]) =>
    titles.map((title) => makeKnown({ id: title, title }));

  test('what catalogues know, and whatever else there may be: an answer is a selection', () => {
    const { gaps } = find(tales(10), told('Tale 1', 'Tale 2', 'Warbreaker'));
    assert.deepEqual(gaps.toSorted(), ['author', 'author = Warbreaker']);
    assert.deepEqual(find(tales(10), told('Tale 1', 'Tale 2')).gaps, ['author']);
  });

  test('no book that is known to be printed alone, and no listing in no series', () => {
    for (const source of ['google-books', 'mam']) {
      const printed = told('Tale 1', 'Tale 2', 'Warbreaker').map((work) => ({ ...work, source }));
      assert.deepEqual(find(tales(10), printed).gaps, ['author'], source);
    }
  });

  test('nothing while too few are held, by the policy', () => {
    assert.deepEqual(find(tales(9), []).gaps, []);
    assert.deepEqual(find(tales(9), [], { authorMinItems: 9 }).gaps, ['author']);
  });
});

describe('the policy says of numbers and of works alike', () => {
  const policies: readonly (readonly [
    string,
    PolicyParts,
    readonly string[],
    readonly string[],
  ])[] = [
    ['to ignore the series', { series: { MISTBORN: { ignore: true } } }, [], []],
    ['to ignore the author', { authors: { 'Sanderson, Brandon': { ignore: true } } }, [], []],
    [
      'to stop at a volume',
      { series: { Mistborn: { stopAt: 3 } } },
      ['interior 2'],
      ['interior 2 = Well of Ascension'],
    ],
  ];
  for (const [what, policy, numbers, works] of policies) {
    test(what, () => {
      assert.deepEqual(find(owned(1, 3), [], policy).gaps, numbers);
      assert.deepEqual(find(owned(1, 3), known(1, 2, 3, 4), policy).gaps, works);
    });
  }

  test('that novellas are wanted', () => {
    const half = makeKnown({ id: 'half', title: 'Secret History', series: at('Mistborn', '2.5') });
    const works = [...known(1, 2, 3), half];
    assert.deepEqual(find(owned(1, 2, 3), works).gaps, []);
    const wanted = find(owned(1, 2, 3), works, { novellas: true });
    assert.deepEqual(wanted.gaps, ['interior 2.5 = Secret History']);
  });
});

test('without catalogues a library lacks exactly what its numbers say, notes included', () => {
  const library = [
    ...makeSeries('Mistborn', ['1', '3', null, '2.5']),
    ...makeSeries('Magazine', ['2011', '2014']),
    ...Array.from({ length: 12 }, (_, n) =>
      makeItem({ id: `t${n}`, title: `Tale ${n}`, authors: ['Ann Other'] }),
    ),
  ];
  const { gaps, notes } = findGaps(library, { authorMinItems: 10 });
  const { found } = find(library, []);
  assert.deepEqual(
    found.gaps.map(({ gap }) => gap),
    gaps,
  );
  assert.deepEqual(found.notes, notes);
  assert.ok(gaps.length > 2 && notes.length === 1);
});

test('what a large library lacks is found in many small steps, and in any order', () => {
  const library = Array.from({ length: 3_000 }, (_, n) => {
    const series = at(`Saga ${n % 500}`, String(1 + Math.floor(n / 500)));
    return makeItem({ id: `i${n}`, title: `Tale of the ${n}`, series });
  });
  const works = library.map((item, n) => makeKnown({ ...item, id: `k${n}` }));
  const input = { library, known: works, policy: {}, today: '2026-11-23' };
  const steps = findLackingInSteps(input);
  let count = 1;
  while (steps.next().done !== true) count += 1;
  assert.ok(count > 30, `${count} steps`);
  const turned = { ...input, library: library.toReversed(), known: works.toReversed() };
  const byKey = (list: readonly LackingWork[]) => new Map(list.map((one) => [one.gap.key, one]));
  assert.deepEqual(byKey(findLacking(turned).gaps), byKey(findLacking(input).gaps));
});

test('the kinds of gaps that the policy does not want are left out, by number or known', () => {
  const library = [...owned(1, 2), ...makeSeries('Elantris', ['1'])];
  const kindsOf = (series: boolean, authors: boolean, works: readonly KnownWork[]) => {
    const policy = { authorMinItems: 3, wants: { series, authors } };
    return find(library, works, policy).gaps.map((one) => one.split(' ')[0]);
  };
  for (const works of [[], known(1, 2, 3)]) {
    assert.ok(kindsOf(true, true, works).includes('next'));
    assert.ok(!kindsOf(true, false, works).includes('author'));
    assert.ok(!kindsOf(false, true, works).includes('next'));
    assert.deepEqual(kindsOf(false, false, works), []);
  }
});

test('a series that is held under two names has neither holes nor gaps twice', () => {
  const library = owned(1, 2, 3).map((item) =>
    item.id === 'i2' ? { ...item, series: at('A Mistborn Novel', '2') } : item,
  );
  assert.deepEqual(find(library, known(1, 2, 3, 4)).gaps, ['next 4 = Alloy of Law']);
  // Nobody knows better than the numbers when no catalogue was asked.
  assert.ok(find(library, []).gaps.includes('interior 2'));
});
