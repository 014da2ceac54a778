import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import {
  contradicts,
  covers,
  formatPositions,
  isGiven,
  isPack,
  parsePositions,
  positionsInTitle,
  wholeVolumes,
} from '../../src/domain/positions.ts';
import { positionsAfterSeries } from '../../src/domain/works.ts';

const POSITIONS: readonly (readonly [string | null, string, readonly number[]])[] = [
  [null, '?', []],
  ['', '?', []],
  ['  ', '?', []],
  ['1', '1', [1]],
  ['01', '1', [1]],
  ['1.0', '1', [1]],
  ['2.5', '2.5', []],
  ['0', '0', []],
  ['0.5', '0.5', []],
  ['1-3', '1-3', [1, 2, 3]],
  ['1–3', '1-3', [1, 2, 3]],
  ['1 - 3', '1-3', [1, 2, 3]],
  ['3-1', '1-3', [1, 2, 3]],
  ['0-3', '0-3', [1, 2, 3]],
  ['1.5-3.5', '1.5-3.5', [2, 3]],
  ['1-3, 13.5', '1-3, 13.5', [1, 2, 3]],
  ['01-04, 13.5', '1-4, 13.5', [1, 2, 3, 4]],
  ['1, 2 and 3', '1, 2, 3', [1, 2, 3]],
  ['1p2', '1 part 2', [1]],
  ['1, Part 2', '1 part 2', [1]],
  ['1 part 2 of 3', '1 part 2', [1]],
  ['4 (Part 1)', '4 part 1', [4]],
  ['1a', '1 part 1', [1]],
  ['1 of 3', '1', [1]],
  ['Vol. 5 & 6', '5, 6', [5, 6]],
  ['Book 13', '13', [13]],
  ['Books 1 to 3', '1-3', [1, 2, 3]],
  ['Book Three', '3', [3]],
  ['IV', '4', [4]],
  ['#4', '4', [4]],
  ['#1-#3', '1-3', [1, 2, 3]],
  ['Prequel', 'outside the numbering', []],
  ['Novella', 'outside the numbering', []],
  ['-1', 'outside the numbering', []],
  ['1984', '1984', [1984]],
  ['1-99999', 'outside the numbering', []],
  ['123456789', 'outside the numbering', []],
];

const TITLES: readonly (readonly [string, string])[] = [
  ['The Wandering Inn, Book 9', '9'],
  ['Overlord, Vol. 3', '3'],
  ['Mistborn: Books 1-3', '1-3'],
  ['Master of the Senate (CD 01-38)', '?'],
  ['All Creatures - Disc 1-12', '?'],
  ['All Creatures, Book 2 (CDs 1 to 12)', '2'],
  ['Millénium, Tome 2', '2'],
  ['Franz Eberhofer, Band 4', '4'],
  ['Sword Art Online Vol. 5 & 6', '5, 6'],
  ['Foundation (Foundation #1)', '1'],
  ['Wool, Volume II', '2'],
  ['Cradle: Book Four', '4'],
  ['Redwall Book 2: Mossflower', '2'],
  ['The Book Thief', '?'],
  ['Fahrenheit 451', '?'],
  ['Book of the New Sun', '?'],
  ['No. 6', '?'],
];

describe('positions', () => {
  for (const [text, shown, volumes] of POSITIONS) {
    test(`${JSON.stringify(text)} is ${shown}, which is volumes ${JSON.stringify(volumes)}`, () => {
      const set = parsePositions(text);
      assert.equal(formatPositions(set), shown);
      assert.deepEqual(wholeVolumes(set), volumes);
    });
  }

  for (const [title, shown] of TITLES) {
    test(`the title ${title} gives ${shown}`, () => {
      assert.equal(formatPositions(positionsInTitle(title)), shown);
    });
  }

  test('a bare number counts right behind the name of the series only', () => {
    assert.equal(formatPositions(positionsAfterSeries('Town 4', 'town')), '4');
    assert.equal(formatPositions(positionsAfterSeries('Drizzt 07 - The Legacy', 'drizzt')), '7');
    assert.equal(formatPositions(positionsAfterSeries('Fahrenheit 451', 'town')), '?');
    assert.equal(formatPositions(positionsAfterSeries('Townsend 4', 'town')), '?');
  });

  test('a part of a volume is owned as that volume, and does not cover it', () => {
    const part = parsePositions('1p2');
    assert.deepEqual(wholeVolumes(part), [1]);
    assert.equal(covers(part, 1), false);
    assert.equal(covers(parsePositions('1-3'), 2), true);
    assert.equal(isPack(parsePositions('1-3')), true);
    assert.equal(isPack(parsePositions('1, 1.5')), false);
  });

  test('what is not given contradicts nothing', () => {
    assert.equal(contradicts(parsePositions(null), parsePositions('4')), false);
    assert.equal(contradicts(parsePositions('4'), parsePositions('5')), true);
    assert.equal(contradicts(parsePositions('1-3'), parsePositions('3')), false);
    assert.equal(contradicts(parsePositions('Prequel'), parsePositions('1')), true);
  });

  test('any text is read without an error, in bounded time, and shown so that it reads the same', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc
        .array(
          fc.constantFrom(
            '1',
            '2.5',
            '-',
            ',',
            ' ',
            '#',
            'Book ',
            'part ',
            'p',
            '&',
            'a',
            'IV',
            '99999',
          ),
          { maxLength: 30 },
        )
        .map((parts) => parts.join('')),
    );
    fc.assert(
      fc.property(text, (value) => {
        const set = parsePositions(value);
        assert.ok(wholeVolumes(set).length <= 60_000);
        if (set.aside || !isGiven(set)) return;
        assert.deepEqual(wholeVolumes(parsePositions(formatPositions(set))), wholeVolumes(set));
      }),
      { numRuns: 1000 },
    );
  });

  test('a volume is covered exactly when its number lies in what was written', () => {
    fc.assert(
      fc.property(fc.nat(250), fc.nat(250), fc.nat(400), (from, width, n) => {
        const set = parsePositions(`${from}-${from + width}`);
        assert.equal(covers(set, n), from <= n && n <= from + width);
      }),
    );
  });
});
