import { execFile } from 'node:child_process';
import { chown } from 'node:fs/promises';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** The id of `nobody`, as which PostgreSQL sees itself when root runs it in a user namespace. */
const NOBODY = '65534';

/** Where neither a namespace nor another user can be had. */
export class RootRefusedError extends Error {
  constructor(detail: string) {
    super(
      'PostgreSQL refuses to run as root, and no other user could be taken: ' +
        `${detail}. Run this as an ordinary user, or move it out of private folders (/root), ` +
        'or set DATABASE_URL to a PostgreSQL server.',
    );
    this.name = 'RootRefusedError';
  }
}

/**
 * The words to put before a PostgreSQL program. None for an ordinary user. For root a user
 * namespace, in which root's own files look like nobody's, so that nothing changes its owner; where
 * that is refused (some containers), an unprivileged user, to whom the data folder is then given.
 * `probe` is the program that this user must be able to run. Throws {@link RootRefusedError}.
 */
export async function withoutRoot(
  dataDir: string,
  probe: string,
  uid: number | undefined = process.getuid?.(),
): Promise<readonly string[]> {
  if (uid !== 0) return [];
  const namespace = ['unshare', '-U', `--map-user=${NOBODY}`, `--map-group=${NOBODY}`];
  if (await works([...namespace, probe, '--version'])) return namespace;
  return asOtherUser(dataDir, probe);
}

/** The second way of {@link withoutRoot}: setpriv to `postgres`, else `nobody`. */
export async function asOtherUser(dataDir: string, probe: string): Promise<readonly string[]> {
  for (const user of ['postgres', 'nobody']) {
    const ids = await idsOf(user);
    if (ids === undefined) continue;
    const words = ['setpriv', `--reuid=${ids.uid}`, `--regid=${ids.gid}`, '--clear-groups'];
    if (!(await works([...words, probe, '--version']))) continue;
    await chown(dataDir, Number(ids.uid), Number(ids.gid));
    if (await works([...words, 'test', '-w', dataDir])) return words;
  }
  throw new RootRefusedError('unshare is not allowed here, and setpriv did not help');
}

async function idsOf(user: string): Promise<{ uid: string; gid: string } | undefined> {
  try {
    const uid = await run('id', ['-u', user]);
    const gid = await run('id', ['-g', user]);
    return { uid: uid.stdout.trim(), gid: gid.stdout.trim() };
  } catch {
    // No such user on this system: the next one may exist.
    return undefined;
  }
}

async function works([file = '', ...args]: readonly string[]): Promise<boolean> {
  try {
    await run(file, args, { timeout: 10_000 });
    return true;
  } catch {
    // Missing, refused or broken: whichever it is, this way is closed and the caller tries another.
    return false;
  }
}
