import assert from 'node:assert/strict';
import { access, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';
import { buildBundle, workflowCode } from '../../src/workers/workflow-code.ts';
import { WORKFLOW_TYPES } from '../../src/temporal/names.ts';

describe('the bundle of the workflows', () => {
  let folder: string;
  let file: string;
  let made: Awaited<ReturnType<typeof buildBundle>>;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'mamcrawler-bundle-'));
    file = path.join(folder, 'workflows.js');
    made = await buildBundle();
  });
  after(() => rm(folder, { recursive: true, force: true }));

  test('builds, and holds every workflow', () => {
    for (const name of Object.values(WORKFLOW_TYPES)) {
      assert.match(made.code, new RegExp(`async function ${name}\\(`));
    }
    assert.match(made.hash, /^[0-9a-f]{64}$/);
  });

  test('holds nothing that workflows may not know', () => {
    // The bundler names each module by its path.
    const modules = [...made.code.matchAll(/^\/\*{3}\/ "(\.[^"]+)"/gm)].map(
      ([, name = '']) => name,
    );
    assert.ok(modules.length > 20, `${modules.length} modules`);
    const own = modules.filter((name) => name.startsWith('./src/'));
    assert.ok(own.includes('./src/workflows/crawl.ts'), own.join(', '));
    for (const name of own) assert.match(name, /^\.\/src\/(?:workflows|temporal)\//);
    const remotes = /node_modules\/(?:playwright|postgres|undici|pino|zod)\b/;
    assert.deepEqual(
      modules.filter((name) => remotes.test(name)),
      [],
    );
    for (const name of builtinModules) assert.ok(!made.code.includes(`require("node:${name}")`));
  });

  test('is used when it was made from just these sources', async () => {
    await writeFile(file, made.code);
    await writeFile(`${file}.sha256`, `${made.hash}\n`);
    assert.deepEqual(await workflowCode(file), { workflowBundle: { codePath: file } });
  });

  const STALE: readonly (readonly [string, string])[] = [
    ['from other sources', 'a'.repeat(64)],
    ['with an empty hash', ''],
    ['with a hash cut short', 'abc'],
  ];
  for (const [how, hash] of STALE) {
    test(`is refused when it was made ${how}: the sources are bundled anew`, async () => {
      await writeFile(file, made.code);
      await writeFile(`${file}.sha256`, hash);
      const { workflowBundle, workflowsPath } = await workflowCode(file);
      assert.equal(workflowBundle, undefined);
      await access(String(workflowsPath));
    });
  }

  test('is not missed when there is none', async () => {
    const { workflowBundle, workflowsPath } = await workflowCode(path.join(folder, 'none.js'));
    assert.equal(workflowBundle, undefined);
    await access(String(workflowsPath));
  });
});
