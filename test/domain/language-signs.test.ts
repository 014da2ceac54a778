import assert from 'node:assert/strict';
import { test } from 'node:test';
import { languageInWords, soundsLike } from '../../src/domain/language-signs.ts';

/** Title, description, the language that they tell. */
const TOLD: readonly (readonly [string, string, string | null])[] = [
  ['The Package [Deutsch]', '', 'de'],
  ['The Name of the Rose [ITA]', '', 'it'],
  ['Origin (Spanish Edition)', '', 'es'],
  ['Origin', 'Language: Dutch', 'nl'],
  ['Origin', 'Read in French by somebody', 'fr'],
  ['Origin', 'German audiobook', 'de'],
  ['Origin', 'Ungeku\u0308rzte Lesung', 'de'],
  ['Origin', 'Narrado por Luis Posada', 'es'],
  ['The German Girl', 'A novel', null],
  ['Anxious People', 'A Swedish bestseller, translated from the Swedish', null],
  ['The Italian Teacher (Ita)', 'Set in Italy', null],
];

for (const [title, description, code] of TOLD) {
  test(`${title}, ${description || 'nothing'}: ${code ?? 'nobody knows'}`, () => {
    assert.equal(languageInWords(title, description), code);
  });
}

test('a small word tells that a title is in a language', () => {
  assert.equal(soundsLike('Der Schwarm', 'de'), true);
  assert.equal(soundsLike('Artemis', 'de'), false);
  assert.equal(soundsLike('The Shadow of the Wind', 'es'), false);
});
