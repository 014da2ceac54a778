import { randomBytes } from 'node:crypto';
import { link, mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { Secret } from '../secret.ts';

/** Settings of {@link loadSecretKey}. */
export interface SecretKeyOptions {
  /** SECRET_KEY, when it is set: then no file is read or made. */
  readonly configured: Secret | null;
  /** Folder of `secret.key`; made when absent. */
  readonly dataDir: string;
  /** Hears one sentence when others may read the file. Default: nobody does. */
  readonly warn?: (message: string) => void;
}

const KEY_BYTES = 32;
/** What we write: 32 bytes in base64url. A key written by hand may be longer. */
const KEY_LENGTH = 43;

/**
 * The key that encrypts what is kept at rest: SECRET_KEY, else `<dataDir>/secret.key`, generated
 * (mode 0600) when absent. Two processes that start at once end with the same key.
 *
 * Throws when the file can't be read or made, or holds no key: a new one would silently lock
 * away what the old one sealed.
 */
export async function loadSecretKey(options: SecretKeyOptions): Promise<Secret> {
  if (options.configured !== null) return options.configured;
  await mkdir(options.dataDir, { recursive: true });
  const file = path.join(options.dataDir, 'secret.key');
  if (!(await exists(file))) await generate(file);
  const { mode } = await stat(file);
  if ((mode & 0o077) !== 0) options.warn?.(`${file} can be read by others: chmod 600 it.`);
  const key = (await readFile(file, 'utf8')).trim();
  if (key.length < KEY_LENGTH) {
    throw new Error(
      `${file} holds no key. Put the right one back; or remove the file to have one made, which means signing in to the tracker anew.`,
    );
  }
  return new Secret(key);
}

/** Writes a whole file under another name first, so that nobody ever reads half a key. */
async function generate(file: string): Promise<void> {
  const draft = `${file}.${process.pid}.${randomBytes(6).toString('hex')}`;
  const key = `${randomBytes(KEY_BYTES).toString('base64url')}\n`;
  try {
    await writeFile(draft, key, { flag: 'wx', mode: 0o600, flush: true });
    // A link, unlike a rename, fails when another process was first: its key stands.
    await link(draft, file);
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return;
    throw new Error(
      `${file} can't be made (${String(codeOf(error))}). Make its folder writable, or set SECRET_KEY in .env.`,
      { cause: error },
    );
  } finally {
    await rm(draft, { force: true });
  }
}

async function exists(file: string): Promise<boolean> {
  try {
    await stat(file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
