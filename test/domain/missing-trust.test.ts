import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { LibraryItem } from '../../src/domain/item.ts';
import { findMissing } from '../../src/domain/missing/find.ts';
import type { KnownWork } from '../../src/domain/missing/known-work.ts';
import { at, makeItem, makeKnown } from './make.ts';

const TODAY = '2026-11-23';
const TITLES = ['Red Dawn', 'Blue Noon', 'Green Dusk', 'Black Night'];

/** Volumes 1 to 4 of Hours, as one source lists them. */
const HOURS = TITLES.map((title, index) =>
  makeKnown({ id: `h${index + 1}`, title, series: at('Hours', `${index + 1}`) }),
);
const HELD = [1, 2].map((n) =>
  makeItem({ id: `i${n}`, title: TITLES[n - 1] ?? '', series: at('Hours', `${n}`) }),
);

function find(known: readonly KnownWork[], library: readonly LibraryItem[] = HELD) {
  const { gaps, questions, upcoming } = findMissing({ library, known, policy: {}, today: TODAY });
  const shown = (list: typeof gaps) => list.map(({ work, position }) => `${work} at ${position}`);
  return { gaps: shown(gaps), questions: shown(questions), upcoming: shown(upcoming) };
}

/** Green Dusk by two sources that disagree: what each says, and which number is believed. */
const DISPUTES: readonly (readonly [string, string, string, string])[] = [
  ['audible', '3', 'mam', '7'],
  ['mam', '7', 'audible', '3'],
  ['google-books', '3', 'mam', '7'],
  ['audible', '3', 'google-books', '7'],
  ['audible', '3', 'a list of somebody’s', '7'],
];

describe('of sources that disagree on a place', () => {
  for (const [one, here, other, there] of DISPUTES) {
    test(`${one} (${here}) and ${other} (${there}): 3 is believed`, () => {
      const base = { title: 'Green Dusk' };
      const known = [
        ...HOURS.slice(0, 2),
        makeKnown({ ...base, id: 'a', series: at('Hours', here), source: one }),
        makeKnown({ ...base, id: 'b', series: at('Hours', there), source: other }),
      ];
      const [gap, more] = find(known).gaps;
      assert.match(gap ?? '', /^[ab] at 3$/u);
      assert.equal(more, undefined);
    });
  }

  test('of one source, the place at which no other work stands is believed', () => {
    const slip = makeKnown({ id: 'a-slip', title: 'Green Dusk', series: at('Hours', '4') });
    assert.deepEqual(find([...HOURS, slip]).gaps, ['h3 at 3', 'h4 at 4']);
  });

  test('the library’s own number decides what is held', () => {
    const slip = makeKnown({ id: 'a-slip', title: 'Blue Noon', series: at('Hours', '3') });
    assert.deepEqual(find([...HOURS, slip]).gaps, ['h3 at 3', 'h4 at 4']);
  });

  test('volumes that bear the series’ name are no dispute', () => {
    const known = [1, 2, 3].map((n) =>
      makeKnown({ id: `v${n}`, title: 'Hours', series: at('Hours of the Day', `${n}`) }),
    );
    const library = [1, 2].map((n) =>
      makeItem({ id: `i${n}`, title: 'Hours', series: at('Hours of the Day', `${n}`) }),
    );
    assert.deepEqual(find(known, library).gaps, ['v3 at 3']);
  });
});

/** Dates of rows of Green Dusk, and whether it is out on 2026-11-23. */
const RELEASES: readonly (readonly [string, readonly (string | null)[], 'out' | 'upcoming'])[] = [
  ['a day to come', ['2026-12-24'], 'upcoming'],
  ['a day to come beside its year', ['2026-12-24', '2026'], 'upcoming'],
  ['a day to come beside its month', ['2026-12-24', '2026-12'], 'upcoming'],
  ['a day to come beside no date', ['2026-12-24', null], 'upcoming'],
  ['a day to come beside an earlier year', ['2026-12-24', '2025'], 'out'],
  ['a day to come beside a day that is past', ['2026-12-24', '2026-03-01'], 'out'],
  ['this year alone', ['2026'], 'out'],
  ['next year alone', ['2027'], 'upcoming'],
  ['another order of day and month', ['03-02-2098'], 'upcoming'],
  ['no date', [null], 'out'],
];

describe('a work is out or upcoming by', () => {
  for (const [what, dates, expected] of RELEASES) {
    test(what, () => {
      const rows = dates.map((releaseDate, index) =>
        makeKnown({ id: `r${index}`, title: 'Green Dusk', series: at('Hours', '3'), releaseDate }),
      );
      const { gaps, upcoming } = find([...HOURS.slice(0, 2), ...rows]);
      assert.equal(upcoming.length, expected === 'upcoming' ? 1 : 0);
      assert.equal(gaps.length, expected === 'upcoming' ? 0 : 1);
    });
  }

  test('what a tracker lists is out', () => {
    const row = { title: 'Green Dusk', series: at('Hours', '3') };
    const known = [
      ...HOURS.slice(0, 2),
      makeKnown({ ...row, id: 'a', releaseDate: '2027-01-01' }),
      makeKnown({ ...row, id: 'b', source: 'mam' }),
    ];
    assert.equal(find(known).gaps.length, 1);
  });
});

describe('an id names a work', () => {
  const isbn = '9780306406157';

  test('unless several volumes bear it', () => {
    const known = HOURS.map((work) => ({ ...work, isbn }));
    const library = HELD.map((item) => ({ ...item, isbn }));
    assert.deepEqual(find(known, library).gaps, ['h3 at 3', 'h4 at 4']);
  });

  test('unless its last digit does not fit', () => {
    const wrong = '9780306406158';
    const known = HOURS.map((work) => (work.id === 'h3' ? { ...work, isbn: wrong } : work));
    const library = [...HELD, makeItem({ id: 'x', title: 'Track 1', isbn: wrong })];
    assert.deepEqual(find(known, library).gaps, ['h3 at 3', 'h4 at 4']);
  });
});

describe('a series', () => {
  const turns = ['Ada Quill', 'Ben Roth', 'Cleo Sand', 'Ada Quill'].map((author, index) =>
    makeKnown({
      id: `t${index + 1}`,
      title: TITLES[index] ?? '',
      authors: [author],
      series: at('Turns', `${index + 1}`),
    }),
  );
  const heldOf = (...numbers: readonly number[]) =>
    numbers.map((n) =>
      makeItem({
        id: `i${n}`,
        title: TITLES[n - 1] ?? '',
        authors: turns[n - 1]?.authors ?? [],
        series: at('Turns', `${n}`),
      }),
    );

  test('that many write by turns is one, though the library holds one of them', () => {
    assert.deepEqual(find(turns, heldOf(1, 4)).gaps, ['t2 at 2', 't3 at 3']);
  });

  test('of one who counts on alone is not that of a namesake', () => {
    const known = turns.map((work, index) =>
      index === 1 ? { ...work, authors: ['Ada Quill'] } : work,
    );
    assert.deepEqual(find(known.slice(0, 3), heldOf(1)).gaps, ['t2 at 2']);
  });

  test('whose items say no language is wanted in that of their recordings', () => {
    const library = HELD.map((item) => ({ ...item, language: null }));
    const german = makeKnown({
      id: 'g',
      title: 'Tiefe Nacht',
      series: at('Hours', '5'),
      language: 'German',
    });
    assert.deepEqual(find([...HOURS, german], library).gaps, ['h3 at 3', 'h4 at 4']);
  });

  test('is not whole because a collection of tales is held', () => {
    const tales = makeItem({ id: 't', title: 'The Hour Collection', series: at('Hours', null) });
    assert.deepEqual(find(HOURS, [...HELD, tales]).gaps, ['h3 at 3', 'h4 at 4']);
    const whole = makeItem({ id: 't', title: 'Hours Complete Box Set', series: at('Hours', null) });
    assert.deepEqual(find(HOURS, [...HELD, whole]).gaps, []);
  });

  test('is one, though the catalogue knows it under a longer name as well', () => {
    const known = HOURS.map((work, index) =>
      index < 3 ? { ...work, series: at('Golden Hours', `${index + 1}`) } : work,
    );
    assert.deepEqual(find(known).gaps, ['h3 at 3', 'h4 at 4']);
  });
});

test('what is made from a work is no gap of a collected author', () => {
  const library = Array.from({ length: 10 }, (_, n) =>
    makeItem({ id: `${n}`, title: `Tale ${n}` }),
  );
  const known = [
    makeKnown({ id: 'a', title: 'Summary of Warbreaker' }),
    makeKnown({ id: 'b', title: 'Warbreaker: A Study Guide' }),
    makeKnown({ id: 'c', title: 'Sixth of the Dusk', subtitle: 'A Novella' }),
    makeKnown({ id: 'd', title: 'Firstborn', runtimeMinutes: 70 }),
    makeKnown({ id: 'e', title: 'Elantris', runtimeMinutes: 1700 }),
  ];
  assert.deepEqual(find(known, library).gaps, ['e at null']);
});

test('a title that many authors use is told by its author, and takes no time', () => {
  const known = Array.from({ length: 2000 }, (_, n) =>
    makeKnown({ id: `k${n}`, title: 'Home', authors: [`Anna ${'abcdefghij'[n % 10]}${n}son`] }),
  );
  const mine = makeKnown({ id: 'mine', title: 'Home', series: at('Hours', '3') });
  const home = makeItem({ id: 'home', title: 'Home' });
  assert.deepEqual(find([...HOURS.slice(0, 2), mine, ...known], [...HELD, home]).gaps, []);
  assert.deepEqual(find([...HOURS.slice(0, 2), mine, ...known]).gaps, ['mine at 3']);
});
