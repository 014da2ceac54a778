import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, test } from 'node:test';
import { createLogger, type LogFields, type LoggerOptions } from '../src/logger.ts';
import { Secret } from '../src/secret.ts';

const folder = mkdtempSync(path.join(tmpdir(), 'mamcrawler-logger-'));
after(() => rmSync(folder, { recursive: true }));

const QUIET = {
  level: 'debug',
  logsDir: null,
  timeZone: 'UTC',
  pretty: false,
  secrets: [],
} as const;

/** A logger whose terminal is a list. */
function open(options: Partial<LoggerOptions> = {}) {
  const written: string[] = [];
  const terminal = { write: (text: string) => written.push(text) };
  const logger = createLogger({ ...QUIET, jsonToStdout: true, terminal, ...options });
  const records = (): Record<string, unknown>[] => written.map((line) => JSON.parse(line));
  return { logger, written, records };
}

function linesOf(file: string): Record<string, unknown>[] {
  const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
  return lines.map((line) => JSON.parse(line));
}

function shown(fields: LogFields): Record<string, unknown> {
  const { logger, records } = open();
  logger.info(fields, 'a line');
  const { level: _level, time: _time, pid: _pid, msg: _msg, ...rest } = records()[0]!;
  return rest;
}

test('a line holds level, time, message and fields, and a child adds its own', () => {
  const { logger, records } = open();
  logger.child({ run: 'sync-1' }).child({ phase: 'crawl' }).warn({ terms: 3 }, 'The site is slow');
  const { time, pid, ...rest } = records()[0]!;
  assert.deepEqual(rest, {
    level: 'warn',
    run: 'sync-1',
    phase: 'crawl',
    terms: 3,
    msg: 'The site is slow',
  });
  assert.equal(pid, process.pid);
  assert.match(String(time), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/);
});

test("a line's time is that of the configured zone, and still the right moment", () => {
  for (const [timeZone, offset] of [
    ['Asia/Kolkata', '+05:30'],
    ['America/Phoenix', '-07:00'],
  ] as const) {
    const { logger, records } = open({ timeZone });
    const before = Date.now();
    logger.info({}, 'a line');
    const time = String(records()[0]!['time']);
    assert.ok(time.endsWith(offset), time);
    assert.ok(Date.parse(time) >= before && Date.parse(time) <= Date.now(), time);
  }
});

test('what is below the level is not written', () => {
  const { logger, records } = open({ level: 'warn' });
  logger.debug({}, 'no');
  logger.info({}, 'no');
  logger.warn({}, 'yes');
  logger.error({}, 'yes');
  assert.deepEqual(
    records().map(({ level }) => level),
    ['warn', 'error'],
  );
});

test('errors are written with their causes, their own fields and their stack', () => {
  const cause = new TypeError('the socket closed');
  const error = Object.assign(new Error('no answer', { cause }), { kind: 'unreachable' });
  const written = shown({ error })['error'] as Record<string, Record<string, unknown>>;
  assert.deepEqual([written['message'], written['kind']], ['no answer', 'unreachable']);
  assert.match(String(written['stack']), /logger\.test\.ts/);
  assert.deepEqual(
    [written['cause']!['name'], written['cause']!['message']],
    ['TypeError', 'the socket closed'],
  );
});

test('whatever is logged, the line is written, and fields never hide what pino writes', () => {
  const circular: Record<string, unknown> = { name: 'ring' };
  circular['self'] = circular;
  const trap = {
    get title(): string {
      throw new Error('no title');
    },
  };
  assert.deepEqual(
    shown({
      circular,
      trap,
      ratio: Infinity,
      size: 2n ** 60n,
      when: new Date(0),
      at: new URL('http://nas/x'),
      found: new Map([['a', new Set([1])]]),
      torrent: Buffer.alloc(70),
      nothing: undefined,
      nil: null,
      done: () => 1,
      key: new Secret('hunter2'),
      time: 'mine',
    }),
    {
      circular: { name: 'ring', self: '[circular]' },
      trap: '[unreadable: no title]',
      ratio: 'Infinity',
      size: '1152921504606846976',
      when: '1970-01-01T00:00:00.000Z',
      at: 'http://nas/x',
      found: { a: [1] },
      torrent: '[70 bytes]',
      nil: null,
      done: '[function]',
      key: '[secret]',
      time_: 'mine',
    },
  );
});

test('long texts and lists are cut, and say so', () => {
  const { long, many } = shown({
    long: 'x'.repeat(9_000),
    many: Array.from({ length: 102 }, () => 1),
  });
  assert.match(String(long), /^x{8000}… \(1000 more characters\)$/);
  assert.equal((many as unknown[]).at(-1), '… 2 more');
});

test('a terminal gets readable lines, the file JSON, and stdout nothing unless asked', async () => {
  const logsDir = path.join(folder, 'both');
  const { logger, written } = open({ logsDir, pretty: true, jsonToStdout: false });
  logger.info({ found: 3 }, 'Term searched');
  await logger.close();
  assert.match(written.join(''), /^\d\d:\d\d:\d\d INFO: Term searched\n\s+found: 3\n$/);
  const file = path.join(logsDir, 'mamcrawler.log');
  assert.deepEqual(
    linesOf(file).map(({ msg }) => msg),
    ['Term searched'],
  );
  assert.equal(statSync(file).mode & 0o077, 0, 'for the owner only');
});

test('the file is put aside when full, a few are kept, and no line is lost or cut', async () => {
  const logsDir = path.join(folder, 'rotated');
  const { logger } = open({ logsDir, maxBytes: 2_000, keep: 3, jsonToStdout: false });
  for (let number = 0; number < 200; number += 1) logger.info({ number }, 'a line');
  await logger.close();
  const files = ['mamcrawler.3.log', 'mamcrawler.2.log', 'mamcrawler.1.log', 'mamcrawler.log'];
  assert.deepEqual(readdirSync(logsDir).toSorted(), files.toSorted());
  const numbers: unknown[] = [];
  for (const name of files) {
    assert.ok(statSync(path.join(logsDir, name)).size <= 2_000);
    for (const line of linesOf(path.join(logsDir, name))) numbers.push(line['number']);
  }
  assert.ok(numbers.length > 50);
  const first = 200 - numbers.length;
  assert.deepEqual(
    numbers,
    Array.from(numbers, (_, index) => first + index),
  );
});

test('two that write to one file rotate it together and lose nothing', async () => {
  const logsDir = path.join(folder, 'shared');
  const both = [1, 2].map(() => open({ logsDir, maxBytes: 3_000, keep: 50, jsonToStdout: false }));
  for (let number = 0; number < 100; number += 1) {
    for (const [who, { logger }] of both.entries()) logger.info({ who, number }, 'a line');
  }
  for (const { logger } of both) await logger.close();
  const lines = readdirSync(logsDir).flatMap((name) => linesOf(path.join(logsDir, name)));
  const keys = new Set(lines.map(({ who, number }) => `${who}/${number}`));
  assert.deepEqual([lines.length, keys.size], [200, 200]);
});

test('a kill -9 loses no line that was logged before it', async () => {
  const logsDir = path.join(folder, 'killed');
  const logger = JSON.stringify(path.resolve(import.meta.dirname, '../src/logger.ts'));
  const options = JSON.stringify({ ...QUIET, logsDir });
  const program = `const { createLogger } = await import(${logger});
    const log = createLogger(${options});
    for (let number = 0; number < 500; number += 1) log.info({ number }, 'a line');
    process.kill(process.pid, 'SIGKILL');`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: 'inherit',
  });
  const [, signal] = await once(child, 'exit');
  assert.equal(signal, 'SIGKILL');
  assert.equal(linesOf(path.join(logsDir, 'mamcrawler.log')).length, 500);
});

test('a log file that can not be written to is said once, stops nothing, and is tried again', async () => {
  const logsDir = path.join(folder, 'removed');
  const { logger, written } = open({ logsDir, jsonToStdout: false });
  rmSync(logsDir, { recursive: true });
  logger.info({}, 'one');
  logger.info({}, 'two');
  assert.deepEqual(written, [
    "The log file can't be written (ENOENT); the program goes on without.\n",
  ]);
  mkdirSync(logsDir);
  logger.info({}, 'three');
  await logger.close();
  assert.deepEqual(
    linesOf(path.join(logsDir, 'mamcrawler.log')).map(({ msg }) => msg),
    ['three'],
  );
});

test('closing twice, and logging after it, harms nothing', async () => {
  const logsDir = path.join(folder, 'closed');
  const { logger, records } = open({ logsDir });
  await logger.close();
  await logger.close();
  await logger.flush();
  logger.info({}, 'still on the terminal');
  assert.equal(records().length, 1);
});

for (const stream of ['stdout', 'stderr'] as const) {
  test(`a ${stream} that nobody reads any more does not end the program; the file goes on`, async () => {
    const logsDir = path.join(folder, `unread-${stream}`);
    const program = `
      import { setTimeout as sleep } from 'node:timers/promises';
      import { createLogger } from ${JSON.stringify(new URL('../src/logger.ts', import.meta.url).href)};
      const logger = createLogger({ level: 'info', logsDir: ${JSON.stringify(logsDir)}, timeZone: 'UTC',
        pretty: ${stream === 'stderr'}, jsonToStdout: ${stream === 'stdout'}, secrets: [] });
      process.once('message', async () => {
        for (let line = 0; line < 5; line += 1) { logger.info({ line }, 'x'); await sleep(10); }
        await logger.close();
        process.exit(0);
      });
      process.send('up');`;
    const child = spawn(process.execPath, ['--input-type=module-typescript', '-e', program], {
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    await once(child, 'message');
    child[stream]?.destroy();
    child.send('go');
    const [code] = await once(child, 'exit');
    assert.equal(code, 0);
    assert.equal(linesOf(path.join(logsDir, 'mamcrawler.log')).length, 5);
  });
}
