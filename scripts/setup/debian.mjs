import { onPath, run } from './run.mjs';

const UPDATE_TIMEOUT_MS = 2 * 60_000;
const INSTALL_TIMEOUT_MS = 8 * 60_000;

let updated;

/** Whether Debian's packages can be had: apt-get is there, and we are root. */
export function canInstall() {
  return process.getuid?.() === 0 && onPath('apt-get') !== undefined;
}

/** Installs one of Debian's packages; its lists are brought up to date once. Gives the run. */
export async function install(name) {
  updated ??= apt(['update', '-qq'], UPDATE_TIMEOUT_MS);
  const lists = await updated;
  const installed = await apt(
    ['install', '-y', '-qq', '--no-install-recommends', name],
    INSTALL_TIMEOUT_MS,
  );
  return installed.code === 0 || lists.code === 0 ? installed : lists;
}

function apt(words, timeoutMs) {
  return run(['apt-get', '-o', 'DPkg::Lock::Timeout=180', ...words], {
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeoutMs,
  });
}
