import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { PolicyError } from '../../src/policy/problem.ts';
import { readForeignPolicy, readPolicyText } from '../../src/policy/read.ts';
import { completeSaid } from '../../src/policy/schema.ts';
import { DEFAULT_POLICY } from '../../src/domain/policy.ts';

/** A text, and each of its problems: line, path, what is wrong, and what is to be done. */
const WRONG: readonly (readonly [
  string,
  readonly (readonly [number | null, string, RegExp, RegExp])[],
])[] = [
  ['formats: m4b', [[1, 'formats', /not a list/, /Write a list/]]],
  ['minSeeders: few', [[1, 'minSeeders', /not a number/, /without a unit/]]],
  ['minSeeders: 1.5', [[1, 'minSeeders', /not a whole number/, /whole number/]]],
  ['minSeeders: -1', [[1, 'minSeeders', /too small/, /Write 0 or more/]]],
  ['authorMinItems: 0', [[1, 'authorMinItems', /too small/, /more than 0/]]],
  ['abridged: yes', [[1, 'abridged', /neither true nor false/, /true or false/]]],
  ['narrators: sometimes', [[1, 'narrators', /not one of its values/, /same, ask or prefer/]]],
  ['prefer: pack', [[1, 'prefer', /not one of its values/, /singles or packs/]]],
  ['languages:', [[1, 'languages', /no value/, /remove the line/]]],
  ['languages: [1]', [[1, 'languages, entry 1', /not a text/, /quotes/]]],
  ['blocked:\n  words: [ok, true]', [[2, 'blocked.words, entry 2', /not a text/, /word/]]],
  ['blocked:\n  words: [""]', [[2, 'blocked.words, entry 1', /is empty/, /Write a name/]]],
  ['blocked:\n  words: ["!!"]', [[2, 'blocked.words, entry 1', /blocks nothing/, /letters/]]],
  ['minseeders: 2', [[1, 'minseeders', /not a field/, /Did you mean minSeeders\?/]]],
  ['colour: red', [[1, 'colour', /not a field/, /the fields here are formats, /]]],
  [
    'series:\n  Mistborn:\n    stopat: 7',
    [[3, 'series.Mistborn.stopat', /not a field/, /Did you mean stopAt\?/]],
  ],
  ['series:\n  1984:\n    ignore: 1', [[3, 'series.1984.ignore', /true nor false/, /true or/]]],
  [
    'series: {Mistborn: {narrators: []}}',
    [[1, 'series.Mistborn.narrators', /names nobody/, /Name/]],
  ],
  ['series: [Mistborn]', [[1, 'series', /not a list of names/, /indented/]]],
  ['thresholds: {ask: 2}', [[1, 'thresholds.ask', /too big/, /Write 1 or less/]]],
  ['thresholds: {axcept: 1}', [[1, 'thresholds.axcept', /not a field/, /accept\?/]]],
  [
    'thresholds: {accept: 0.3}',
    [[1, 'thresholds.accept', /puts ask \(0\.4\) above accept/, /ask/]],
  ],
  ['thresholds: {ask: 0.8}', [[1, 'thresholds.ask', /above accept \(0\.75\)/, /Lower ask/]]],
  ['runtime: {same: 0.1}', [[1, 'runtime.same', /same \(0\.1\) above other/, /Lower same/]]],
  [
    'series:\n  The Expanse: {stopAt: 3}\n  expanse: {ignore: true}',
    [[3, 'series.expanse', /same as “The Expanse”/, /one of the two/]],
  ],
  [
    'authors:\n  J. R. R. Tolkien: {}\n  "Tolkien, JRR": {}',
    [[3, 'authors.Tolkien, JRR', /same as “J. R. R. Tolkien”/, /one of the two/]],
  ],
  ['series: {"—": {}}', [[1, 'series.—', /is no name/, /as your library has it/]]],
  ['formats: [M4B, .m4b]', [[1, 'formats, entry 2', /twice/, /Remove one/]]],
  ['formats: []\nonlyListedFormats: true', [[1, 'formats', /lists none/, /List the formats/]]],
  ['formats: *a', [[null, '', /Unresolved alias/, /Mend it/]]],
  ['- a', [[null, '', /not a group of fields/, /indented/]]],
  ['a: [1\nb: 2', [[2, '', /not YAML/, /Mend it/]]],
  [
    'minSeeders: 1\n\nminSeeders: 2',
    [[3, 'minSeeders', /^stands in line 1 already$/, /^Keep one of the two/]],
  ],
  [
    'series:\n  1984:\n    stopAt: 3\n    stopAt: 4\n  "1984": {}',
    [
      [4, 'series.1984.stopAt', /^stands in line 3 already$/, /remove the other/],
      [5, 'series.1984', /^stands in line 2 already$/, /remove the other/],
    ],
  ],
  ['{minSeeders: 1, minSeeders: 2}', [[1, 'minSeeders', /^stands twice in that line$/, /one/]]],
  [
    'prefer: both\n\nminSeeders: few\nzebra: 1',
    [
      [1, 'prefer', /values/, /singles/],
      [3, 'minSeeders', /number/, /number/],
      [4, 'zebra', /not a field/, /Remove it/],
    ],
  ],
];

describe('a policy that is wrong', () => {
  for (const [text, expected] of WRONG) {
    test(`${JSON.stringify(text)}: each problem by its line, with a remedy`, () => {
      const { said, problems } = readPolicyText(text);
      assert.equal(said, null);
      assert.deepEqual(
        problems.map(({ line, path }) => [line, path]),
        expected.map(([line, path]) => [line, path]),
      );
      for (const [index, [, , problem, remedy]] of expected.entries()) {
        assert.match(problems[index]!.problem, problem);
        assert.match(problems[index]!.remedy, remedy);
        assert.match(problems[index]!.remedy, /^[A-Z].*[.?]$/);
      }
    });
  }

  test('is told as a text with every problem, and in half a sentence with the first', () => {
    const error = new PolicyError('p.yaml', readPolicyText('minSeeders: few\nzebra: 1').problems);
    assert.match(
      error.message,
      /^The policy in p\.yaml has 2 problems:\n\n {2}line 1, minSeeders=few is not a number\.\n {4}Write/,
    );
    assert.equal(
      error.what,
      "the policy in p.yaml can't be used: line 1, minSeeders=few is not a number (and 1 more)",
    );
  });
});

/** A text, and what it says. */
const RIGHT: readonly (readonly [string, object])[] = [
  ['', {}],
  ['# nothing\n', {}],
  ['{}', {}],
  ['\uFEFFminSeeders: 3', { minSeeders: 3 }],
  ['{"minSeeders": 3, "languages": ["German"]}', { minSeeders: 3, languages: ['German'] }],
  ['formats: [.MP3, m4b]', { formats: ['mp3', 'm4b'] }],
  [
    'blocked: {torrents: [985875, "7"], words: [1984]}',
    { blocked: { torrents: ['985875', '7'], words: ['1984'] } },
  ],
  ['series:\n  1984: {stopAt: 2.5}', { series: { 1984: { stopAt: 2.5 } } }],
  ['thresholds: {accept: 0.4}', { thresholds: { accept: 0.4 } }],
];

describe('a policy that is right', () => {
  for (const [text, said] of RIGHT) {
    test(`${JSON.stringify(text)} says ${JSON.stringify(said)}`, () => {
      assert.deepEqual(readPolicyText(text), { said, problems: [] });
    });
  }

  test('leaves what it does not say as by default, field by field', () => {
    const { said } = readPolicyText('thresholds: {accept: 0.9}\nwants: {authors: false}');
    assert.deepEqual(completeSaid(said ?? {}), {
      ...DEFAULT_POLICY,
      thresholds: { ...DEFAULT_POLICY.thresholds, accept: 0.9 },
      wants: { series: true, authors: false },
    });
  });
});

test("a stranger's policy may hold more than ours, and less than right together", () => {
  const text = '{"zebra": 1, "thresholds": {"accept": 0.3, "x": 1}, "languages": null}';
  assert.deepEqual(readForeignPolicy(text), {
    said: { thresholds: { accept: 0.3 } },
    problems: [],
  });
  const [problem] = readForeignPolicy('{"minSeeders": "4", "zebra": 1}').problems;
  assert.deepEqual([problem?.path, problem?.problem], ['minSeeders', 'is not a number']);
});

test('of a file that is none of ours nothing but names of fields is told', () => {
  for (const text of [
    'ABS_TOKEN=hunter2\nMAM_PASSWORD=hunter2',
    'ABS_TOKEN: hunter2',
    '- hunter2',
  ]) {
    const { problems } = readPolicyText(text);
    assert.ok(problems.length > 0);
    assert.doesNotMatch(new PolicyError('.env', problems).message, /hunter2/);
  }
});

test('no text whatever makes reading throw', () => {
  const words = fc.constantFrom(
    'series',
    'blocked',
    'formats',
    ':',
    ' ',
    '\n',
    '- ',
    '[',
    ']',
    '{',
    '}',
    '"',
    '&a',
    '*a',
    '1',
    'true',
    '~',
    '!!binary',
    'words',
    '\t',
  );
  const text = fc.oneof(
    fc.string({ unit: 'grapheme' }),
    fc.array(words).map((parts) => parts.join('')),
  );
  fc.assert(
    fc.property(text, (any) => {
      for (const { said, problems } of [readPolicyText(any), readForeignPolicy(any)]) {
        assert.equal(said === null, problems.length > 0);
      }
    }),
    { numRuns: 2_000 },
  );
});
