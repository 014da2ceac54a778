import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Gap } from '../../src/domain/gap.ts';
import { authorKey, seriesKey } from '../../src/domain/names.ts';
import {
  cleanForSearch,
  generateTerms,
  isSearchable,
  userTerm,
  type TermRules,
} from '../../src/domain/terms.ts';

function nextGap(series: string, author: string, position: number): Gap {
  return { ...seriesGap(series, author, position), kind: 'next' };
}

function seriesGap(series: string, author: string, position: number): Gap {
  const key = `series:${seriesKey(series)}:${authorKey(author)}:${position}`;
  return {
    key,
    kind: 'interior',
    series,
    position,
    authors: [author],
    held: 2,
    because: 'It is lacking.',
  };
}

function authorGap(author: string): Gap {
  const key = `author:${authorKey(author)}`;
  return {
    key,
    kind: 'author',
    series: null,
    position: null,
    authors: [author],
    held: 12,
    because: 'More.',
  };
}

function termsOf(gaps: readonly Gap[], held: Record<string, number> = {}, maxTerms = 100) {
  return generateTerms(gaps, { maxTerms, heldByAuthor: new Map(Object.entries(held)) });
}

const CLEAN: readonly (readonly [string, string])[] = [
  ['J. R. R. Tolkien', 'Tolkien'],
  ['J.K. Rowling', 'Rowling'],
  ['Ender’s Game', 'Ender Game'],
  ["O'Brien", 'Brien'],
  ['Either/Or (1843) | "Part" *', 'Either Or 1843 Part'],
  ['@home! ~now^ $5 <a> = b\\c-d', 'home now 5'],
  ['A Song of Ice and Fire', 'Song of Ice and Fire'],
  ['Les Misérables', 'Les Misérables'],
  ['S.T.A.L.K.E.R.', ''],
  ['!!!', ''],
];

describe('terms', () => {
  for (const [name, text] of CLEAN) {
    test(`${name} is searched as ${JSON.stringify(text)}`, () => {
      assert.equal(cleanForSearch(name), text);
      assert.equal(isSearchable(cleanForSearch(name)), text !== '');
    });
  }

  test('one series with gaps is searched as a series', () => {
    const { terms } = termsOf([
      seriesGap('Mistborn', 'Brandon Sanderson', 2),
      nextGap('Mistborn', 'Brandon Sanderson', 4),
    ]);
    assert.deepEqual(terms, [
      {
        kind: 'series',
        text: 'Mistborn',
        label: 'Mistborn',
        gapKeys: ['series:mistborn:brandon sanderson:2', 'series:mistborn:brandon sanderson:4'],
      },
    ]);
  });

  test('two series of one author are searched by one term, under the author', () => {
    const gaps = [
      seriesGap('Mistborn', 'Brandon Sanderson', 2),
      seriesGap('Elantris', 'Brandon Sanderson', 2),
    ];
    const { terms } = termsOf(gaps);
    assert.deepEqual(
      terms.map(({ kind, text }) => [kind, text]),
      [['author', 'Brandon Sanderson']],
    );
    assert.equal(terms[0]?.gapKeys.length, 2);
  });

  test('an author who is wanted whole is searched once, for the series too', () => {
    const { terms } = termsOf([
      authorGap('Brandon Sanderson'),
      seriesGap('Mistborn', 'Brandon Sanderson', 2),
    ]);
    assert.deepEqual(
      terms.map(({ kind, gapKeys }) => [kind, gapKeys.length]),
      [['author', 2]],
    );
  });

  test('come in the order of their worth: kind, then held, then text; the cap cuts the tail', () => {
    const gaps = [
      authorGap('Zoe Author'),
      nextGap('Beta', 'Bob Two', 3),
      nextGap('Alpha', 'Ann One', 3),
      seriesGap('Gamma', 'Cid Three', 1),
      seriesGap('Delta', 'Dan Four', 1),
      seriesGap('Epsilon', 'Eve Five', 1),
    ];
    const held = { 'eve five': 40, 'bob two': 3, 'ann one': 3 };
    const made = termsOf(gaps, held, 4);
    assert.deepEqual(
      made.terms.map((term) => term.text),
      ['Epsilon', 'Delta', 'Gamma', 'Alpha'],
    );
    assert.deepEqual(
      made.beyondCap.map((term) => term.text),
      ['Beta', 'Zoe Author'],
    );
    assert.deepEqual(termsOf([...gaps].reverse(), held, 4), made);
  });

  test('with one text are searched once, for the gaps of both', () => {
    const { terms } = termsOf([
      seriesGap('Legacy', 'Ann One', 1),
      seriesGap('Legacy!', 'Bob Two', 2),
    ]);
    assert.equal(terms.length, 1);
    assert.equal(terms[0]?.gapKeys.length, 2);
  });

  test('gaps whose name leaves nothing to search for are named', () => {
    const { terms, unsearchable } = termsOf([
      seriesGap('!!!', 'Ann One', 1),
      seriesGap('X', 'Bob Two', 1),
    ]);
    assert.deepEqual(terms, []);
    assert.deepEqual(unsearchable, ['series::ann one:1', 'series:x:bob two:1']);
  });

  test('each gap is in exactly one term or is unsearchable', () => {
    const gaps = [
      seriesGap('A', 'Ann One', 1),
      seriesGap('Beta', 'Ann One', 1),
      seriesGap('Beta', 'Bob Two', 1),
      authorGap('Q'),
      authorGap('Bob Two'),
    ];
    const made = termsOf(gaps, {}, 1);
    const keys = [...made.terms, ...made.beyondCap].flatMap((term) => term.gapKeys);
    assert.deepEqual([...keys, ...made.unsearchable].sort(), gaps.map((gap) => gap.key).sort());
  });
});

describe('a person’s own term', () => {
  const gaps = [
    seriesGap('Mistborn', 'Brandon Sanderson', 2),
    seriesGap('The Lord of the Rings', 'J. R. R. Tolkien', 2),
    authorGap('Brandon Sanderson'),
  ];
  const CASES: readonly (readonly [string, readonly string[]])[] = [
    ['Brandon Sanderson', ['series:mistborn:brandon sanderson:2', 'author:brandon sanderson']],
    ['sanderson', ['series:mistborn:brandon sanderson:2', 'author:brandon sanderson']],
    ['JRR Tolkien', ['series:lord of the rings:jrr tolkien:2']],
    ['J.R.R. Tolkien', ['series:lord of the rings:jrr tolkien:2']],
    ['lord rings', ['series:lord of the rings:jrr tolkien:2']],
    ['Mistborn Sanderson', []],
    ['Pratchett', []],
    ['', []],
  ];
  for (const [text, keys] of CASES) {
    test(`${JSON.stringify(text)} may fill ${keys.length} of the gaps`, () => {
      assert.deepEqual(userTerm(text, gaps).gapKeys, keys);
    });
  }

  test('is cleaned for the search and labelled as it was written', () => {
    assert.deepEqual(userTerm('  Ender’s Game! ', gaps), {
      kind: 'user',
      text: 'Ender Game',
      label: 'Ender’s Game!',
      gapKeys: [],
    });
  });
});

/** What the policy puts first, and the order of the searches. */
const FIRST: readonly (readonly [string, TermRules['first'], readonly string[]])[] = [
  ['all', { series: true, authors: true }, ['Mistborn', 'Elantris', 'Ann Other']],
  ['authors', { series: false, authors: true }, ['Ann Other', 'Mistborn', 'Elantris']],
  ['series', { series: true, authors: false }, ['Mistborn', 'Elantris', 'Ann Other']],
  ['nothing', { series: false, authors: false }, ['Mistborn', 'Elantris', 'Ann Other']],
];

for (const [what, first, expected] of FIRST) {
  test(`where the policy puts ${what} first, the searches are ${expected.join(', ')}`, () => {
    const gaps = [
      authorGap('Ann Other'),
      seriesGap('Mistborn', 'Brandon Sanderson', 3),
      nextGap('Elantris', 'Someone Else', 2),
    ];
    const rules = {
      maxTerms: 10,
      heldByAuthor: new Map<string, number>(),
      ...(first && { first }),
    };
    assert.deepEqual(
      generateTerms(gaps, rules).terms.map(({ text }) => text),
      expected,
    );
  });
}

describe('gaps that rest', () => {
  const due = seriesGap('Mistborn', 'Brandon Sanderson', 2);
  const sameSeries = nextGap('Mistborn', 'Brandon Sanderson', 4);
  const sameAuthor = nextGap('Elantris', 'Brandon Sanderson', 2);
  const elsewhere = seriesGap('Foundation', 'Isaac Asimov', 2);

  function termsFor(gaps: readonly Gap[], resting: readonly Gap[]) {
    const keys = new Set(resting.map(({ key }) => key));
    const rules = { maxTerms: 100, heldByAuthor: new Map(), resting: keys };
    const { terms } = generateTerms([...gaps, ...resting], rules);
    return terms.map(({ kind, text, gapKeys }) => [kind, text, gapKeys] as const);
  }

  test('make no term, and ride along on that of their series', () => {
    const terms = termsFor([due], [sameSeries, sameAuthor, elsewhere]);
    assert.deepEqual(terms, [['series', 'Mistborn', [due.key, sameSeries.key]]]);
  });

  test('ride along on that of their author, when it is made for others', () => {
    const other = nextGap('Warbreaker', 'Brandon Sanderson', 2);
    const terms = termsFor([due, other], [sameAuthor, elsewhere]);
    const keys = [due.key, sameAuthor.key, other.key];
    assert.deepEqual(terms, [['author', 'Brandon Sanderson', keys]]);
  });

  test('lend a term none of their worth', () => {
    const late = nextGap('Alcatraz', 'Ann Other', 2);
    const resting = seriesGap('Alcatraz', 'Ann Other', 1);
    const terms = termsFor([late, due], [resting]);
    assert.deepEqual(
      terms.map(([, text]) => text),
      ['Mistborn', 'Alcatraz'],
    );
  });

  test('all of them: no term at all', () => {
    assert.deepEqual(termsFor([], [due, sameAuthor]), []);
  });
});

test('a search for a known work’s title may fill its gap', () => {
  const gap = seriesGap('Mistborn', 'Brandon Sanderson', 3);
  const work = { title: 'The Hero of Ages', subtitle: null, series: [], narrators: [] };
  const known = {
    ...gap,
    work: { ...work, runtimeMinutes: null, language: null, releaseDate: null },
  };
  assert.deepEqual(userTerm('Hero of Ages', [known]).gapKeys, [gap.key]);
  assert.deepEqual(userTerm('Hero of Ages', [gap]).gapKeys, []);
});
