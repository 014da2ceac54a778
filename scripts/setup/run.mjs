import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { inRoot } from './paths.mjs';

const OUTPUT_KEPT = 4000;

/**
 * Runs a program to its end and gives its exit code and the end of its output. Never throws: a
 * program that isn't there, or isn't done in time, has code 127 or 124, as in a shell.
 */
export function run(words, { cwd = inRoot(), env = process.env, timeoutMs = 20_000 } = {}) {
  const [file, ...args] = words;
  return new Promise((done) => {
    const child = spawn(file, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      child.kill('SIGKILL');
    }, timeoutMs);
    const keep = (text) => {
      output = (output + text).slice(-OUTPUT_KEPT);
    };
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.once('error', (error) => finish(127, error.message));
    child.once('close', (code) => finish(late ? 124 : (code ?? 1), output));
    function finish(code, text) {
      clearTimeout(timer);
      done({ code, output: text.trim() });
    }
  });
}

/** The first line with a version in it that a program prints on `--version`; undefined if it won't run. */
export async function versionOf(program, words = ['--version']) {
  const { code, output } = await run([program, ...words]);
  if (code !== 0) return undefined;
  return output
    .split('\n')
    .find((line) => /\d\.\d/.test(line))
    ?.trim();
}

/** Where a program lies on PATH; those that npm put there for its own run don't count. */
export function onPath(name) {
  for (const folder of systemPath().split(delimiter)) {
    const path = join(folder, name);
    if (isExecutable(path)) return path;
  }
  return undefined;
}

/** PATH without the project's own node_modules/.bin, which npm puts first while it runs scripts. */
export function systemPath() {
  const own = inRoot('node_modules', '.bin');
  const folders = (process.env.PATH ?? '').split(delimiter);
  return folders.filter((folder) => folder !== '' && folder !== own).join(delimiter);
}

/** Whether there is a program at this path that we may run. */
export function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    // Absent or not to be run: for set-up it isn't there.
    return false;
  }
}

/** The last lines of a program's output, for a sentence about its failure. */
export function lastLines(output, count = 4) {
  return output.split('\n').slice(-count).join(' / ');
}

/** The line of a program's output that names its fault, else the last one; not the whole stack. */
export function faultIn(output) {
  const lines = output.split('\n').map((line) => line.trim());
  const line = lines.find((each) => /error/i.test(each)) ?? lines.at(-1) ?? '';
  return line.slice(0, 300);
}
