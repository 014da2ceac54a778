import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { languageCode } from '../../src/domain/languages.ts';
import {
  areForms,
  authorKey,
  authorKeys,
  isJunkAuthor,
  isWithin,
  seriesKey,
  textKey,
  titleKey,
} from '../../src/domain/names.ts';

const SAME: readonly (readonly [(text: string) => string, string, readonly string[]])[] = [
  [textKey, 'les miserables', ['Les Misérables', 'LES MISE\u0301RABLES', ' les…miserables! ']],
  [
    textKey,
    'the housemaids secret',
    [
      'The Housemaid’s Secret',
      "The Housemaid's Secret",
      'The Housemaid´s Secret',
      'the housemaidʼs secret',
    ],
  ],
  [textKey, 'fire and blood', ['Fire & Blood', 'Fire and Blood', 'FIRE_AND_BLOOD']],
  [textKey, 'bjorn ostraede', ['Bjørn Østræde']],
  [
    authorKey,
    'jrr tolkien',
    ['J. R. R. Tolkien', 'J.R.R. Tolkien', 'JRR Tolkien', 'Tolkien, J. R. R.', 'J R R Tolkien'],
  ],
  [
    authorKey,
    'martin luther king',
    ['Martin Luther King, Jr.', 'Martin Luther King Jr', 'Martin Luther King'],
  ],
  [authorKey, 'jr ward', ['J.R. Ward', 'J. R. Ward', 'Ward, J.R.', 'Ward, J. R.']],
  [authorKey, 'ken liu', ['Ken Liu - translator', 'Liu, Ken']],
  [authorKey, 'malcolm x', ['Malcolm X']],
  [
    seriesKey,
    'wheel of time',
    ['The Wheel of Time', 'Wheel of Time Series', 'wheel of time saga', 'The Wheel of Time Cycle'],
  ],
  [seriesKey, 'saga', ['The Saga', 'Saga']],
  [
    titleKey,
    'the way of kings',
    [
      'The Way of Kings',
      'The Way of Kings (Unabridged)',
      'The Way of Kings, Book 1',
      'The Way of Kings: The Stormlight Archive, Book 1',
      'The Way of Kings (The Stormlight Archive #1)',
      'The Way of Kings [Unabridged] [M4B]',
    ],
  ],
  [
    titleKey,
    'dungeon crawler carl',
    ['Dungeon Crawler Carl: A LitRPG Adventure', 'Dungeon Crawler Carl, Book One'],
  ],
  [
    titleKey,
    'mistborn the final empire',
    ['Mistborn: The Final Empire', 'Mistborn - The Final Empire'],
  ],
];

const DIFFERENT: readonly (readonly [(text: string) => string, string, string])[] = [
  [titleKey, 'The Housemaid', 'The Housemaid’s Secret'],
  [titleKey, 'Dungeon Crawler Carl', 'This Inevitable Ruin: Dungeon Crawler Carl, Book 7'],
  [titleKey, 'Town 4', 'Town 2'],
  [titleKey, 'The Book Thief', 'The Thief'],
  [authorKey, 'Malcolm X', 'Malcolm'],
  [seriesKey, 'Mistborn', 'Mistborn Era Two'],
];

describe('names', () => {
  for (const [key, expected, spellings] of SAME) {
    for (const spelling of spellings) {
      test(`${key.name}(${JSON.stringify(spelling)}) is ${expected}`, () => {
        assert.equal(key(spelling), expected);
      });
    }
  }

  for (const [key, one, other] of DIFFERENT) {
    test(`${key.name} tells ${one} from ${other}`, () => assert.notEqual(key(one), key(other)));
  }

  test('a title drops the pieces that are its own series', () => {
    assert.equal(titleKey('Mistborn: The Final Empire', ['mistborn']), 'the final empire');
    assert.equal(titleKey('Drizzt 07 - The Legacy (Unabridged)', ['drizzt']), 'the legacy');
    assert.equal(titleKey('Mistborn', ['mistborn']), 'mistborn');
  });

  for (const junk of [
    'Unknown Artist',
    'Various',
    'various authors',
    'Unknown',
    'Anonymous',
    'N/A',
    'n.a.',
    ' ',
    '???',
    '[Unknown]',
  ]) {
    test(`${JSON.stringify(junk)} is no author`, () => assert.equal(isJunkAuthor(junk), true));
  }

  test('a real author is no junk, and each is keyed once', () => {
    assert.equal(isJunkAuthor('Ann Unknown'), false);
    assert.deepEqual(authorKeys(['J.K. Rowling', 'Various', 'J. K. Rowling', 'Stephen Fry']), [
      'jk rowling',
      'stephen fry',
    ]);
  });

  for (const [written, code] of [
    ['English', 'en'],
    ['eng', 'en'],
    ['en-US', 'en'],
    ['ENG', 'en'],
    ['Deutsch', 'de'],
    ['Français', 'fr'],
    ['Klingon', 'klingon'],
    ['', null],
    [null, null],
    ['Unknown', null],
  ] as const) {
    test(`the language ${JSON.stringify(written)} is ${code}`, () =>
      assert.equal(languageCode(written), code));
  }
});

describe('every key', () => {
  const pieces = fc.constantFrom(
    'J.',
    'R. R.',
    'é',
    'e\u0301',
    'ﬁ',
    '´',
    '’',
    'Book 3',
    ': ',
    ' - ',
    '(Unabridged)',
    'The ',
    ' Series',
    ' saga',
    '#4',
    ', ',
    'Σ',
    'ς',
    'İ',
    'ß',
    '½',
    '가',
    'が',
    ' of ',
    'III',
    'Jr.',
    'A Novel',
  );
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.string({ unit: 'binary' }),
    fc
      .array(fc.oneof(pieces, fc.string({ maxLength: 4 })), { maxLength: 8 })
      .map((parts) => parts.join('')),
  );
  for (const key of [textKey, authorKey, seriesKey, (title: string) => titleKey(title)]) {
    const name = key.name || 'titleKey';
    test(`${name} is idempotent`, () => {
      fc.assert(
        fc.property(text, (value) => assert.equal(key(key(value)), key(value))),
        { numRuns: 500 },
      );
    });
    test(`${name} does not depend on the Unicode form`, () => {
      fc.assert(
        fc.property(text, fc.constantFrom('NFC', 'NFD', 'NFKC', 'NFKD'), (value, form) =>
          assert.equal(key(value.normalize(form)), key(value)),
        ),
        { numRuns: 500 },
      );
    });
  }
});

const WITHIN: readonly (readonly [short: string, long: string, is: boolean])[] = [
  ['erica falck', 'patrik hedstrom and erica falck', true],
  ['patrik hedstrom', 'patrik hedstrom and erica falck', true],
  ['hedstrom and', 'patrik hedstrom and erica falck', true],
  ['town', 'town', true],
  ['town 1', 'town 12', false],
  ['hound', 'the greyhounds', false],
  ['patrik falck', 'patrik hedstrom and erica falck', false],
  ['a longer name', 'name', false],
  ['', 'anything', false],
  ['', '', false],
];

for (const [short, long, is] of WITHIN) {
  test(`“${short}” is ${is ? '' : 'not '}within “${long}”`, () => {
    assert.equal(isWithin(short, long), is);
    if (is) assert.ok(areForms(short, long) && areForms(long, short));
  });
}

test('names of which neither is within the other are no forms of one', () => {
  assert.equal(areForms('father brown', 'sister brown'), false);
  assert.equal(areForms('', 'father brown'), false);
});
