import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

const test = (body: string): string => `import { it } from 'node:test';\n${body}\n`;

/** What lies in the test folder, and how `npm test -- test` must end. */
const CASES: readonly [title: string, files: Record<string, string>, passes: boolean][] = [
  ['passes when all pass', { 'a.test.ts': test("it('a', () => {});") }, true],
  [
    'fails when one of many fails',
    {
      'a.test.ts': test("it('a', () => {});"),
      'faults/b.test.ts': test("it('b', () => { throw new Error('b'); });"),
    },
    false,
  ],
  ['fails when a file breaks off', { 'a.test.ts': "throw new Error('broken');\n" }, false],
  ['fails when a test is skipped', { 'a.test.ts': test("it.skip('a', () => {});") }, false],
  ['fails when there is nothing to run', { 'readme.ts': '' }, false],
];

/** What stands at the end of a long log, where it is looked for. */
const END: Record<string, RegExp> = {
  'fails when one of many fails': /\n✖ b \(test\/faults\/b\.test\.ts:2\)\nError: b\n[^]*\n1 of 2/,
  'fails when a file breaks off': /\n✖ [^\n]*a\.test\.ts/,
};

describe('the test command', () => {
  for (const [title, files, passes] of CASES) {
    it(title, async () => {
      const folder = await mkdtemp(join(tmpdir(), 'mamcrawler-test-command-'));
      try {
        await mkdir(join(folder, 'scripts'));
        await cp(join(root, 'scripts', 'test.ts'), join(folder, 'scripts', 'test.ts'));
        await cp(join(root, 'package.json'), join(folder, 'package.json'));
        for (const [name, code] of Object.entries(files)) {
          await mkdir(join(folder, 'test', name, '..'), { recursive: true });
          await writeFile(join(folder, 'test', name), code);
        }
        // Inside a test Node marks the environment, and a runner started there would run nothing.
        const { NODE_TEST_CONTEXT: _marked, ...env } = process.env;
        const child = spawn(process.execPath, ['scripts/test.ts', 'test'], { cwd: folder, env });
        const said = Promise.all([text(child.stdout), text(child.stderr)]);
        await once(child, 'close');
        const [out, err] = await said;
        assert.equal(child.exitCode, passes ? 0 : 1, out + err);
        assert.match(out.slice(out.lastIndexOf(' tests passed') - 800), END[title] ?? /passed/);
      } finally {
        await rm(folder, { recursive: true, force: true });
      }
    });
  }
});
