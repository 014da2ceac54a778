import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { LoginCoolDown } from '../integrations/qbittorrent/index.ts';

/** Where a refused login of qBittorrent is remembered while no database is within reach. */
export function refusedLoginFile(dataDir: string): string {
  return path.join(dataDir, 'qbittorrent-refused');
}

/**
 * A cool-down that outlives the process without a database: five checks in a row with a wrong
 * password would otherwise ban the owner. The file holds a salted digest, for the owner alone.
 */
export function coolDownInFile(file: string): LoginCoolDown {
  return {
    async refusedFingerprint() {
      try {
        return (await readFile(file, 'utf8')).trim();
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
        throw error;
      }
    },
    async remember(fingerprint) {
      await mkdir(path.dirname(file), { recursive: true });
      await writeFile(file, `${fingerprint}\n`, { mode: 0o600 });
    },
  };
}

/** The database is within reach again, and remembers from now on. */
export async function forgetRefusedLogin(file: string): Promise<void> {
  await rm(file, { force: true });
}
