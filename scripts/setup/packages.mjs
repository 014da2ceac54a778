import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { SetupError } from './report.mjs';
import { lastLines, run, systemPath } from './run.mjs';

const INSTALL_TIMEOUT_MS = 10 * 60_000;

/** The npm packages, exactly as package-lock.json names them. */
export async function ensurePackages() {
  const lock = readFileSync(inRoot('package-lock.json'));
  const wanted = createHash('sha256').update(lock).digest('hex');
  if (readIfThere(stampFile()) === wanted)
    return { how: 'found', what: 'as package-lock.json has them' };
  if (isInstalled(JSON.parse(lock.toString('utf8')))) {
    writeFileSync(stampFile(), wanted);
    return { how: 'found', what: 'as package-lock.json has them' };
  }
  await install();
  writeFileSync(stampFile(), wanted);
  return { how: 'brought', what: 'by npm ci' };
}

/** npm ci empties node_modules, the runtime there too: it runs on the Node that was there before. */
async function install() {
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { code, output } = await run([npm, 'ci', '--include=dev', '--no-audit', '--no-fund'], {
    env: { ...process.env, PATH: systemPath() },
    timeoutMs: INSTALL_TIMEOUT_MS,
  });
  if (code === 0) return;
  throw new SetupError(
    `npm ci failed: ${lastLines(output)}`,
    'see that the npm registry can be reached, then run `npm ci` yourself',
  );
}

/** Whether someone ran npm themselves: its own note of what it put there equals the lock file. */
function isInstalled(lock) {
  const note = readIfThere(inRoot('node_modules', '.package-lock.json'));
  if (note === undefined) return false;
  const present = JSON.parse(note).packages ?? {};
  for (const [path, wanted] of Object.entries(lock.packages)) {
    if (path === '' || (wanted.optional && present[path] === undefined)) continue;
    if (present[path]?.version !== wanted.version || !existsSync(inRoot(path))) return false;
  }
  return true;
}

function stampFile() {
  return inRoot('node_modules', '.mamcrawler-lock-sha256');
}

function readIfThere(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}
