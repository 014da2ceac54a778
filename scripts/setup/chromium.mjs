import { existsSync } from 'node:fs';
import { canInstall, install } from './debian.mjs';
import { inRoot } from './paths.mjs';
import { SetupError } from './report.mjs';
import { lastLines, onPath, run, versionOf } from './run.mjs';

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
];
const MAC_APPLICATIONS = [
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];
const DOWNLOAD_HOST = 'https://cdn.playwright.dev';
const REACH_TIMEOUT_MS = 3_000;
const DOWNLOAD_TIMEOUT_MS = 4 * 60_000;
const REMEDY =
  'install Chromium or Chrome (Debian: `apt-get install chromium` as root), ' +
  'or set CHROMIUM_PATH to a browser that you have';

/** A Chromium that answers: the configured one, the system's, Playwright's, or Debian's package. */
export async function ensureChromium({ settings }) {
  if (settings.CHROMIUM_PATH) return configured(settings.CHROMIUM_PATH);
  const present = (await ofSystem()) ?? (await ofPlaywright());
  if (present !== undefined) return { how: 'found', ...present };
  const downloaded = await download();
  if (downloaded !== undefined) return { how: 'brought', ...downloaded };
  if (!canInstall()) throw new SetupError('no browser found, and none could be fetched', REMEDY);
  const { output } = await install('chromium');
  const installed = await ofSystem();
  if (installed !== undefined) return { how: 'brought', ...installed };
  throw new SetupError(`Debian's package could not be had: ${lastLines(output)}`, REMEDY);
}

async function configured(path) {
  const found = await answering(path);
  if (found !== undefined) return { how: 'found', ...found };
  throw new SetupError(
    `CHROMIUM_PATH names ${path}, which does not answer --version`,
    'correct CHROMIUM_PATH, or unset it',
  );
}

async function ofSystem() {
  const candidates = [...NAMES.map(onPath), ...MAC_APPLICATIONS];
  for (const path of candidates) {
    const found = path !== undefined && existsSync(path) ? await answering(path) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The browser that Playwright downloaded earlier, wherever it keeps them on this system. */
async function ofPlaywright() {
  const ask = "import('playwright').then((p) => console.log(p.chromium.executablePath()))";
  const { code, output } = await run([process.execPath, '-e', ask]);
  return code === 0 && existsSync(output) ? answering(output) : undefined;
}

async function download() {
  if (!(await isReachable(process.env.PLAYWRIGHT_DOWNLOAD_HOST ?? DOWNLOAD_HOST))) return undefined;
  const playwright = inRoot('node_modules', 'playwright', 'cli.js');
  await run([process.execPath, playwright, 'install', 'chromium', '--no-shell'], {
    timeoutMs: DOWNLOAD_TIMEOUT_MS,
  });
  return ofPlaywright();
}

async function isReachable(host) {
  try {
    await fetch(host, { method: 'HEAD', signal: AbortSignal.timeout(REACH_TIMEOUT_MS) });
    return true;
  } catch {
    // No way there from here: the next source is tried.
    return false;
  }
}

async function answering(path) {
  const version = await versionOf(path);
  return version === undefined ? undefined : { what: `${version} (${path})`, path, version };
}
