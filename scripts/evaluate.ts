/**
 * Measures our judge and the baselines on the sets in eval/ and prints the tables.
 * `--misses FILE` writes what came out wrong; the held-out set's misses are
 * never written, so that nobody tunes on them. `--buckets` adds a line for each bucket.
 */
import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { BASELINES, baselineDecisions, baselineGaps } from '../src/evaluation/baselines.ts';
import { evaluateDecisions, evaluateGaps } from '../src/evaluation/run.ts';
import { readPolicy } from '../src/evaluation/policy.ts';
import { readSet, SETS, TODAY } from './evaluation/read-set.ts';
import { bucketTables, comparison, missTable, type Answer } from './evaluation/report.ts';

const { values } = parseArgs({
  options: { misses: { type: 'string' }, buckets: { type: 'boolean', default: false } },
});

const misses: string[] = [];
for (const name of SETS) {
  const set = await readSet(name);
  const started = performance.now();
  const ours: Answer = {
    who: 'ours',
    gaps: evaluateGaps(set.library, set.catalogue, { today: TODAY }),
    decisions: evaluateDecisions(set.gaps, set.candidates, readPolicy('defaults', '{}')),
  };
  const seconds = ((performance.now() - started) / 1000).toFixed(2);
  const others = BASELINES.map((baseline): Answer => ({
    who: baseline.name,
    gaps: baselineGaps(baseline, set.library, set.catalogue),
    decisions: baselineDecisions(baseline, set.gaps, set.candidates),
  }));
  console.log(`${comparison(set, [ours, ...others])}\n(ours in ${seconds} s)\n`);
  if (values.buckets) console.log(`${bucketTables(set, ours)}\n`);
  if (name !== 'heldout') misses.push(missTable(set, ours));
}
if (values.misses !== undefined) await writeFile(values.misses, `${misses.join('\n\n')}\n`);
