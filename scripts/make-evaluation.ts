/** Makes the evaluation sets in eval/ from its facts: always the same files. */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { makeDecisions, type DecisionSet } from './evaluation/decisions.ts';
import { readFacts } from './evaluation/facts.ts';
import { makeGaps, type GapSet } from './evaluation/gaps.ts';
import { makeHardDecisions, makeHardGaps } from './evaluation/hard.ts';

const ROOT = new URL('../eval/', import.meta.url);

/** The sets that are drawn: from what facts and what seed, and how orderly. */
const DRAWN = [
  { name: 'public', from: 'public.txt', seed: 'public-1', rough: false, wild: false },
  { name: 'rough', from: 'public.txt', seed: 'rough-3', rough: true, wild: false },
  { name: 'wild', from: 'wild.txt', seed: 'wild-1', rough: false, wild: true },
  { name: 'former', from: 'former.txt', seed: 'heldout-7', rough: true, wild: false },
  { name: 'heldout', from: 'heldout.txt', seed: 'heldout-9', rough: true, wild: true },
] as const;

const facts = (name: string): Promise<string> => readFile(new URL(`facts/${name}`, ROOT), 'utf8');

/** Rows as JSON, one a line, so that a change shows. */
function rowsText(rows: readonly unknown[]): string {
  return `[\n${rows.map((row) => JSON.stringify(row)).join(',\n')}\n]\n`;
}

async function writeSet(name: string, known: GapSet, made: DecisionSet): Promise<void> {
  const folder = new URL(`${name}/`, ROOT);
  await mkdir(folder, { recursive: true });
  const files = {
    library: known.library,
    catalogue: known.catalogue,
    'expected-gaps': known.expected,
    gaps: made.gaps,
    candidates: made.candidates,
    'expected-decisions': made.expected,
  };
  for (const [file, rows] of Object.entries(files)) {
    await writeFile(new URL(`${file}.json`, folder), rowsText(rows));
  }
}

for (const { name, from, seed, rough, wild } of DRAWN) {
  const series = readFacts(await facts(from));
  const known = makeGaps(series, seed, { rough, wild });
  await writeSet(name, known, makeDecisions(series, seed, { rough: rough || wild }));
}
/** Decisions alone: its files are read by `mamcrawler eval decide`, and by nothing that tunes. */
async function writeBlind({ gaps, candidates, expected }: DecisionSet): Promise<void> {
  const folder = new URL('blind/', ROOT);
  await mkdir(folder, { recursive: true });
  for (const [file, rows] of Object.entries({ gaps, candidates, 'expected-decisions': expected })) {
    await writeFile(new URL(`${file}.json`, folder), rowsText(rows));
  }
}

const known = makeHardGaps(await facts('hard-gaps.json'));
await writeSet('hard', known, makeHardDecisions(await facts('hard-decisions.json')));
await writeBlind(makeHardDecisions(await facts('blind-decisions.json')));
