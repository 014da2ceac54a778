/**
 * Measures our judge and the baselines on the sets in eval/ and prints the tables.
 *
 * `--buckets` adds a line for each bucket. `--misses FILE` writes what came out wrong, and why; the
 * held-out set's misses are never written, so that nobody tunes on them. `--seeds 20` measures
 * ours alone on twenty more draws of the rough set.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { BASELINES, baselineDecisions, baselineGaps } from '../src/evaluation/baselines.ts';
import { readPolicy } from '../src/evaluation/policy.ts';
import { evaluateDecisions, evaluateGaps } from '../src/evaluation/run.ts';
import { makeDecisions } from './evaluation/decisions.ts';
import { readFacts } from './evaluation/facts.ts';
import { makeGaps } from './evaluation/gaps.ts';
import { readSet, SETS, TODAY } from './evaluation/read-set.ts';
import {
  bucketTables,
  comparison,
  missTable,
  type Answer,
  type EvaluationSet,
} from './evaluation/report.ts';

const { values } = parseArgs({
  options: {
    misses: { type: 'string' },
    buckets: { type: 'boolean', default: false },
    seeds: { type: 'string', default: '0' },
  },
});

const POLICY = readPolicy('the defaults', '{}');

function answerOurs(set: EvaluationSet): Answer {
  return {
    who: 'ours',
    gaps: evaluateGaps(set.library, set.catalogue, { today: TODAY }),
    decisions: evaluateDecisions(set.gaps, set.candidates, POLICY),
  };
}

function answerOthers(set: EvaluationSet): readonly Answer[] {
  return BASELINES.map((baseline) => ({
    who: baseline.name,
    gaps: baselineGaps(baseline, set.library, set.catalogue),
    decisions: baselineDecisions(baseline, set.gaps, set.candidates),
  }));
}

/** The rough set once more, from another seed. */
async function drawSet(seed: string): Promise<EvaluationSet> {
  const facts = new URL('../eval/facts/public.txt', import.meta.url);
  const series = readFacts(await readFile(facts, 'utf8'));
  const { library, catalogue, expected: expectedGaps } = makeGaps(series, seed, { rough: true });
  const { expected: expectedDecisions, ...made } = makeDecisions(series, seed, { rough: true });
  return { name: seed, library, catalogue, expectedGaps, ...made, expectedDecisions };
}

const misses: string[] = [];
for (const name of SETS) {
  const set = await readSet(name);
  const started = performance.now();
  const ours = answerOurs(set);
  const seconds = ((performance.now() - started) / 1000).toFixed(2);
  console.log(`${comparison(set, [ours, ...answerOthers(set)])}\n(ours in ${seconds} s)\n`);
  if (values.buckets) console.log(`${bucketTables(set, ours)}\n`);
  if (name !== 'heldout') misses.push(missTable(set, ours));
}
for (let seed = 1; seed <= Number(values.seeds); seed += 1) {
  const set = await drawSet(`seed-${String(seed)}`);
  const ours = answerOurs(set);
  console.log(`${comparison(set, [ours])}\n`);
  misses.push(missTable(set, ours));
}
if (values.misses !== undefined) await writeFile(values.misses, `${misses.join('\n\n')}\n`);
