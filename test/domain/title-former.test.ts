import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { compareTitles } from '../../src/domain/matching/likeness.ts';
import { readTitle } from '../../src/domain/titles.ts';

function read(title: string, subtitle: string | null = null) {
  return readTitle({ title, subtitle, seriesKeys: new Set(), authors: new Set(['barryeisler']) });
}

/** Title, subtitle, what tells the work, and its other titles. */
const FORMER: readonly (readonly [string, string | null, readonly string[], readonly string[]])[] =
  [
    ['Clean Kill', 'Previously Published as Rain Fall', ['cleankill'], ['rainfall']],
    ['Clean Kill', 'Previously published as: Rain Fall', ['cleankill'], ['rainfall']],
    [
      'Lonely Resurrection',
      'Previously Published as Hard Rain and Blood from Blood',
      ['lonelyresurrection'],
      ['hardrainandbloodfromblood', 'hardrain', 'bloodfromblood'],
    ],
    ['Epic', 'Originally published as War and Peace', ['epic'], ['warandpeace']],
    ['Truelove (originally titled Clarissa Oakes)', null, ['truelove'], ['clarissaoakes']],
    ['Truelove (formerly Clarissa Oakes)', null, ['truelove'], ['clarissaoakes']],
    ['Truelove (aka Clarissa Oakes)', null, ['truelove'], ['clarissaoakes']],
    ['Truelove [a.k.a. Clarissa Oakes]', null, ['truelove'], ['clarissaoakes']],
    ['Truelove - Also known as Clarissa Oakes', null, ['truelove'], ['clarissaoakes']],
    ['Midnight Riot (UK title: Rivers of London)', null, ['midnightriot'], ['riversoflondon']],
    ['Midnight Riot (UK: Rivers of London)', null, ['midnightriot'], ['riversoflondon']],
    ['Midnight Riot (British title Rivers of London)', null, ['midnightriot'], ['riversoflondon']],
    ['Golden Compass (Northern Lights in the UK)', null, ['goldencompass'], ['northernlights']],
    [
      'Cruellest Month (published in the US as The Cruelest Month)',
      null,
      ['cruellestmonth'],
      ['cruelestmonth'],
    ],
    ['Painter, first published as The Artist', null, ['painter'], ['artist']],
    ['Eine Frage (Originaltitel: The Question)', null, ['einefrage'], ['question']],
    ['Eine Frage', 'Früher erschienen als Die Antwort', ['einefrage'], ['dieantwort']],
    ['Une question (titre original : The Question)', null, ['unequestion'], ['question']],
    ['Rain Fall', 'First published in 2002', ['rainfall'], []],
    // At a title's head, and in the middle of a sentence, it is the title.
    ['Formerly Known as Princess', null, ['formerlyknownasprincess'], []],
    ['The Assassin Formerly Known as Tom', null, ['assassinformerlyknownastom'], []],
    ['Also Known As', null, ['alsoknownas'], []],
  ];

describe('former and regional titles', () => {
  for (const [title, subtitle, pieces, former] of FORMER) {
    test(`${title} | ${subtitle ?? ''} tells [${pieces.join()}], once [${former.join()}]`, () => {
      const reading = read(title, subtitle);
      assert.deepEqual(reading.pieces, pieces);
      assert.deepEqual(reading.former, former);
      for (const name of former) assert.ok(reading.asides.includes(name), 'it is found by it');
    });
  }

  test('name the same work', () => {
    const now = read('A Clean Kill in Tokyo', 'Previously Published as Rain Fall');
    assert.equal(compareTitles(now, read('Rain Fall')), 'same');
    assert.equal(compareTitles(read('Rain Fall'), now), 'same');
    assert.equal(compareTitles(now, read('Hard Rain')), 'different');
    assert.equal(compareTitles(now, read('A Clean Kill in Tokyo')), 'same');
  });

  test('name the first volume, where they name the series', () => {
    const names = { seriesKeys: new Set(['temeraire']), authors: new Set(['naominovik']) };
    const now = readTitle({ title: 'His Majesty’s Dragon (aka Temeraire)', ...names });
    assert.equal(compareTitles(now, readTitle({ title: 'Temeraire', ...names })), 'same');
    assert.equal(compareTitles(now, readTitle({ title: 'Temeraire, Book 5', ...names })), 'untold');
  });

  test('a series that one of them has in its name is no other title', () => {
    const names = { seriesKeys: new Set(['star wars thrawn']), authors: new Set(['timothyzahn']) };
    const cut = readTitle({ title: 'Star Wars: Thrawn: Alliances', ...names });
    const whole = readTitle({ title: 'Thrawn: Alliances', ...names });
    assert.equal(compareTitles(cut, whole), 'same');
  });
});
