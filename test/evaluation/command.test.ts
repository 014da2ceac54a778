import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { SETS } from '../../scripts/evaluation/read-set.ts';
import { DecisionsOutput, GapsOutput } from '../../src/evaluation/formats.ts';
import { misplacedWords } from '../../src/evaluation/kinds.ts';
import { run } from '../../src/cli/run.ts';

const EVAL = new URL('../../eval/hard/', import.meta.url).pathname;

/** Runs one command line in a terminal without any environment. */
async function command(...words: readonly string[]) {
  let out = '';
  let err = '';
  let both = '';
  const code = await run(words, {
    out: { write: (text: string) => ((out += text), (both += text)) },
    err: { write: (text: string) => ((err += text), (both += text)) },
    env: {},
    cwd: tmpdir(),
    now: () => new Date('2026-10-01T12:00:00Z'),
    letGo: new AbortController().signal,
  });
  return { code, out, err, both };
}

test('eval gaps needs no configuration, and prints what its schema says', async () => {
  const files = ['--library', `${EVAL}library.json`, '--catalogue', `${EVAL}catalogue.json`];
  const { code, out, err } = await command('eval', 'gaps', ...files);
  assert.deepEqual([code, err], [0, '']);
  assert.ok(GapsOutput.strict().parse(JSON.parse(out)).gaps.length > 0);
});

test('eval decide prints a decision for each gap, and the score when told what is right', async () => {
  const files = ['--gaps', `${EVAL}gaps.json`, '--candidates', `${EVAL}candidates.json`];
  const expected = ['--expected', `${EVAL}expected-decisions.json`];
  const { code, out } = await command('eval', 'decide', ...files, ...expected);
  assert.equal(code, 0);
  const answer = JSON.parse(out);
  assert.equal(DecisionsOutput.parse(answer).decisions.length, answer.score.gaps);
  assert.ok(Object.keys(answer.score.buckets).length > 10);
});

test('a file that is amiss ends with a sentence and the code of a wrong call', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'eval-'));
  try {
    const file = join(folder, 'library.json');
    await writeFile(file, '[{"id": 1, "authors": []}]');
    const broken = await command('eval', 'gaps', '--library', file, '--catalogue', file);
    assert.equal(broken.code, 2);
    assert.match(broken.err, /library\.json: row 1 \(id 1\): title: /u);
    const absent = await command('eval', 'decide', '--gaps', `${file}x`, '--candidates', file);
    assert.equal(absent.code, 2);
    assert.match(absent.err, /can't be read/u);
  } finally {
    await rm(folder, { recursive: true });
  }
});

test('ids come out as they went in', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'eval-'));
  try {
    const gaps = join(folder, 'gaps.json');
    const row = { title: 'Project Hail Mary', authors: ['Andy Weir'] };
    await writeFile(gaps, JSON.stringify([{ id: 7, ...row }]));
    const candidates = join(folder, 'candidates.json');
    await writeFile(candidates, JSON.stringify([{ id: 9, ...row, formats: ['m4b'] }]));
    const { out } = await command('eval', 'decide', '--gaps', gaps, '--candidates', candidates);
    const [made] = DecisionsOutput.parse(JSON.parse(out)).decisions;
    assert.deepEqual([made?.gap, made?.chosen, made?.verdict], [7, 9, 'accept']);
  } finally {
    await rm(folder, { recursive: true });
  }
});

/** What was given to which option, and what is said of it: the file, the first wrong field, the kind. */
const SWAPPED: readonly (readonly [string, readonly string[], 0 | 2, RegExp])[] = [
  [
    'a catalogue as candidates',
    ['decide', '--gaps', 'gaps.json', '--candidates', 'catalogue.json'],
    0,
    /catalogue\.json: subtitle is no field of this kind\. Wanted: candidates, as docs\/schemas\/candidates\.json shows; this looks like (?:the works of a catalogue|the rows of a library)\. It is read/u,
  ],
  [
    'candidates as a library',
    ['gaps', '--library', 'candidates.json', '--catalogue', 'catalogue.json'],
    0,
    /candidates\.json: formats is no field [^\n]+ Wanted: the rows of a library, [^\n]+ looks like candidates\./u,
  ],
  [
    'what is right as gaps',
    ['decide', '--gaps', 'expected-decisions.json', '--candidates', 'candidates.json'],
    2,
    /expected-decisions\.json: row 1: id: [^]+\nWanted: gaps, as docs\/schemas\/gaps\.json shows; this looks like expected decisions\.\n$/u,
  ],
  [
    'what is no JSON',
    ['gaps', '--library', '../README.md', '--catalogue', 'catalogue.json'],
    2,
    /README\.md: is no JSON [^\n]+\nWanted: the rows of a library, as docs\/schemas\/library\.json shows\.\n$/u,
  ],
  [
    'gaps as a policy',
    ['decide', '--gaps', 'gaps.json', '--candidates', 'candidates.json', '--policy', 'gaps.json'],
    2,
    /gaps\.json: .*\nWanted: a policy, as policy\.example\.yaml shows\.\n$/u,
  ],
];

for (const [what, words, code, said] of SWAPPED) {
  test(`${what} is told by file, field and the kind that is wanted`, async () => {
    const line = words.map((word) => (/\.(?:json|md)$/u.test(word) ? `${EVAL}${word}` : word));
    const ended = await command('eval', ...line, '--json');
    assert.equal(ended.code, code, ended.err);
    assert.match(ended.err, said);
    const answer = JSON.parse(ended.out);
    if (code === 2) assert.match(answer.error.remedy, /^Wanted: /u);
    else assert.ok(answer.gaps ?? answer.decisions);
  });
}

test('files that are swapped are told below the answer, where a person looks', async () => {
  const swapped = ['--library', `${EVAL}catalogue.json`, '--catalogue', `${EVAL}library.json`];
  const gaps = await command('eval', 'gaps', ...swapped);
  const files = ['--gaps', `${EVAL}library.json`, '--candidates', `${EVAL}candidates.json`];
  const decisions = await command('eval', 'decide', ...files);
  for (const { code, both } of [gaps, decisions]) {
    assert.equal(code, 0);
    const last = both.trimEnd().split('\n').at(-1);
    assert.match(
      last ?? '',
      /(?:catalogue|library)\.json: \w+ is no field of this kind\. Wanted: /u,
    );
  }
});

test('each file in its place is read without a word', async () => {
  for (const set of SETS) {
    const folder = new URL(`../../eval/${set}/`, import.meta.url).pathname;
    const value = async (name: string) =>
      JSON.parse(await readFile(`${folder}${name}.json`, 'utf8'));
    for (const kind of ['library', 'catalogue', 'gaps', 'candidates', 'expected-gaps'] as const) {
      assert.equal(misplacedWords(kind, kind, await value(kind)), null, `${set} ${kind}`);
    }
  }
});
