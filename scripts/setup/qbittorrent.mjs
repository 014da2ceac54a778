import { canInstall, install } from './debian.mjs';
import { onPath, versionOf } from './run.mjs';

const WITHOUT = 'the tests that need a real qBittorrent will fail: install qbittorrent-nox';

/** A real qBittorrent for the tests. Where none can be had set-up goes on, and those tests fail. */
export async function ensureQbittorrent() {
  const present = await answering();
  if (present !== undefined) return { how: 'found', ...present };
  if (!canInstall()) return { how: 'skipped', what: WITHOUT };
  await install('qbittorrent-nox');
  const installed = await answering();
  if (installed !== undefined) return { how: 'brought', ...installed };
  return { how: 'skipped', what: `Debian's package could not be had; ${WITHOUT}` };
}

async function answering() {
  const path = onPath('qbittorrent-nox');
  const version = path === undefined ? undefined : await versionOf(path);
  return version === undefined ? undefined : { what: `${version} (${path})`, path };
}
