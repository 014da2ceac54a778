import { EventEmitter } from 'node:events';
import { pino, type Logger as Pino } from 'pino';
import { prettyFactory } from 'pino-pretty';
import { createClock } from './logger/clock.ts';
import { createMask } from './logger/masking.ts';
import { toPlain, type Plain } from './logger/plain.ts';
import { openRotatingFile, type RotatingFile } from './logger/rotating-file.ts';

/** What varies in a log line; an error goes in as `{ error }`. */
export type LogFields = Readonly<Record<string, unknown>>;

/**
 * Writes the log. The message is a constant sentence, the fields are what varies.
 * error = we must mend code; warn = the owner must look; info = a line per phase.
 */
export interface Logger {
  debug(fields: LogFields, message: string): void;
  info(fields: LogFields, message: string): void;
  warn(fields: LogFields, message: string): void;
  error(fields: LogFields, message: string): void;
  /** A logger whose every line has these fields too; it shares the file and its closing. */
  child(fields: LogFields): Logger;
  /** Makes what was written survive a power cut. Lines survive a kill without it. */
  flush(): Promise<void>;
  /** Flushes and closes; what is logged afterwards still reaches the terminal. */
  close(): Promise<void>;
}

/** Settings of {@link createLogger}. */
export interface LoggerOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error';
  /** Folder of `mamcrawler.log`; null = no file. */
  readonly logsDir: string | null;
  /** IANA name: the clock of the lines. */
  readonly timeZone: string;
  /** True = readable lines on stderr, for a person at a terminal. */
  readonly pretty: boolean;
  /** True = JSON lines on stdout, for a container's collector. Default false. */
  readonly jsonToStdout?: boolean;
  /** Values that are masked wherever they turn up: `secretsOf(config)`. */
  readonly secrets: readonly string[];
  /** Rotation, in bytes and files; default 10 MB and 5 besides the current one. */
  readonly maxBytes?: number;
  readonly keep?: number;
  /** Where the terminal's lines go instead of stderr and stdout; for tests. */
  readonly terminal?: { write(text: string): unknown };
}

/** Fields that pino writes itself; ours of the same name get a `_` behind. */
const RESERVED: ReadonlySet<string> = new Set(['level', 'time', 'pid', 'msg']);

/**
 * Opens the log: JSON lines in `<logsDir>/mamcrawler.log`, rotated, and the terminal when asked.
 * Every text in a line (message, fields, errors with causes and stacks) is masked before pino
 * sees it. Throws what the file system throws when the log can't be opened.
 */
export function createLogger(options: LoggerOptions): Logger {
  const mask = createMask(options.secrets);
  const clock = createClock(options.timeZone);
  const file = options.logsDir === null ? null : openFile(options.logsDir, options);
  const write = createWriter(file, options);
  const root = pino(
    {
      level: options.level,
      base: { pid: process.pid },
      timestamp: () => `,"time":"${clock(new Date())}"`,
      formatters: { level: (label) => ({ level: label }) },
    },
    { write },
  );
  const clean = (fields: LogFields): Record<string, Plain> => {
    const shown: [string, Plain][] = [];
    for (const [key, value] of Object.entries(asObject(toPlain(fields, mask)))) {
      shown.push([RESERVED.has(key) ? `${key}_` : key, value]);
    }
    return Object.fromEntries(shown);
  };
  return wrap(root, { clean, mask, file });
}

function openFile(dir: string, { maxBytes, keep }: LoggerOptions): RotatingFile {
  return openRotatingFile({
    dir,
    name: 'mamcrawler',
    maxBytes: maxBytes ?? 10_000_000,
    keep: keep ?? 5,
  });
}

function asObject(value: Plain): Readonly<Record<string, Plain>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value))
    : { value };
}

function wrap(
  inner: Pino,
  made: {
    readonly clean: (fields: LogFields) => Record<string, Plain>;
    readonly mask: (text: string) => string;
    readonly file: RotatingFile | null;
  },
): Logger {
  const { clean, mask, file } = made;
  const log = (level: LoggerOptions['level'], fields: LogFields, message: string): void => {
    if (inner.isLevelEnabled(level)) inner[level](clean(fields), mask(message));
  };
  return {
    debug: (fields, message) => log('debug', fields, message),
    info: (fields, message) => log('info', fields, message),
    warn: (fields, message) => log('warn', fields, message),
    error: (fields, message) => log('error', fields, message),
    child: (fields) => wrap(inner.child(clean(fields)), made),
    flush: () => Promise.resolve(file?.flush()),
    close: () => Promise.resolve(file?.close()),
  };
}

/** Where finished lines go. A file that can't be written to is said once, and tried again. */
function createWriter(file: RotatingFile | null, options: LoggerOptions): (line: string) => void {
  const stderr = options.terminal ?? process.stderr;
  const stdout = options.terminal ?? process.stdout;
  const readable = options.pretty
    ? prettyFactory({
        colorize: options.terminal === undefined && process.stderr.isTTY,
        ignore: 'pid',
        translateTime: false,
        customPrettifiers: { time: (time) => (typeof time === 'string' ? time.slice(11, 19) : '') },
      })
    : null;
  let failing = false;
  const toStderr = untilItBreaks(stderr);
  const toStdout = untilItBreaks(stdout);
  return (line) => {
    if (readable !== null) toStderr(readable(line));
    if (options.jsonToStdout === true) toStdout(line);
    try {
      file?.write(line);
      failing = false;
    } catch (error) {
      if (!failing) {
        const code = error instanceof Error && 'code' in error ? String(error.code) : 'a fault';
        toStderr(`The log file can't be written (${code}); the program goes on without.\n`);
      }
      failing = true;
    }
  };
}

/**
 * Writes to a stream of the process until nobody reads it any more (EPIPE: the terminal was closed,
 * the collector died). The service goes on without: an unheard 'error' event would end it.
 */
function untilItBreaks(stream: { write(text: string): unknown }): (text: string) => void {
  let isBroken = false;
  // The listener stays when the logger is closed: an error may come after the last line.
  if (stream instanceof EventEmitter) stream.on('error', () => (isBroken = true));
  return (text) => {
    if (!isBroken) stream.write(text);
  };
}
