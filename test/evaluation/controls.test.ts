import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { drawFor } from '../../scripts/evaluation/draw.ts';
import { makeDecisions } from '../../scripts/evaluation/decisions.ts';
import { readFacts } from '../../scripts/evaluation/facts.ts';
import { makeGaps } from '../../scripts/evaluation/gaps.ts';
import { readSet, SETS, TODAY } from '../../scripts/evaluation/read-set.ts';
import { BASELINES, baselineDecisions, baselineGaps } from '../../src/evaluation/baselines.ts';
import { jaroWinkler } from '../../src/evaluation/jaro-winkler.ts';
import { readPolicy } from '../../src/evaluation/policy.ts';
import { evaluateDecisions, evaluateGaps } from '../../src/evaluation/run.ts';
import { scoreDecisions } from '../../src/evaluation/score-decisions.ts';
import { scoreGaps } from '../../src/evaluation/score-gaps.ts';

const FACTS = new URL('../../eval/facts/', import.meta.url);
const PUBLIC = await readSet('public');
const POLICY = readPolicy('the defaults', '{}');
const OTHERS = BASELINES.map((baseline) => ({
  name: baseline.name,
  gaps: baselineGaps(baseline, PUBLIC.library, PUBLIC.catalogue),
  decisions: baselineDecisions(baseline, PUBLIC.gaps, PUBLIC.candidates),
}));

test('the set is large, and every bucket of it is told apart', () => {
  const gaps = PUBLIC.expectedGaps.filter(({ expected }) => expected === 'gap');
  assert.ok(gaps.length >= 300, `${gaps.length} gap cases`);
  assert.ok(PUBLIC.expectedDecisions.length >= 600, `${PUBLIC.expectedDecisions.length} decisions`);
  const rows = [...PUBLIC.expectedGaps, ...PUBLIC.expectedDecisions];
  assert.ok(rows.every(({ bucket }) => (bucket ?? '') !== ''));
});

for (const name of SETS) {
  test(`every expectation of ${name} is about rows that are there`, async () => {
    const set = await readSet(name);
    const works = new Set(set.catalogue.map(({ id }) => id));
    const gaps = new Set(set.gaps.map(({ id }) => id));
    const candidates = new Set(set.candidates.map(({ id }) => id));
    for (const { work, also } of set.expectedGaps) {
      for (const id of [work, ...(also ?? [])]) assert.ok(works.has(id), String(id));
    }
    assert.equal(set.expectedDecisions.length, set.gaps.length);
    for (const { gap, expected, right, tolerated, wrongRecording } of set.expectedDecisions) {
      assert.ok(gaps.has(gap), String(gap));
      const known = [...right, ...(tolerated ?? []), ...(wrongRecording ?? [])];
      for (const id of known) assert.ok(candidates.has(id), String(id));
      assert.equal(new Set(known).size, known.length, `${gap}: a candidate is one thing only`);
      if (expected === 'accept') assert.ok(right.length > 0, String(gap));
      if (expected === 'none') assert.equal(right.length, 0, String(gap));
    }
  });
}

test('the sets in eval/ are what the facts make (else: node scripts/make-evaluation.ts)', async () => {
  const series = readFacts(await readFile(new URL('public.txt', FACTS), 'utf8'));
  const made = makeDecisions(series, 'public-1');
  assert.deepEqual(made.expected, PUBLIC.expectedDecisions);
  assert.deepEqual(JSON.parse(JSON.stringify(made.candidates)), PUBLIC.candidates);
  assert.deepEqual(makeGaps(series, 'public-1').expected, PUBLIC.expectedGaps);
});

test('a complete library lacks nothing', async () => {
  const series = readFacts(await readFile(new URL('public.txt', FACTS), 'utf8'));
  const { library, catalogue, expected } = makeGaps(series, 'complete', { complete: true });
  assert.ok(expected.every((row) => row.expected !== 'gap'));
  const output = evaluateGaps(library, catalogue, { today: TODAY });
  assert.equal(scoreGaps(output, expected).named, 0);
});

test('against shuffled labels every judge does as badly as chance', () => {
  const rights = drawFor('shuffled').shuffle(PUBLIC.expectedDecisions.map(({ right }) => right));
  const shuffled = PUBLIC.expectedDecisions.map((row, index) => {
    const right = rights[index] ?? [];
    const expected = right.length > 0 ? ('accept' as const) : ('none' as const);
    return { gap: row.gap, expected, right };
  });
  const ours = evaluateDecisions(PUBLIC.gaps, PUBLIC.candidates, POLICY);
  for (const output of [ours, ...OTHERS.map(({ decisions }) => decisions)]) {
    const { fillRate, wrongChoiceRate } = scoreDecisions(output, shuffled);
    assert.ok((fillRate ?? 1) < 0.03, `fill rate ${fillRate}`);
    assert.ok((wrongChoiceRate ?? 0) > 0.2, `wrong choices ${wrongChoiceRate}`);
  }
});

test('no baseline comes near the goals: the sets are not easy', () => {
  for (const { name, gaps, decisions } of OTHERS) {
    assert.ok((scoreGaps(gaps, PUBLIC.expectedGaps).precision ?? 1) < 0.7, name);
    const { wrongChoiceRate } = scoreDecisions(decisions, PUBLIC.expectedDecisions);
    assert.ok((wrongChoiceRate ?? 0) > 0.05, name);
  }
});

test('Jaro-Winkler is as its authors define it', () => {
  const table = [
    ['martha', 'marhta', 0.9611],
    ['dixon', 'dicksonx', 0.8133],
    ['dwayne', 'duane', 0.84],
    ['same', 'same', 1],
    ['abc', 'xyz', 0],
    ['', '', 1],
    ['', 'a', 0],
  ] as const;
  for (const [a, b, likeness] of table) {
    assert.ok(Math.abs(jaroWinkler(a, b) - likeness) < 0.0001, `${a} ${b} ${jaroWinkler(a, b)}`);
  }
});
