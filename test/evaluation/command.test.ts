import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { DecisionsOutput, GapsOutput } from '../../src/evaluation/formats.ts';
import { run } from '../../src/cli/run.ts';

const EVAL = new URL('../../eval/hard/', import.meta.url).pathname;

/** Runs one command line in a terminal without any environment. */
async function command(...words: readonly string[]) {
  let out = '';
  let err = '';
  const code = await run(words, {
    out: { write: (text: string) => (out += text) },
    err: { write: (text: string) => (err += text) },
    env: {},
    cwd: tmpdir(),
    now: () => new Date('2026-10-01T12:00:00Z'),
    letGo: new AbortController().signal,
  });
  return { code, out, err };
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
