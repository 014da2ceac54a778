import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { run } from '../../src/cli/run.ts';
import { writtenTerminal } from './terminal.ts';

let folder: string;
before(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'mamcrawler-cli-'));
});
after(() => rm(folder, { recursive: true, force: true }));

/** Runs a command line where nothing runs. */
async function command(words: readonly string[], settings: NodeJS.ProcessEnv = {}) {
  const env = { DATA_DIR: folder, LOGS_DIR: path.join(folder, 'logs'), ...settings };
  const terminal = writtenTerminal({ env });
  const code = await run(words, terminal);
  return { code, ...terminal.written };
}

describe('the help', () => {
  it('is short, true, and has examples', async () => {
    const { code, out } = await command(['--help']);
    assert.equal(code, 0);
    const saved = new URL('help.txt', import.meta.url);
    assert.equal(out, await readFile(saved, 'utf8'));
  });

  it('is there for every command', async () => {
    const lines = [
      'sync',
      'search',
      'runs',
      'runs show',
      'runs follow',
      'runs cancel',
      'runs pause',
      'gaps',
      'gaps exclude',
      'gaps include',
    ];
    const others = ['runs resume', 'report', 'explain', 'config check', 'site', 'site resume'];
    const words = ['show', 'approve', 'refuse', 'block', 'exclude'].map((word) => `review ${word}`);
    const blocks = ['block', 'block torrent', 'block uploader', 'block word', 'block lift word'];
    for (const line of [...lines, ...others, 'review', ...words, ...blocks]) {
      const { code, out } = await command([...line.split(' '), '--help']);
      assert.equal(code, 0, line);
      assert.match(out, new RegExp(`^Usage: mamcrawler ${line}`));
      assert.match(out, /--json/, line);
    }
  });
});

describe('the version', () => {
  it('is that of the package', async () => {
    const file = new URL('../../package.json', import.meta.url);
    const { version } = JSON.parse(await readFile(file, 'utf8'));
    assert.deepEqual(await command(['--version']), { code: 0, out: `${version}\n`, err: '' });
  });
});

describe('a command line that is wrong', () => {
  it('is answered in JSON too where JSON was asked for', async () => {
    const { code, out } = await command(['runs', 'show', '--json']);
    assert.equal(code, 2);
    assert.equal(JSON.parse(out).error.kind, 'usage');
    assert.match(JSON.parse(out).error.message, /^missing required argument 'id'/);
  });

  const wrong: readonly (readonly [string, readonly string[], RegExp])[] = [
    ['an unknown command', ['synk'], /unknown command 'synk'\n\(Did you mean sync\?\)/],
    ['an unknown option', ['sync', '--dry'], /unknown option '--dry'/],
    ['no command at all', [], /Usage: mamcrawler/],
    ['a search for nothing', ['search'], /missing required argument 'text'/],
    ['a state that there is not', ['gaps', '--state', 'lost'], /Allowed choices are open/],
    ['a run without its id', ['runs', 'pause'], /missing required argument 'id'/],
    ['an explanation of nothing', ['explain'], /missing required argument 'what'/],
    ['gaps of nothing', ['gaps', 'reopen'], /missing required argument 'what'/],
    ['no number of runs', ['explain', 'x', '--runs', 'all'], /whole number from 1 to 9999/],
    ['too many words', ['runs', 'show', 'a', 'b'], /too many arguments/],
    ['an option without its value', ['sync', '--library'], /argument missing/],
  ];
  for (const [name, words, said] of wrong) {
    it(`${name}: exit 2, and what was wrong`, async () => {
      const { code, out, err } = await command(words);
      assert.equal(code, 2);
      assert.match(err, said);
      assert.equal(out, '');
    });
  }
});

describe('where nothing runs', () => {
  const commands = [
    ['sync'],
    ['runs'],
    ['runs', 'show', 'x'],
    ['runs', 'cancel', 'x'],
    ['report'],
    ['explain', 'x'],
    ['gaps'],
    ['gaps', 'exclude', '1'],
    ['gaps', 'reopen', '1'],
    ['site'],
    ['review'],
    ['review', 'approve', '1'],
    ['review', 'reopen', '1'],
    ['block'],
    ['block', 'word', 'x'],
  ];
  for (const words of commands) {
    it(`“${words.join(' ')}” says so in one line with the remedy: exit 1`, async () => {
      const { code, out, err } = await command(words);
      assert.equal(code, 1);
      assert.match(err, /^Nothing runs here: [^\n]+ npm start, or set [A-Z_]+\.\n$/);
      assert.equal(out, '');
    });
  }

  it('JSON is answered when JSON was asked for', async () => {
    const { code, out } = await command(['runs', '--json']);
    assert.equal(code, 1);
    assert.equal(JSON.parse(out).error.kind, 'database-away');
  });

  it('a database that does not answer is named, without its password', async () => {
    const url = 'postgresql://me:hunter2@127.0.0.1:1/x';
    const { code, err } = await command(['runs'], { DATABASE_URL: url });
    assert.equal(code, 1);
    assert.match(err, /^The database does not answer\. .*DATABASE_URL\.\n$/);
    assert.ok(!err.includes('hunter2'));
  });
});

describe('the settings', () => {
  it('that are wrong are all named at once: exit 2', async () => {
    const { code, err } = await command(['config', 'check'], { TZ: 'Nowhere', QB_PORT: 'x' });
    assert.equal(code, 2);
    assert.match(err, /TZ=Nowhere/);
    assert.match(err, /QB_PORT=x/);
  });

  it('that lack something are shown with what lacks: exit 2', async () => {
    const { code, out } = await command(['config', 'check'], {
      MAM_USERNAME: 'me@example.org',
      MAM_PASSWORD: 'hunter2',
    });
    assert.equal(code, 2);
    assert.match(out, /ABS_TOKEN is not set; start needs it/);
    assert.match(out, /MAM_PASSWORD +set +\(environment\)/);
    assert.ok(!out.includes('hunter2'));
  });

  it('name every problem of the policy by its line: exit 2', async () => {
    const file = path.join(folder, 'policy-wrong.yaml');
    await writeFile(file, 'minSeeders: few\nzebra: 1\n');
    const settings = { POLICY_FILE: file, ABS_TOKEN: 'k', MAM_USERNAME: 'me', MAM_PASSWORD: 'pw' };
    const { code, out } = await command(['config', 'check'], settings);
    assert.equal(code, 2);
    assert.match(
      out,
      /The policy in .+policy-wrong\.yaml has 2 problems:\n\n {2}line 1, minSeeders=few/,
    );
    assert.match(out, /\n {2}line 2, zebra is not a field of a policy\.\n/);
    assert.doesNotMatch(out, /The settings are complete/);
    const absent = { ...settings, POLICY_FILE: path.join(folder, 'none.yaml') };
    const none = await command(['config', 'check'], absent);
    assert.deepEqual(
      [none.code, /none\.yaml has one problem:\n\n {2}the file is not there/.test(none.out)],
      [2, true],
    );
  });

  it('tell where the policy comes from, and which flag it overrules: exit 0', async () => {
    const file = path.join(folder, 'policy-right.yaml');
    await writeFile(file, 'minSeeders: 2\n');
    const settings = { ABS_TOKEN: 'k', MAM_USERNAME: 'me', MAM_PASSWORD: 'pw', MAM_MIN_SEEDS: '3' };
    const { code, out } = await command(['config', 'check'], { ...settings, POLICY_FILE: file });
    assert.equal(code, 0);
    assert.match(out, /The policy\n {2}.+policy-right\.yaml\n/);
    assert.match(
      out,
      /Look here: MAM_MIN_SEEDS says 3, minSeeders in the policy says 2: the policy wins/,
    );
    const bare = await command(['config', 'check'], settings);
    assert.match(bare.out, /The policy\n {2}the defaults \(there is no .+policy\.yaml\)/);
  });

  it('come as one JSON document when asked for', async () => {
    const { out } = await command(['config', 'check', '--json']);
    const checked = JSON.parse(out);
    assert.deepEqual(checked.reach, []);
    assert.ok(checked.rows.some((row: { name: string }) => row.name === 'MAM_URL'));
  });
});
