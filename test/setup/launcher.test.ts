import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

/** Makes the Node at hand say that it is an old one, as the launcher sees it. */
const PRETEND_OLD =
  'data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"20.3.0"}})';

/** A command line that tells what it was given, and ends as it is told to. */
const MAIN = `
const words: string[] = process.argv.slice(2);
if (words[0] === 'wait') {
  process.once('SIGTERM', () => process.exit(7));
  setInterval(() => undefined, 1000);
} else process.exitCode = Number(words[0] ?? 0);
console.log(JSON.stringify({ words, node: process.versions.node }));
`;

describe('bin/mamcrawler.mjs', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mamcrawler-bin-'));
    await mkdir(join(folder, 'src', 'cli'), { recursive: true });
    await cp(join(root, 'bin'), join(folder, 'bin'), { recursive: true });
    await cp(join(root, 'package.json'), join(folder, 'package.json'));
    await writeFile(join(folder, 'src', 'cli', 'main.ts'), MAIN);
    await symlink(join(root, 'node_modules'), join(folder, 'node_modules'));
  });
  after(() => rm(folder, { recursive: true, force: true }));

  const start = (words: string[], nodeOptions: string[] = []): ChildProcess =>
    spawn(process.execPath, [...nodeOptions, join(folder, 'bin', 'mamcrawler.mjs'), ...words], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });

  for (const [title, options] of [
    ['runs the command line in the Node at hand when that is new enough', []],
    ["runs it in the project's own Node when that is too old", ['--import', PRETEND_OLD]],
  ] as const) {
    it(`${title}, with its words and its exit code`, async () => {
      const child = start(['3', '--flag', 'a b'], [...options]);
      const said = text(child.stdout!);
      await once(child, 'close');
      const told = JSON.parse(await said) as { words: string[]; node: string };
      assert.deepEqual(told.words, ['3', '--flag', 'a b']);
      assert.match(told.node, /^24\./u);
      assert.equal(child.exitCode, 3);
    });
  }

  it('hands signals on, and ends as the command line ends', async () => {
    const child = start(['wait'], ['--import', PRETEND_OLD]);
    await once(child.stdout!, 'data');
    child.kill('SIGTERM');
    await once(child, 'close');
    assert.equal(child.exitCode, 7);
  });

  it('says what to do when a package is not installed, whichever Node is at hand', async () => {
    const main = join(folder, 'src', 'cli', 'main.ts');
    await writeFile(main, "import 'not-installed';\n");
    for (const options of [[], ['--import', PRETEND_OLD]]) {
      const words = [...options, join(folder, 'bin', 'mamcrawler.mjs')];
      const child = spawn(process.execPath, words, { stdio: ['ignore', 'ignore', 'pipe'] });
      const said = text(child.stderr);
      await once(child, 'close');
      const sentence =
        'the package not-installed is not installed: ' +
        'run `node scripts/setup.mjs` in the project first.\n';
      assert.equal(await said, sentence);
      assert.equal(child.exitCode, 1);
    }
    await writeFile(main, MAIN);
  });

  it("says what to do when the project's own Node is not there", async () => {
    await rm(join(folder, 'node_modules'));
    const child = spawn(
      process.execPath,
      ['--import', PRETEND_OLD, join(folder, 'bin', 'mamcrawler.mjs')],
      { stdio: ['ignore', 'ignore', 'pipe'] },
    );
    const said = text(child.stderr);
    await once(child, 'close');
    assert.match(await said, /run `node scripts\/setup\.mjs`/u);
    assert.equal(child.exitCode, 1);
  });
});
