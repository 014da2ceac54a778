import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readOrdinal } from '../../src/domain/ordinals.ts';
import { formatPositions } from '../../src/domain/positions.ts';
import { readTitle } from '../../src/domain/titles.ts';

function read(title: string, subtitle: string | null, series: readonly string[] = []) {
  const authors = new Set(['willdurant', '~durantwill']);
  return readTitle({ title, subtitle, seriesKeys: new Set(series), authors });
}

function claimsOf(subtitle: string, series: readonly string[] = []): readonly string[] {
  const { claims } = read('A Title of Its Own', subtitle, series);
  return claims.map(({ key, positions }) => `${key} ${formatPositions(positions)}`);
}

/** A subtitle, and the place that it gives. */
const PLACES: readonly (readonly [string, string])[] = [
  ['The Fourth Chronicle of Brother Cadfael', 'brother cadfael 4'],
  ['The Twentieth Chronicle of Brother Cadfael', 'brother cadfael 20'],
  ['The Third Book of the Malazan Book of the Fallen', 'malazan book of the fallen 3'],
  ['The second and final novel in the Sun Eater series', 'sun eater 2'],
  ['The first book in the gripping Jessie Cole series', 'jessie cole 1'],
  ['Third in the Inspector Banks series', 'inspector banks 3'],
  ['Book Three of the Kilo-Five Trilogy', 'kilo five 3'],
  ['Book II of the Fitz and the Fool Trilogy', 'fitz and the fool 2'],
  ['The Fourth Rivers of London novel', 'rivers of london 4'],
  ['The 12th Jack Reacher Thriller', 'jack reacher 12'],
  ['The Twenty-First Inspector Rebus Novel', 'inspector rebus 21'],
  ["Phryne Fisher's Murder Mysteries 5", 'phryne fishers murder mysteries 5'],
  ['An Inspector Montalbano Novel 4', 'inspector montalbano 4'],
  ['An Inspector Montalbano Novel, Book 4', 'inspector montalbano 4'],
  ['A Royal Spyness Mystery 5', 'royal spyness 5'],
  ['Jackson Lamb Thriller 7', 'jackson lamb 7'],
  ['Phryne Fisher Mystery No. 1', 'phryne fisher 1'],
  ['Dr Ruth Galloway 15', 'dr ruth galloway 15'],
  ['LBJ 1', 'lbj 1'],
  ['Kommissar Dupins vierter Fall', 'kommissar dupin 4'],
  ['Der dritte Fall für Commissario Brunetti', 'commissario brunetti 3'],
  ['Der 4. Fall für Carl Mørck', 'carl morck 4'],
  ['Band 4 der Franz-Eberhofer-Reihe', 'franz eberhofer 4'],
  ['Franz Eberhofer, Band 4', 'franz eberhofer 4'],
  ['La troisième enquête du commissaire Adamsberg', 'commissaire adamsberg 3'],
  ['Commissaire Adamsberg, Tome 6', 'commissaire adamsberg 6'],
  ['La tercera novela de la serie Baztán', 'baztan 3'],
  ['Libro 2 de la Trilogía del Baztán', 'baztan 2'],
  ['Il primo caso del commissario Montalbano', 'commissario montalbano 1'],
  ['De derde zaak van Inspecteur Van In', 'inspecteur van in 3'],
];

describe('a place in a series', () => {
  for (const [subtitle, place] of PLACES) {
    test(`${subtitle} is ${place}, and no title`, () => {
      assert.deepEqual(claimsOf(subtitle), [place]);
      const reading = read('A Title of Its Own', subtitle);
      assert.deepEqual(reading.pieces, ['titleofitsown']);
      assert.equal(formatPositions(reading.positions), place.split(' ').at(-1));
      assert.equal(reading.isCollection, false);
    });
  }

  test('a name that is known stays as it is', () => {
    const known = ['a dc smith investigation', 'kommissar dupins'];
    assert.deepEqual(claimsOf('A DC Smith Investigation, Book 3', known), [
      'a dc smith investigation 3',
    ]);
    assert.deepEqual(claimsOf('Jackson Lamb Thriller 7', ['jackson lamb thriller']), [
      'jackson lamb thriller 7',
    ]);
  });

  test('each series of several has its own number', () => {
    const series = ['liveship traders', 'realm of the elderlings'];
    const { claims } = read(
      'Mad Ship (Liveship Traders, #2; Realm of the Elderlings, #5)',
      null,
      series,
    );
    assert.deepEqual(
      claims.map(({ key, positions }) => [key, formatPositions(positions)]),
      [
        ['liveship traders', '2'],
        ['realm of the elderlings', '5'],
      ],
    );
  });

  test('a mark right behind a series is its number', () => {
    assert.deepEqual(claimsOf('Star Trek: Coda: Book 3', ['star trek coda']), ['star trek coda 3']);
    assert.deepEqual(claimsOf('Drizzt: Book 7', ['drizzt']), ['drizzt 7']);
  });

  test('a novella stands beside the volumes', () => {
    const { claims, positions } = read('The List', 'A Jackson Lamb Novella', ['jackson lamb']);
    assert.deepEqual(claims, [{ key: 'jackson lamb', positions: { spans: [], aside: true } }]);
    assert.equal(formatPositions(positions), '?');
  });

  test('a series of its own that starts with the name of another is not that', () => {
    assert.deepEqual(claimsOf('Falco: The New Generation', ['falco']), [
      'falco the new generation ?',
    ]);
  });
});

/** Subtitles that sound alike, and give no place. */
const NO_PLACES: readonly string[] = [
  'The Perilous Voyage of Apollo 13',
  'E Company in World War 2',
  'The First World War Story',
  'A History of the Second World War',
  'Ages 9 to 12',
  'The Second great migration and its aftermath',
];

describe('no place in a series', () => {
  for (const subtitle of NO_PLACES) {
    test(subtitle, () => assert.deepEqual(claimsOf(subtitle), []));
  }

  test('is told where nobody is named as the author', () => {
    const authors = new Set<string>();
    const title = 'Shirtaloon - He Who Fights with Monsters 5';
    assert.deepEqual(readTitle({ title, seriesKeys: new Set(), authors }).claims, []);
  });
});

/** Title, series known beside it, what tells the work, the position. */
const TITLES: readonly (readonly [string, readonly string[], readonly string[], string])[] = [
  ['Star Wars: Thrawn Ascendancy (Book I: Chaos Rising)', ['star wars'], ['chaosrising'], '1'],
  ['Foundryside (Book 1: The Founders Trilogy)', [], ['foundryside'], '1'],
  ['Star Trek: Picard: Second Self', ['star trek picard'], ['2self'], '?'],
  ['Warriors: The New Prophecy #1: Midnight', ['warriors the new prophecy'], ['midnight'], '1'],
  ['Star Trek: Picard', ['star trek picard'], ['startrek', 'picard'], '?'],
  ['Re:ZERO, Vol. 4 (light novel)', [], ['re0'], '4'],
  [
    'Ascendance of a Bookworm: Part 2: Apprentice Shrine Maiden, Volume 2',
    ['ascendance of a bookworm'],
    ['p2v2'],
    '?',
  ],
  ['TTC - The Early Middle Ages', [], ['earlymiddleages'], '?'],
  ['Untitled Rivers of London 11', ['rivers of london'], [], '11'],
  ['Untitled', [], ['untitled'], '?'],
  ['All_Change_(Cazalet_5)', [], ['allchange'], '5'],
  ['The Shape Of Water [Montalbano 1] MP3CD', [], ['shapeofwater'], '1'],
  ['Master of the Senate (CD 01-38)', [], ['masterofthesenate'], '?'],
  ['All Creatures Great & Small - Disc 1-12', [], ['allcreaturesgreatandsmall'], '?'],
  ['My Family and Other Animals - CD1-8', [], ['myfamilyandotheranimals'], '?'],
  ['Means of Ascent - Disc 1', [], ['meansofascent'], '?'],
  ['Means of Ascent [12 CDs]', [], ['meansofascent'], '?'],
  ['02 Dead Lions (2013) MP3 64kbps', [], ['deadlions'], '?'],
  ['H.M.S. Surprise [Unabridged] read by Patrick Tull', [], ['hmssurprise'], '?'],
  ['Der Schwarm (ungekürzte Lesung)', [], ['derschwarm'], '?'],
  ['Dampfnudelblues: Ein Provinzkrimi', [], ['dampfnudelblues'], '?'],
  ['The Duke & I (w/ 2nd Epilogue)', [], ['dukeandi'], '?'],
  ['Grim Riders Boxset (Books 3 - 4)', ['grim riders'], [], '3-4'],
  ["Sharpe's Eagle (Publication Order #1)", [], ['sharpeseagle'], '1'],
  ['Durant Will - The Life of Greece', [], ['lifeofgreece'], '?'],
  ['Durant - The Life of Greece', [], ['lifeofgreece'], '?'],
  ['Dungeon Crawler: A LitRPG Adventure 3', [], ['dungeoncrawler'], '3'],
];

describe('titles as files and shops write them', () => {
  for (const [title, series, pieces, position] of TITLES) {
    test(`${title} beside [${series.join()}] tells [${pieces.join()}] at ${position}`, () => {
      const reading = read(title, null, series);
      assert.deepEqual(reading.pieces, pieces);
      assert.equal(formatPositions(reading.positions), position);
      assert.deepEqual(reading.brackets, []);
    });
  }

  test('a part has a title of its own beside that of its work', () => {
    const reading = read('A Storm of Swords: Part 2 Blood and Gold', null);
    assert.deepEqual(reading.pieces, ['stormofswords']);
    assert.deepEqual(reading.asides, ['bloodandgold']);
    assert.equal(reading.part, 'Part 2');
  });
});

const ORDINALS: readonly (readonly [string, number | null])[] = [
  ['first', 1],
  ['Twenty-First', 21],
  ['thirtieth', 30],
  ['3rd', 3],
  ['4.', 4],
  ['fünfter', 5],
  ['siebte', 7],
  ['zwölften', 12],
  ['première', 1],
  ['deuxieme', 2],
  ['3ème', 3],
  ['séptimo', 7],
  ['tercer', 3],
  ['sesta', 6],
  ['achtste', 8],
  ['chronicle', null],
];

describe('ordinals', () => {
  for (const [word, number] of ORDINALS) {
    test(`${word} is ${number ?? 'none'}`, () => assert.equal(readOrdinal(word), number));
  }
});

test('a volume between commas is a place, and its title follows', () => {
  const series = ['civil war a narrative'];
  const commas = read(
    'The Civil War: A Narrative, Volume I, Fort Sumter to Perryville',
    null,
    series,
  );
  const colons = read(
    'The Civil War: A Narrative, Vol. 1: Fort Sumter to Perryville',
    null,
    series,
  );
  assert.deepEqual(commas.pieces, ['fortsumtertoperryville']);
  assert.deepEqual(commas.pieces, colons.pieces);
  assert.equal(formatPositions(commas.positions), '1');
});
