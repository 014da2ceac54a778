import { spawn, type ChildProcess } from 'node:child_process';
import { pbkdf2Sync, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { access, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** A real qBittorrent, headless, on loopback, without any peer-finding. */
export interface QbittorrentNox {
  readonly url: URL;
  readonly username: string;
  readonly password: string;
  /** Its profile; torrents are saved under it. */
  readonly profileDir: string;
  readonly port: number;
  /** The running process, or null while it is down. */
  pid(): number | null;
  kill9(): Promise<void>;
  /** Starts it again (after a gentle stop, if it runs) on the same profile and port. */
  restart(): Promise<void>;
  /** Ends it and removes its profile. */
  stop(): Promise<void>;
}

const START_DEADLINE_MS = 20_000;
const STOP_DEADLINE_MS = 10_000;

/** Starts a qBittorrent with a fresh profile, and waits until it answers. */
export async function startQbittorrentNox(
  settings: { readonly username?: string; readonly password?: string } = {},
): Promise<QbittorrentNox> {
  const { username = 'owner', password = 'a good + password' } = settings;
  const binary = await findBinary();
  const profileDir = await mkdtemp(join(tmpdir(), 'mamcrawler-qbittorrent-'));
  const port = await freePort();
  const url = new URL(`http://127.0.0.1:${port}`);
  await prepareProfile(profileDir, { username, password });
  let child: ChildProcess | null = null;
  const killOnExit = () => void child?.kill('SIGKILL');
  process.on('exit', killOnExit);

  async function start(): Promise<void> {
    const started = spawn(binary, [`--profile=${profileDir}`, `--webui-port=${port}`], {
      stdio: 'ignore',
    });
    child = started;
    await untilItAnswers(url, started);
  }

  async function end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    const ending = child;
    child = null;
    if (ending === null || ending.exitCode !== null || ending.signalCode !== null) return;
    const exited = once(ending, 'exit');
    ending.kill(signal);
    const deadline = setTimeout(() => ending.kill('SIGKILL'), STOP_DEADLINE_MS);
    await exited;
    clearTimeout(deadline);
  }

  await start();
  return {
    url,
    username,
    password,
    profileDir,
    port,
    pid: () => child?.pid ?? null,
    kill9: () => end('SIGKILL'),
    async restart() {
      await end('SIGTERM');
      await start();
    },
    async stop() {
      await end('SIGTERM');
      process.off('exit', killOnExit);
      await rm(profileDir, { recursive: true, force: true });
    },
  };
}

async function untilItAnswers(url: URL, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + START_DEADLINE_MS;
  for (;;) {
    if (child.exitCode !== null) throw new Error(`qbittorrent-nox ended with ${child.exitCode}`);
    try {
      // 403 without a session: it is up.
      await fetch(new URL('api/v2/app/version', url), { signal: AbortSignal.timeout(2_000) });
      return;
    } catch (error) {
      if (Date.now() > deadline) {
        child.kill('SIGKILL');
        throw new Error('qbittorrent-nox did not answer in time', { cause: error });
      }
    }
    await sleep(50);
  }
}

async function prepareProfile(
  profileDir: string,
  credentials: { readonly username: string; readonly password: string },
): Promise<void> {
  const salt = randomBytes(16);
  const key = pbkdf2Sync(credentials.password, salt, 100_000, 64, 'sha512');
  const folder = join(profileDir, 'qBittorrent', 'config');
  await mkdir(folder, { recursive: true });
  const lines = [
    '[LegalNotice]',
    'Accepted=true',
    '[Preferences]',
    'WebUI\\Address=127.0.0.1',
    'WebUI\\LocalHostAuth=true',
    `WebUI\\Username=${credentials.username}`,
    `WebUI\\Password_PBKDF2="@ByteArray(${salt.toString('base64')}:${key.toString('base64')})"`,
    '[BitTorrent]',
    'Session\\DHTEnabled=false',
    'Session\\PeXEnabled=false',
    'Session\\LSDEnabled=false',
    'Session\\Interface=lo',
    'Session\\InterfaceAddress=127.0.0.1',
    '[Network]',
    'PortForwardingEnabled=false',
  ];
  await writeFile(join(folder, 'qBittorrent.conf'), `${lines.join('\n')}\n`);
}

/** The binary that set-up found, else one on PATH. */
async function findBinary(): Promise<string> {
  const found = [await fromSetUp()];
  for (const folder of (process.env['PATH'] ?? '').split(delimiter)) {
    found.push(join(folder, 'qbittorrent-nox'));
  }
  for (const path of found) {
    if (path !== null && (await isExecutable(path))) return path;
  }
  throw new Error(
    'These tests need a real qBittorrent: install Debian’s package "qbittorrent-nox" ' +
      '(apt-get install qbittorrent-nox), or run "npm run setup" as root, which does.',
  );
}

async function fromSetUp(): Promise<string | null> {
  try {
    const file = new URL('../../.tools/setup.json', import.meta.url);
    const found: unknown = JSON.parse(await readFile(file, 'utf8'));
    if (typeof found !== 'object' || found === null || !('qbittorrent' in found)) return null;
    return typeof found.qbittorrent === 'string' ? found.qbittorrent : null;
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
}

async function isExecutable(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no TCP port was opened');
  return address.port;
}
