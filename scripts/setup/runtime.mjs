import { existsSync, mkdirSync, symlinkSync } from 'node:fs';
import { inRoot } from './paths.mjs';
import { SetupError } from './report.mjs';
import { lastLines, run, systemPath, versionOf } from './run.mjs';

const MAJOR = 'v24.';
const INSTALL_TIMEOUT_MS = 5 * 60_000;

/** Node 24, which the npm package `node` brings by an install script of its own. */
export async function ensureRuntime() {
  const program = inRoot('node_modules', '.bin', 'node');
  const version = await versionOf(program);
  if (version?.startsWith(MAJOR)) return { how: 'found', what: `Node ${version}`, path: program };
  const output = await runInstallScript();
  const brought = await versionOf(program);
  if (brought?.startsWith(MAJOR)) return { how: 'brought', what: `Node ${brought}`, path: program };
  throw new SetupError(
    `node_modules/.bin/node does not answer as Node 24: ${lastLines(output)}`,
    'let npm run the install script of the package `node`, or put Node 24 on PATH as `node` ' +
      'and link it: ln -sf "$(command -v node)" node_modules/.bin/node',
  );
}

/** npm was told to run no install scripts, or asks for leave first: the package's own is run. */
async function runInstallScript() {
  const folder = inRoot('node_modules', 'node');
  const { output } = await run([process.execPath, 'installArchSpecificPackage.js'], {
    cwd: folder,
    env: { ...process.env, PATH: systemPath(), npm_config_ignore_scripts: 'false' },
    timeoutMs: INSTALL_TIMEOUT_MS,
  });
  const link = inRoot('node_modules', '.bin', 'node');
  if (!existsSync(link) && existsSync(inRoot('node_modules', 'node', 'bin', 'node'))) {
    mkdirSync(inRoot('node_modules', '.bin'), { recursive: true });
    symlinkSync('../node/bin/node', link);
  }
  return output;
}
