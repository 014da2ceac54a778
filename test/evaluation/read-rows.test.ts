import assert from 'node:assert/strict';
import { test } from 'node:test';
import { CandidateRow, GapRow, LibraryRow } from '../../src/evaluation/formats.ts';
import { readPolicy } from '../../src/evaluation/policy.ts';
import { FormatError, readRows } from '../../src/evaluation/read-rows.ts';

const BARE = { id: 1, title: 'Unsouled', authors: ['Will Wight'] };

test('a row needs no more than id, title and authors', () => {
  for (const row of [LibraryRow, GapRow, CandidateRow]) {
    assert.deepEqual(readRows('rows.json', JSON.stringify([BARE]), row), [BARE]);
  }
});

test('absent, null and unknown fields are all well', () => {
  const row = { ...BARE, narrators: null, series: null, runtimeMinutes: null, mood: 'dark' };
  const [read] = readRows('rows.json', `\uFEFF${JSON.stringify([row])}`, CandidateRow);
  assert.equal(read?.title, 'Unsouled');
  assert.equal('mood' in (read ?? {}), false);
});

test('a gap may write its series as a list, as one place, or as a name', () => {
  const series = [[{ name: 'Cradle', position: 2 }], { name: 'Cradle', position: '2' }, 'Cradle'];
  for (const one of series) {
    const text = JSON.stringify([{ ...BARE, series: one }]);
    assert.deepEqual(readRows('gaps.json', text, GapRow)[0]?.series, one);
  }
});

const BROKEN: readonly (readonly [string, string, RegExp])[] = [
  ['no JSON', '{', /^lib\.json: is no JSON/u],
  ['no array', '{"rows": []}', /^lib\.json: must hold a JSON array/u],
  ['a row that is none', '[3]', /^lib\.json: row 1: Invalid input: expected object/u],
  ['no title', '[{"id": "x", "authors": []}]', /row 1 \(id x\): title: .*expected string/u],
  [
    'a text for a number',
    `[${JSON.stringify(BARE)}, {"id": 7, "title": "a", "authors": [], "runtimeMinutes": "9 h"}]`,
    /row 2 \(id 7\): runtimeMinutes: .*expected number/u,
  ],
  [
    'a flag that is none',
    '[{"id": 7, "title": "a", "authors": [], "abridged": "maybe"}]',
    /row 1 \(id 7\): abridged: expected true or false$/u,
  ],
  [
    'a series without a name',
    '[{"id": 1, "title": "a", "authors": [], "series": [{"position": "1"}]}]',
    /row 1 \(id 1\): series\.0\.name: /u,
  ],
  ['one id twice', JSON.stringify([BARE, BARE]), /row 2 \(id 1\): id: row 1 has it too/u],
];

for (const [what, text, message] of BROKEN) {
  test(`a file with ${what} is refused, and the message says where`, () => {
    assert.throws(
      () => readRows('lib.json', text, LibraryRow),
      (error) => error instanceof FormatError && message.test(error.message),
    );
  });
}

test('of very many problems the first ten are listed and the rest counted', () => {
  const text = JSON.stringify(Array.from({ length: 14 }, (_, id) => ({ id, authors: [] })));
  assert.throws(() => readRows('lib.json', text, LibraryRow), /row 10 [\s\S]*and 4 more$/u);
});

test('a policy completes itself, and says what is wrong in it', () => {
  assert.equal(readPolicy('p.json', '{"minSeeders": 4}').minSeeders, 4);
  assert.equal(readPolicy('p.json', '{}').minSeeders, 1);
  assert.throws(
    () => readPolicy('p.json', '{"minSeeders": "4"}'),
    /^FormatError: p\.json: minSeeders: /u,
  );
});
