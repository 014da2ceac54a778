import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { minutesIn } from '../../src/domain/lengths.ts';
import { formatPositions } from '../../src/domain/positions.ts';
import { pieceKey, readTitle } from '../../src/domain/titles.ts';

function read(title: string, series: readonly string[] = [], subtitle: string | null = null) {
  const authors = new Set(['louisepenny']);
  const narrators = ['James Marsters'];
  return readTitle({ title, subtitle, seriesKeys: new Set(series), authors, narrators });
}

/** Title, series known beside it, what tells the work, and the position. */
const TITLES: readonly (readonly [string, readonly string[], readonly string[], string])[] = [
  ['Drizzt 07 - The Legacy (Unabridged)', ['drizzt'], ['legacy'], '7'],
  ['Drizzt 07 - The Legacy (Unabridged)', [], ['legacy'], '?'],
  ['This Inevitable Ruin: Dungeon Crawler Carl, Book 7', [], ['thisinevitableruin'], '7'],
  ['Dungeon Crawler Carl Book 7: This Inevitable Ruin', [], ['thisinevitableruin'], '7'],
  [
    'Dungeon Crawler Carl 7 This Inevitable Ruin',
    ['dungeon crawler carl'],
    ['thisinevitableruin'],
    '7',
  ],
  ['Dungeon Crawler Carl: A LitRPG/Gamelit Adventure', [], ['dungeoncrawlercarl'], '?'],
  ['Dungeon Crawler Carl', ['dungeon crawler carl'], [], '?'],
  ['Town 4', ['town'], [], '4'],
  ['Town 4', [], ['town4'], '?'],
  ['He Who Fights with Monsters 4: A LitRPG Adventure', ['he who fights with monsters'], [], '4'],
  ['Will.Wight.-.Cradle.01.-.Unsouled', ['cradle'], ['willwight', 'unsouled'], '1'],
  ['Riftwar Saga 2 & 3: Silverthorn', ['riftwar'], ['silverthorn'], '2, 3'],
  ['Legends of the First Empire 1,2,3', ['legends of the first empire'], [], '1, 2, 3'],
  ['Tiger and Del 1 to 4', ['tiger and del'], [], '1-4'],
  ['Vorkosigan Saga [3, 4]', ['vorkosigan'], [], '3, 4'],
  ['The Infinite Sea: The Second Book of the 5th Wave', ['5th wave'], ['infinitesea'], '2'],
  [
    'Chief Inspector Gamache 08 - The Beautiful Mystery',
    ['chief inspector gamache'],
    ['beautifulmystery'],
    '8',
  ],
  ['A Deadly Education (Lesson One of the Scholomance)', ['scholomance'], ['deadlyeducation'], '1'],
  ['The Kingkiller Chronicle, Day 2', ['kingkiller chronicle'], [], '2'],
  ['Storm Front, The Dresden Files Book 1', ['dresden files'], ['stormfront'], '1'],
  ['The Legacy_ Drizzt_ Book 7', ['drizzt'], ['legacy'], '7'],
  ['Legacy, The', [], ['legacy'], '?'],
  ['The Legacy: Drizzt: Book 7', [], ['legacy'], '7'],
  ['07 The Legacy', [], ['legacy'], '?'],
  ['61 Hours', [], ['61hours'], '?'],
  ['Louise.Penny.Gamache.03.The.Cruelest.Month', ['gamache'], ['cruelestmonth'], '3'],
  ['4.50 from Paddington', [], ['450frompaddington'], '?'],
  ['A Caribbean Mystery', [], ['caribbeanmystery'], '?'],
  ['A Caribbean Mystery: A Novel', [], ['caribbeanmystery'], '?'],
  ['All the Skills: A Deck-Building LitRPG', ['all the skills'], [], '?'],
  ['Promise of Blood: The Powder Mage Trilogy, Book 1', [], ['promiseofblood'], '1'],
  ['Storm Front - James Marsters', [], ['stormfront'], '?'],
  ['The Saxon Tales 1-3', ['saxon tales'], [], '1-3'],
  ['A Court of Thorns and Roses 3', ['a court of thorns and roses'], [], '3'],
  ['Ascendance of a Bookworm: Part 2 Volume 1', ['ascendance of a bookworm'], ['p2v1'], '?'],
  ['Harry Bosch X - The Narrows', ['harry bosch'], ['narrows'], '10'],
  ['Louise Penny - Gamache 03 - The Cruelest Month', ['gamache'], ['cruelestmonth'], '3'],
  [
    'The Cruelest Month by Louise Penny (read by Ralph Cosham) [64 kbps]',
    [],
    ['cruelestmonth'],
    '?',
  ],
  ['Mistborn: The Final Empire', ['mistborn'], ['finalempire'], '?'],
  ['Sapiens: A Brief History of Humankind', [], ['sapiens', 'briefhistoryofhumankind'], '?'],
  ['The Mistborn Trilogy', ['mistborn'], [], '1-3'],
  ['Ready Player Two', [], ['readyplayer2'], '?'],
  ['1984', [], ['1984'], '?'],
];

const LENGTHS: readonly (readonly [string, number | null])[] = [
  ['Length: 12 hrs and 30 mins', 750],
  ['12h 30m, unabridged', 750],
  ['Duration 12:30:05', 750],
  ['Running time: 12:30', 750],
  ['It takes 10 hours. Or 20 hours.', null],
  ['approx. 11.4 hrs', 684],
  ['She lost them all. 6 hrs 40', 400],
  ['Unabridged, 5 hrs 18', 318],
  ['12 hrs, 3 CDs', 720],
  ['11 Hours 24 Minutes | 128 Kbps', 684],
  ['64 kbps, 22 kHz', null],
  ['', null],
];

describe('titles', () => {
  for (const [title, series, pieces, position] of TITLES) {
    test(`${title} beside [${series.join()}] tells [${pieces.join()}] at ${position}`, () => {
      const reading = read(title, series);
      assert.deepEqual(reading.pieces, pieces);
      assert.equal(formatPositions(reading.positions), position);
    });
  }

  test('title and subtitle may be swapped', () => {
    assert.deepEqual(read('The Dresden Files, Book 1', [], 'Storm Front').pieces, ['stormfront']);
    assert.deepEqual(read('Storm Front', [], 'The Dresden Files, Book 1').pieces, ['stormfront']);
  });

  test('a part of a work says so', () => {
    assert.equal(read('Oathbringer (1 of 6) [Dramatized Adaptation]').part, '1 of 6');
    assert.equal(read('Cradle, Book 2 of 12').part, null);
  });

  test('reading does not depend on the Unicode form, and keys of pieces are idempotent', () => {
    const text = fc.oneof(
      fc.constantFrom(...TITLES.map(([title]) => title), '↉'),
      fc.string({ unit: 'grapheme', maxLength: 40 }),
    );
    fc.assert(
      fc.property(text, fc.constantFrom('NFC', 'NFD', 'NFKD'), (title, form) => {
        assert.deepEqual(read(title.normalize(form), ['drizzt']), read(title, ['drizzt']));
        assert.equal(pieceKey(pieceKey(title)), pieceKey(title));
      }),
      { numRuns: 500 },
    );
  });

  for (const [text, minutes] of LENGTHS) {
    test(`${JSON.stringify(text)} plays ${minutes ?? 'nobody knows how many'} minutes`, () => {
      assert.equal(minutesIn(text), minutes);
    });
  }
});
