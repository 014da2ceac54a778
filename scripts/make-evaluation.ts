/** Makes the evaluation sets in eval/ from its facts: always the same files. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { makeDecisions } from './evaluation/decisions.ts';
import { makeGaps } from './evaluation/gaps.ts';
import { readFacts } from './evaluation/facts.ts';

const ROOT = new URL('../eval/', import.meta.url);

/** Rows as JSON, one a line, so that a change shows. */
function rowsText(rows: readonly unknown[]): string {
  return `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
}

for (const [name, seed] of [
  ['public', 'public-1'],
  ['heldout', 'heldout-7'],
] as const) {
  const series = readFacts(await readFile(new URL(`facts/${name}.txt`, ROOT), 'utf8'));
  const folder = new URL(`${name}/`, ROOT);
  await mkdir(folder, { recursive: true });
  const { gaps, candidates, expected } = makeDecisions(series, seed);
  const known = makeGaps(series, seed);
  await writeFile(new URL('library.json', folder), rowsText(known.library));
  await writeFile(new URL('catalogue.json', folder), rowsText(known.catalogue));
  await writeFile(new URL('expected-gaps.json', folder), rowsText(known.expected));
  await writeFile(new URL('gaps.json', folder), rowsText(gaps));
  await writeFile(new URL('candidates.json', folder), rowsText(candidates));
  await writeFile(new URL('expected-decisions.json', folder), rowsText(expected));
}
