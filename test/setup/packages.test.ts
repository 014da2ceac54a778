import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = new URL('../../', import.meta.url);
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, root), 'utf8'));

type Locked = { version: string; optionalDependencies?: Record<string, string> };
type Tree = { version?: string; dependencies?: Record<string, Tree> };

const manifest = read('package.json') as Record<
  'dependencies' | 'devDependencies',
  Record<string, string>
>;
const { packages } = read('package-lock.json') as { packages: Record<string, Locked> };

async function versionsInstalled(name: string): Promise<string[]> {
  const { stdout } = await run('npm', ['ls', name, '--all', '--json'], {
    cwd: fileURLToPath(root),
  });
  const found = new Set<string>();
  const walk = (tree: Tree): void => {
    for (const [child, branch] of Object.entries(tree.dependencies ?? {})) {
      if (child === name && branch.version !== undefined) found.add(branch.version);
      walk(branch);
    }
  };
  walk(JSON.parse(stdout) as Tree);
  return [...found];
}

describe('the packages', () => {
  it('are asked for by exact version', () => {
    const wanted = Object.entries({ ...manifest.dependencies, ...manifest.devDependencies });
    assert.ok(wanted.length > 20);
    for (const [name, version] of wanted) assert.match(version, /^\d+\.\d+\.\d+(-[\w.]+)?$/u, name);
  });

  it("hold one protobufjs 8: with several the SDK can't replay a history", async () => {
    const eights = (await versionsInstalled('protobufjs')).filter((it) => it.startsWith('8.'));
    assert.deepEqual(eights, [manifest.dependencies['protobufjs']]);
    const copies = Object.keys(packages).filter(
      (path) => path.endsWith('/protobufjs') && packages[path]?.version.startsWith('8.'),
    );
    assert.deepEqual(copies, ['node_modules/protobufjs']);
  });

  it('hold all of @temporalio at one version', () => {
    const ours = Object.entries(packages).filter(([path]) => path.includes('/@temporalio/'));
    const versions = new Set(ours.map(([, { version }]) => version));
    assert.ok(ours.length > 8);
    assert.deepEqual([...versions], [manifest.dependencies['@temporalio/worker']]);
  });

  it('are locked for every platform, as npm ci demands', () => {
    for (const { optionalDependencies = {} } of Object.values(packages)) {
      for (const [name, version] of Object.entries(optionalDependencies)) {
        const isExact = /^\d/u.test(version);
        const mended = 'run `node scripts/complete-lock.mjs`';
        if (isExact) assert.ok(`node_modules/${name}` in packages, `${name} lacks: ${mended}`);
      }
    }
  });
});
