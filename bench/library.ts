import { startAudiobookshelf } from '../src/sandbox/audiobookshelf/index.ts';
import { AUDIOBOOKS, plainItems } from '../src/sandbox/world/index.ts';
import { startDatabase, type TestDatabase } from '../test/support/database.ts';
import { say, type Bench, type BenchOptions } from './support/bench.ts';
import { runLibraryJob, type LibraryAnswer } from './support/library-jobs.ts';
import { megabytes, printTable, seconds } from './support/table.ts';

const SIZES = [10_000, 50_000, 100_000] as const;
const TOKEN = 'bench-key';

/** What the analysis adds to the reading of a large library. */
export const library: Bench = {
  purpose: `reading a library and what the analysis adds: time and memory (--items, default ${SIZES.join(', ')})`,
  run,
};

/** A library of one size, through all that is done with it. */
interface Measured {
  readonly size: number;
  readonly idle: LibraryAnswer;
  readonly rows: LibraryAnswer;
  readonly read: LibraryAnswer;
  readonly first: LibraryAnswer;
  readonly second: LibraryAnswer;
  /** Of our database after both, in bytes. */
  readonly database: number;
}

async function run({ items }: BenchOptions): Promise<void> {
  const measured: Measured[] = [];
  for (const size of items === undefined ? SIZES : [items]) measured.push(await measure(size));
  print(measured);
}

async function measure(size: number): Promise<Measured> {
  const database = await startDatabase();
  try {
    const idle = await withShelf(database, 0, (env) => runLibraryJob(env, 'read'));
    return await withShelf(database, size, async (env) => {
      say(`${size} items: reading`);
      const rows = await runLibraryJob(env, 'rows');
      const read = await runLibraryJob(env, 'read');
      say(`${size} items: first analysis`);
      const first = await runLibraryJob(env, 'analyse');
      say(`${size} items: second analysis, nothing changed`);
      const second = await runLibraryJob(env, 'analyse');
      return { size, idle, rows, read, first, second, database: await sizeOf(database) };
    });
  } finally {
    await database.stop();
  }
}

async function withShelf<T>(
  database: TestDatabase,
  count: number,
  work: (env: NodeJS.ProcessEnv) => Promise<T>,
): Promise<T> {
  const items = plainItems({ seed: 1, count });
  const shelf = await startAudiobookshelf({ libraries: [AUDIOBOOKS], items, token: TOKEN });
  try {
    return await work({
      PATH: process.env['PATH'],
      DATABASE_URL: database.url,
      DATA_DIR: database.folder,
      ABS_URL: shelf.url.href,
      ABS_TOKEN: TOKEN,
      // Never asked: an analysis needs the library alone.
      MAM_URL: 'http://127.0.0.1:9',
    });
  } finally {
    await shelf.stop();
  }
}

async function sizeOf({ sql }: TestDatabase): Promise<number> {
  const [row] = await sql<{ size: number }[]>`
    SELECT pg_database_size(current_database())::float8 AS size`;
  return row?.size ?? 0;
}

function print(measured: readonly Measured[]): void {
  const row = (name: string, tell: (one: Measured) => string | number) => [
    name,
    ...measured.map(tell),
  ];
  const cost = (one: LibraryAnswer) => `${seconds(one.tookMs)}, ${megabytes(one.peakRss)}`;
  const added = (one: LibraryAnswer, bare: LibraryAnswer) =>
    `${seconds(one.tookMs - bare.tookMs)}, ${megabytes(one.peakRss - bare.peakRss)}`;
  printTable({
    title: 'library: reading it, and what the analysis adds',
    columns: ['time, peak resident memory', ...measured.map(({ size }) => `${size} items`)],
    rows: [
      row('the process, an empty library', (one) => cost(one.idle)),
      row('reading alone: rows', (one) => cost(one.rows)),
      row('reading alone: rows and items', (one) => cost(one.read)),
      row('first analysis (reads rows and items)', (one) => cost(one.first)),
      row('… beyond the reading', (one) => added(one.first, one.read)),
      row('second analysis, nothing changed (reads rows)', (one) => cost(one.second)),
      row('… beyond the reading', (one) => added(one.second, one.rows)),
      row('gaps found', (one) => one.first.gaps),
      row('our database afterwards', (one) => megabytes(one.database)),
    ],
    notes: [
      'Each line is a process of its own; the stand-in answers from another. "Reading alone" uses the same client and throws away what it reads.',
    ],
  });
}
