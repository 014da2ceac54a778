import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile, mkdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

/** What each rule is there to stop. */
const VIOLATIONS: readonly [rule: string, code: string][] = [
  ['no-floating-promises', 'export function f() { Promise.resolve(1); }\n'],
  ['no-explicit-any', 'export const f = (a: any): void => { void a; };\n'],
  ['no-non-null-assertion', 'export const f = (a: string | null): string => a!;\n'],
  ['await-thenable', 'export async function f(a: number) { await a; }\n'],
  [
    'switch-exhaustiveness-check',
    "export function f(a: 'x' | 'y') { switch (a) { case 'x': return 1; } return 2; }\n",
  ],
  ['no-unused-vars', 'export function f() { const a = 1; }\n'],
  ['eqeqeq', 'export const f = (a: number): boolean => a == 1;\n'],
  ['max-params', 'export const f = (a: 1, b: 1, c: 1, d: 1): number => a + b + c + d;\n'],
  ['max-lines', '// a line\n'.repeat(251)],
  ['no-console', 'console.log(1);\n'],
];

describe('the lint', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mamcrawler-lint-'));
    for (const file of ['.oxlintrc.json', '.oxfmtrc.json', 'tsconfig.json', 'package.json']) {
      await cp(join(root, file), join(folder, file));
    }
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  async function lint(path: string, code: string): Promise<string> {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, code);
    const words = ['--type-aware', '--deny-warnings', '-f', 'unix', path];
    try {
      await run(join(root, 'node_modules/.bin/oxlint'), words, { cwd: folder });
      return '';
    } catch (error) {
      return (error as { stdout: string }).stdout;
    } finally {
      await rm(file);
    }
  }

  for (const [rule, code] of VIOLATIONS) {
    it(`stops ${rule}`, async () => {
      assert.match(await lint(`src/${rule}.ts`, code), new RegExp(`\\(${rule}\\)`, 'u'));
    });
  }

  it('lets sound code pass', async () => {
    assert.equal(
      await lint('src/sound.ts', 'export const f = (a: number): number => a + 1;\n'),
      '',
    );
  });

  it('lets tests assert that something is there', async () => {
    const code = 'export const f = (a: string | null): string => a!;\n';
    assert.equal(await lint('test/sound.test.ts', code), '');
  });

  it('has a format, and finds what lacks it', async () => {
    const file = join(folder, 'src', 'format.ts');
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, 'export const a = "x"\n');
    const check = run(join(root, 'node_modules/.bin/oxfmt'), ['--check', 'src/format.ts'], {
      cwd: folder,
    });
    await assert.rejects(check, /format\.ts/u);
  });
});
