import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { comparePersons, personForms, splitNames } from '../../src/domain/authors.ts';

const SAME: readonly (readonly [string, string])[] = [
  ['JF Brink TheFirstDefier', 'TheFirstDefier'],
  ['JF Brink TheFirstDefier', 'J.F. Brink'],
  ['J. R. R. Tolkien', 'Tolkien, J.R.R.'],
  ['JRR Tolkien', 'John Ronald Reuel Tolkien'],
  ['Ursula K. Le Guin', 'Le Guin, Ursula K.'],
  ['Ursula Le Guin', 'Ursula K LeGuin'],
  ['George R.R. Martin', 'George Martin'],
  ['Andy Weir', 'Weir Andy'],
  ['Terry Pratchett & Neil Gaiman', 'Neil Gaiman'],
  ['Terry Pratchett, Neil Gaiman', 'Gaiman, Neil'],
  ['Brandon_Sanderson', 'Brandon Sanderson'],
  ['Jo Nesbø', 'Jo Nesbo'],
  ['Jo\u0301 Ne\u0301sbo', 'Jó Nésbo'],
  ['Shirtaloon (Travis Deverell)', 'Travis Deverell'],
  ['Shirtaloon, Travis Deverell', 'Shirtaloon'],
  ['pirateaba', 'Pirate Aba'],
  ['Travis Deverell Shirtaloon', 'Travis Deverell; Shirtaloon'],
  ['Nisi Shawl - author', 'Nisi Shawl'],
  ['Sir Arthur Conan Doyle', 'Arthur Conan Doyle'],
  ['Robert A. Heinlein', 'Robert Heinlein'],
  ['MATT DINNIMAN', 'Matt Dinniman'],
  ['by Matt Dinniman', 'Matt Dinniman'],
  ['Matt Dinniman (Author)', 'Matt Dinniman'],
  ['Will & Ariel Durant', 'Will Durant'],
  ['Will and Ariel Durant', 'Durant, Ariel'],
  ['VARGAS Fred', 'Fred Vargas'],
  ['Herriot James', 'James Herriot'],
  ['Andrea Camilleri, Stephen Sartarelli (translator)', 'Andrea Camilleri'],
  ['Andrea Camilleri;Stephen Sartarelli', 'Camilleri, Andrea'],
  ['Nora Roberts writing as J.D. Robb', 'J. D. Robb'],
  ['Maj Sjöwall und Per Wahlöö', 'Per Wahlöö'],
];

const OTHERS: readonly (readonly [string, string, string])[] = [
  ['Matt Dinniman', 'Matt Diniman', 'likely'],
  ['Bradley', 'Alan Bradley', 'likely'],
  ['Alan', 'Alan Bradley', 'different'],
  ['Shirtaloon & Travis Deverell', 'Ann Deverell', 'different'],
  ['Andrea Camilleri, Stephen Sartarelli (translator)', 'Stephen Sartarelli', 'different'],
  ['Andrea Camilleri; Karin Krieger (Übersetzerin)', 'Karin Krieger', 'different'],
  ['Andrea Camilleri; Moshe Kahn (trad.)', 'Moshe Kahn', 'different'],
  ['Matt Dinniman', 'Brandon Sanderson', 'different'],
  ['John Smith', 'Jane Smith', 'different'],
  ['Stieg Larsson', 'Åsa Larsson', 'different'],
  ['Various', 'Brandon Sanderson', 'unknown'],
  ['', 'Brandon Sanderson', 'unknown'],
];

describe('persons', () => {
  for (const [one, other] of SAME) {
    test(`${one} is ${other}`, () => {
      assert.equal(comparePersons(personForms([one]), personForms([other])), 'same');
    });
  }

  for (const [one, other, answer] of OTHERS) {
    test(`${one} beside ${other || 'nobody'} is ${answer}`, () => {
      assert.equal(comparePersons(personForms([one]), personForms([other])), answer);
    });
  }

  test('several in one string are told from a name that is written last name first', () => {
    assert.deepEqual(splitNames(['Ann Bee & Cal Dee; Eve Eff']), ['Ann Bee', 'Cal Dee', 'Eve Eff']);
    assert.deepEqual(splitNames(['Ann Bee, Cal Dee']), ['Ann Bee', 'Cal Dee']);
    assert.deepEqual(splitNames(['Tolkien, J. R. R.']), ['Tolkien, J. R. R.']);
    assert.deepEqual(splitNames(['King, Jr.']), ['King, Jr.']);
  });

  test('the first of a family has the last name of the second', () => {
    const durants = ['Will', 'Will Durant', 'Ariel Durant'];
    assert.deepEqual(splitNames(['Will & Ariel Durant']), durants);
    assert.deepEqual(splitNames(['Kramer & Reading']), ['Kramer', 'Reading']);
    assert.deepEqual(splitNames(['pirateaba & Ann Bee']), ['pirateaba', 'Ann Bee']);
    assert.deepEqual(splitNames(['Fuse; Mitz Vah']), ['Fuse', 'Mitz Vah']);
  });

  test('comparing is symmetric and independent of the Unicode form', () => {
    const name = fc.oneof(
      fc.constantFrom(...SAME.flat()),
      fc.string({ unit: 'grapheme', maxLength: 20 }),
    );
    fc.assert(
      fc.property(name, name, fc.constantFrom('NFC', 'NFD'), (one, other, form) => {
        const [a, b] = [personForms([one]), personForms([other])];
        const answer = comparePersons(a, b);
        assert.equal(comparePersons(b, a), answer);
        assert.equal(comparePersons(personForms([one.normalize(form)]), b), answer);
      }),
      { numRuns: 500 },
    );
  });
});

test('who helped with a book did not write it', () => {
  const helpers = [
    'Ken Liu - translator',
    'foreword by Ken Liu',
    'Ken Liu (Translator)',
    'translated by Ken Liu',
  ];
  for (const helper of helpers) {
    const writers = personForms(['Cixin Liu', helper]);
    assert.equal(comparePersons(writers, personForms(['Ken Liu'])), 'different', helper);
    assert.equal(comparePersons(writers, personForms(['Cixin Liu'])), 'same', helper);
  }
  assert.equal(comparePersons(personForms(['Ken Liu - editor']), personForms(['Ken Liu'])), 'same');
});
