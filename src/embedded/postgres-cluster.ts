import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { access, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PostgresBinaries } from './postgres-binaries.ts';
import { codeOf } from './process.ts';

/** The user and the database of the embedded server. */
export const DATABASE = 'mamcrawler';

/** What making a cluster needs: the programs, the words before them, and where it is to stand. */
export type ClusterPlan = {
  readonly binaries: PostgresBinaries;
  readonly prefix: readonly string[];
  readonly dataDir: string;
  readonly env: NodeJS.ProcessEnv;
};

/** Where the cluster itself lies in the data folder. */
export function clusterDir(dataDir: string): string {
  return join(dataDir, 'cluster');
}

/** The password of the embedded server: made once, readable by its owner only. */
export async function clusterPassword(dataDir: string): Promise<string> {
  const file = passwordFile(dataDir);
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch (error) {
    if (codeOf(error) !== 'ENOENT') throw error;
  }
  const password = randomBytes(24).toString('base64url');
  await writeFile(file, `${password}\n`, { mode: 0o600, flag: 'wx' });
  return password;
}

/**
 * Makes the cluster and its database unless they exist. It is built under another name and renamed
 * when whole, so that a set-up that was killed leaves nothing that looks finished.
 */
export async function ensureCluster(plan: ClusterPlan): Promise<void> {
  if (await exists(join(clusterDir(plan.dataDir), 'PG_VERSION'))) return;
  await clusterPassword(plan.dataDir);
  const draft = join(plan.dataDir, 'cluster.draft');
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { mode: 0o700 });
  await giveToServer(plan, [draft, passwordFile(plan.dataDir)]);
  await initialise(plan, draft);
  await createDatabase(plan, draft);
  await rename(draft, clusterDir(plan.dataDir));
}

/** What root made goes to the user that `setpriv` names, if that is how the server runs. */
async function giveToServer(plan: ClusterPlan, paths: readonly string[]): Promise<void> {
  const uid = plan.prefix.find((word) => word.startsWith('--reuid='))?.slice('--reuid='.length);
  if (uid === undefined) return;
  for (const path of paths) await chown(path, Number(uid), -1);
}

async function initialise(plan: ClusterPlan, draft: string): Promise<void> {
  const words = [...plan.prefix, plan.binaries.initdb, '-D', draft, '-U', DATABASE];
  words.push('--auth=scram-sha-256', `--pwfile=${passwordFile(plan.dataDir)}`);
  words.push('--encoding=UTF8', '--locale=C');
  words.push('--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--no-instructions');
  await runWithInput(words, { input: '', env: plan.env });
}

/** The package brings no client: the server's own single-user mode takes the one statement. */
async function createDatabase(plan: ClusterPlan, draft: string): Promise<void> {
  const words = [...plan.prefix, plan.binaries.postgres, '--single', '-D', draft, 'postgres'];
  await runWithInput(words, { input: `CREATE DATABASE ${DATABASE};\n`, env: plan.env });
}

async function runWithInput(
  [file = '', ...args]: readonly string[],
  { input, env }: { readonly input: string; readonly env: NodeJS.ProcessEnv },
): Promise<void> {
  const child = spawn(file, args, { env, stdio: ['pipe', 'pipe', 'pipe'] });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => (output += text));
  }
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  await once(child, 'close');
  // Single-user mode ends with 0 even when the statement failed; it says so in its output.
  if (child.exitCode === 0 && !/^.*(ERROR|FATAL|PANIC):/mu.test(output)) return;
  throw new Error(`${args.join(' ')} failed:\n${output.trim().slice(-2000)}`);
}

function passwordFile(dataDir: string): string {
  return join(dataDir, 'password');
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  }
}
