import { createHash } from 'node:crypto';
import { access, readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundleWorkflowCode, DefaultLogger, type WorkerOptions } from '@temporalio/worker';

/** The folder that holds `src`, `migrations` and `dist`. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** Where `npm run bundle` puts the workflows' code, and beside it the hash of its sources. */
export const BUNDLE = path.join(ROOT, 'dist', 'workflows.js');

const ENTRY = path.join(ROOT, 'src', 'workflows', 'index.ts');

/** What the bundle is made of: workflows import only each other and these. */
const SOURCES = ['src/workflows', 'src/temporal', 'package-lock.json'];

/**
 * The workflows' code for a worker: the prebuilt bundle when it was made from just these sources,
 * else bundled now (about a second).
 */
export async function workflowCode(
  bundle = BUNDLE,
): Promise<Pick<WorkerOptions, 'workflowBundle' | 'workflowsPath'>> {
  const built = await readFile(`${bundle}.sha256`, 'utf8').catch(() => '');
  const isThere = await access(bundle).then(
    () => true,
    () => false,
  );
  if (isThere && built.trim() === (await hashOfSources())) {
    return { workflowBundle: { codePath: bundle } };
  }
  return { workflowsPath: ENTRY };
}

/** Bundles the workflows; throws when one of them imports what workflows may not. */
export async function buildBundle(): Promise<{ readonly code: string; readonly hash: string }> {
  const logger = new DefaultLogger('WARN');
  const { code } = await bundleWorkflowCode({ workflowsPath: ENTRY, logger });
  return { code, hash: await hashOfSources() };
}

async function hashOfSources(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of SOURCES) {
    for (const file of await filesOf(path.join(ROOT, source))) {
      hash.update(path.relative(ROOT, file)).update(await readFile(file));
    }
  }
  return hash.digest('hex');
}

async function filesOf(place: string): Promise<readonly string[]> {
  if (path.extname(place) !== '') return [place];
  const entries = await readdir(place, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return files.map((entry) => path.join(entry.parentPath, entry.name)).toSorted();
}
