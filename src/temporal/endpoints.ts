import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';

const FILE = 'embedded.json';

/** The file is there and can't be read, or is not what we write. The message says what to do. */
export class DamagedEndpointsError extends Error {
  override readonly name = 'DamagedEndpointsError';
}

/**
 * Where the servers are that `npm start` brought, null for one that the configuration names; and
 * where it answers itself.
 * The database's URL holds its password: never print it.
 */
export const Endpoints = z.object({
  /** `host:port`. */
  temporalAddress: z.string().min(1).nullable(),
  temporalUiUrl: z.url().nullable(),
  databaseUrl: z.string().min(1).nullable(),
  /** Where the REST API answers; null for none, and in what was left before there was one. */
  apiUrl: z.url().nullable().default(null),
});
export type Endpoints = Readonly<z.infer<typeof Endpoints>>;

/**
 * Leaves word in the data folder, for the command line and other programs on this machine.
 * Readable by the owner alone; replaced whole, so that nobody reads half of it.
 */
export async function writeEndpoints(dataDir: string, endpoints: Endpoints): Promise<void> {
  await mkdir(dataDir, { recursive: true });
  const file = path.join(dataDir, FILE);
  const fresh = `${file}.${process.pid}`;
  await writeFile(fresh, `${JSON.stringify(endpoints, null, 2)}\n`, { mode: 0o600 });
  await rename(fresh, file);
}

/**
 * What {@link writeEndpoints} left, or null when `npm start` never ran on this data folder. The
 * servers may have ended since.
 *
 * @throws {DamagedEndpointsError}
 */
export async function readEndpoints(dataDir: string): Promise<Endpoints | null> {
  const file = path.join(dataDir, FILE);
  const text = await readIfThere(file);
  if (text === null) return null;
  const parsed = Endpoints.safeParse(parseJson(text));
  if (parsed.success) return parsed.data;
  throw new DamagedEndpointsError(`${file} is damaged: delete it, and start anew with npm start`);
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    if (code === 'ENOENT') return null;
    if (code !== 'EACCES' && code !== 'EPERM' && code !== 'EISDIR') throw error;
    throw new DamagedEndpointsError(
      `${file} can't be read (${code}): call mamcrawler as the user that runs npm start`,
    );
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
