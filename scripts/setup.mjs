#!/usr/bin/env node
/*
 * Brings what the program needs and says so, one line each. Plain JavaScript for Node 20.3 and
 * newer, with no dependency: it runs before there are any. Running it again changes nothing.
 *
 *   node scripts/setup.mjs            for `npm start`: no server that .env names is brought
 *   node scripts/setup.mjs --demo     for the demo, which always runs its own servers
 *   node scripts/setup.mjs --tests    also what only the tests need
 */
import { ensureChromium } from './setup/chromium.mjs';
import { ensurePackages } from './setup/packages.mjs';
import { ensurePostgres } from './setup/postgres.mjs';
import { ensureQbittorrent } from './setup/qbittorrent.mjs';
import { print, SetupError } from './setup/report.mjs';
import { ensureRuntime } from './setup/runtime.mjs';
import { ensureTemporal } from './setup/temporal.mjs';
import { readSettings } from './setup/settings.mjs';
import { writeTools } from './setup/tools.mjs';

const forTests = process.argv.includes('--tests');
const needs = {
  settings: readSettings(),
  /** Whether PostgreSQL and Temporal are needed here though the settings name some. */
  ownServers: forTests || process.argv.includes('--demo'),
};
const failures = [];

/** Runs one step; a fault with a remedy is kept, so that all of them are told at once. */
async function step(name, ensure) {
  try {
    const found = await ensure();
    print(found.how, name, found.what);
    return found;
  } catch (error) {
    if (!(error instanceof SetupError)) throw error;
    print('missing', name, error.message);
    failures.push({ name, remedy: error.remedy });
    return undefined;
  }
}

/** The packages come first, then the runtime that they bring: the rest leans on both. */
async function foundation() {
  if ((await step('packages', ensurePackages)) === undefined) return false;
  return (await step('runtime', ensureRuntime)) !== undefined;
}

/** Debian's packages can only be brought one after the other, the rest comes at the same time. */
async function everythingElse() {
  const debian = async () => {
    const chromium = await step('Chromium', () => ensureChromium(needs));
    const qbittorrent = forTests ? await step('qbittorrent-nox', ensureQbittorrent) : undefined;
    return { chromium, qbittorrent };
  };
  const [temporal, postgres, { chromium, qbittorrent }] = await Promise.all([
    step('Temporal CLI', () => ensureTemporal(needs)),
    step('PostgreSQL', () => ensurePostgres(needs)),
    debian(),
  ]);
  return { temporal, postgres, chromium, qbittorrent };
}

if (await foundation()) writeTools(await everythingElse());

for (const { name, remedy } of failures) process.stderr.write(`${name}: ${remedy}\n`);
process.exitCode = failures.length > 0 ? 1 : 0;
