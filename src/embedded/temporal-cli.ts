import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Time for one call of the CLI; against a server that answers each takes some 50 ms. */
const CALL_TIMEOUT_MS = 10_000;

/** A server and the `temporal` program to speak with it. */
export type TemporalTarget = { readonly cliPath: string; readonly address: string };

/** The environment of the CLI: no TEMPORAL_* of ours may point it at another server. */
export function cliEnvironment(): NodeJS.ProcessEnv {
  return { PATH: process.env['PATH'], HOME: process.env['HOME'], TZ: 'UTC' };
}

/** Whether the server serves the namespace; it answers before the first one is made. */
export async function isServing(target: TemporalTarget, namespace: string): Promise<boolean> {
  try {
    const { stdout } = await call(target, ['operator', 'cluster', 'health']);
    if (!stdout.includes('SERVING')) return false;
    await call(target, ['operator', 'namespace', 'describe', '--namespace', namespace]);
    return true;
  } catch {
    // Not listening yet, or not yet healthy: the caller asks again until its deadline.
    return false;
  }
}

/**
 * Makes the namespace's settings those that we want. The server takes search attributes on its
 * command line only when it creates its file, and keeps finished runs for a day by default.
 */
export async function configureNamespace(
  target: TemporalTarget,
  wanted: {
    readonly namespace: string;
    readonly retention: string;
    readonly searchAttributes: Readonly<Record<string, string>>;
  },
): Promise<void> {
  const scope = ['--namespace', wanted.namespace];
  const lasting = ['--retention', wanted.retention];
  await call(target, ['operator', 'namespace', 'update', ...scope, ...lasting]);
  const names: string[] = [];
  for (const [name, type] of Object.entries(wanted.searchAttributes)) {
    names.push('--name', name, '--type', type);
  }
  if (names.length === 0) return;
  await call(target, ['operator', 'search-attribute', 'create', ...scope, ...names]);
}

function call(
  { cliPath, address }: TemporalTarget,
  words: readonly string[],
): Promise<{ stdout: string; stderr: string }> {
  const alone = ['--address', address, '--disable-config-file', '--disable-config-env'];
  return run(cliPath, [...words, ...alone], {
    env: cliEnvironment(),
    timeout: CALL_TIMEOUT_MS,
  });
}
