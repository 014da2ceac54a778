#!/usr/bin/env node
/*
 * Starts the command line on the project's own Node 24 where the Node at hand is older: TypeScript
 * runs by Node's own type stripping. Plain JavaScript, so that any Node can read it.
 */
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { constants } from 'node:os';
import { fileURLToPath } from 'node:url';

const MAIN = new URL('../src/cli/main.ts', import.meta.url);
const OWN_NODE = fileURLToPath(new URL('../node_modules/.bin/node', import.meta.url));
const MAJOR = 24;

/** Runs the program in a process of its own; signals go there, and its end is our end. */
function handOver() {
  const words = [fileURLToPath(import.meta.url), ...process.argv.slice(2)];
  const child = spawn(OWN_NODE, words, { stdio: 'inherit' });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => {
      // A terminal's Ctrl-C reaches the child by itself: we only have to outlive it.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal);
    });
  }
  child.once('error', fail);
  child.once('exit', (code, signal) => {
    process.exit(code ?? 128 + (constants.signals[signal] ?? 0));
  });
}

function fail() {
  end(`Node ${process.versions.node} is too old, and the project's own is not there`);
}

function end(fault) {
  process.stderr.write(`${fault}: run \`node scripts/setup.mjs\` in the project first.\n`);
  process.exit(1);
}

/** Runs the program in this process; a package that is not installed is told in a sentence. */
async function runHere() {
  try {
    await import(MAIN.href);
  } catch (error) {
    const [, name] = /^Cannot find package '([^']+)'/.exec(error?.message ?? '') ?? [];
    if (error?.code !== 'ERR_MODULE_NOT_FOUND' || name === undefined) throw error;
    end(`the package ${name} is not installed`);
  }
}

if (Number(process.versions.node.split('.')[0]) >= MAJOR) await runHere();
else if (existsSync(OWN_NODE)) handOver();
else fail();
