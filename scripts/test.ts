/*
 * What `npm test` runs: format, lint and types at first, then the tests; light ones side by side,
 * then the heavy ones one after the other. `npm test -- test/embedded` runs only what lies there.
 * Ends with 1 when anything failed, was skipped, took too long, or when there was nothing to run.
 */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { glob } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { relative } from 'node:path';
import { run } from 'node:test';
import { spec } from 'node:test/reporters';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

/** For all of it together, on two cores. */
const LIMIT_MS = 20 * 60_000;

/** For one file of the light tests, and of the heavy ones. */
const LIGHT_FILE_MS = 2 * 60_000;
const HEAVY_FILE_MS = 8 * 60_000;

/** Whole runs and killed processes: they need the machine for themselves. */
const HEAVY = ['test/e2e/', 'test/faults/'];

const CHECKS = [
  ['oxfmt', '--check'],
  ['oxlint', '--type-aware', '--deny-warnings'],
  ['tsc', '--noEmit'],
];

type Tally = {
  tests: number;
  passed: number;
  skipped: number;
  failed: number;
  /** What failed, to be said once more at the end: a log of many pages is read from there. */
  failures: string[];
};

async function check([program = '', ...words]: readonly string[]): Promise<boolean> {
  const started = performance.now();
  const child: ChildProcess = spawn(`node_modules/.bin/${program}`, words, {
    cwd: ROOT,
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  await once(child, 'exit');
  const passed = child.exitCode === 0;
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  console.log(`${passed ? '✔' : '✖'} ${program} (${seconds} s)`);
  return passed;
}

async function checksPass(): Promise<boolean> {
  let passed = true;
  for (const words of CHECKS) passed = (await check(words)) && passed;
  return passed;
}

async function testFiles(under: readonly string[]): Promise<string[]> {
  const found: string[] = [];
  for await (const file of glob('test/**/*.test.ts', { cwd: ROOT })) {
    const path = file.replaceAll('\\', '/');
    if (under.length === 0 || under.some((folder) => path.startsWith(folder))) found.push(path);
  }
  return found.sort();
}

async function runFiles(
  files: readonly string[],
  { concurrency, timeout }: { readonly concurrency: number; readonly timeout: number },
): Promise<Tally> {
  const tally: Tally = { tests: 0, passed: 0, skipped: 0, failed: 0, failures: [] };
  if (files.length === 0) return tally;
  let hasPassed = true;
  const signal = AbortSignal.timeout(LIMIT_MS);
  const stream = run({ files: [...files], cwd: ROOT, concurrency, timeout, signal });
  stream.on('test:summary', ({ file, counts, success }) => {
    if (file !== undefined) return;
    tally.tests += counts.tests;
    tally.passed += counts.passed;
    tally.skipped += counts.skipped + counts.todo;
    hasPassed = success;
  });
  stream.on('test:fail', ({ todo, name, file, line, details }) => {
    // A suite, or a file, of which some test failed has nothing to add.
    if (todo !== undefined || kindOf(details.error) === 'subtestsFailed') return;
    const at = file === undefined ? '' : ` (${relative(ROOT, file)}:${String(line ?? 1)})`;
    tally.failures.push(`✖ ${name}${at}\n${inspect(details.error.cause ?? details.error)}`);
  });
  for await (const text of stream.compose(spec)) process.stdout.write(String(text));
  tally.failed = hasPassed ? tally.failures.length : Math.max(tally.failures.length, 1);
  return tally;
}

/** Node's own word for how a test failed. */
function kindOf(error: Error): unknown {
  return 'failureType' in error ? error.failureType : undefined;
}

async function runTests(under: readonly string[]): Promise<Tally> {
  const files = await testFiles(under);
  const isHeavy = (file: string): boolean => HEAVY.some((folder) => file.startsWith(folder));
  const light = await runFiles(
    files.filter((file) => !isHeavy(file)),
    { concurrency: Math.max(2, availableParallelism()), timeout: LIGHT_FILE_MS },
  );
  const heavy = await runFiles(files.filter(isHeavy), { concurrency: 1, timeout: HEAVY_FILE_MS });
  return {
    tests: light.tests + heavy.tests,
    passed: light.passed + heavy.passed,
    skipped: light.skipped + heavy.skipped,
    failed: light.failed + heavy.failed,
    failures: [...light.failures, ...heavy.failures],
  };
}

function verdict({ tests, passed, skipped, failed }: Tally): string | undefined {
  if (tests === 0) return 'no test was run';
  if (failed > 0) return `${String(failed)} failed`;
  if (skipped > 0) return `${String(skipped)} skipped or left to do: there must be none`;
  return passed === tests ? undefined : `${String(tests - passed)} did not pass`;
}

async function main(): Promise<number> {
  const limit = setTimeout(() => {
    console.error(`not done after ${String(LIMIT_MS / 60_000)} minutes`);
    process.exit(1);
  }, LIMIT_MS);
  const under = process.argv.slice(2);
  if (under.length === 0 && !(await checksPass())) {
    console.error(
      '\nThe checks failed; the tests were not run. `npm run format` mends the format.',
    );
    return 1;
  }
  const tally = await runTests(under);
  clearTimeout(limit);
  const fault = verdict(tally);
  if (tally.failures.length > 0) console.log(`\n${tally.failures.join('\n\n')}`);
  console.log(`\n${String(tally.passed)} of ${String(tally.tests)} tests passed`);
  if (fault !== undefined) console.error(fault);
  return fault === undefined ? 0 : 1;
}

process.exit(await main());
