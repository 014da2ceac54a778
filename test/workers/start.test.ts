import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import { loadConfig } from '../../src/config.ts';
import { toolPath } from '../../src/embedded/tools.ts';
import { createLogger } from '../../src/logger.ts';
import { connectTemporal } from '../../src/temporal/connect.ts';
import { bringServers } from '../../src/workers/servers.ts';
import { startTrouble } from '../../src/workers/start-trouble.ts';
import { findTools } from '../../src/workers/tools.ts';
import { startDatabase, type TestDatabase } from '../support/database.ts';
import { until } from '../support/until.ts';

const MAIN = fileURLToPath(new URL('../../src/workers/main.ts', import.meta.url));
const NOBODY = 'postgresql://me:hunter2@127.0.0.1:1/x';

describe('the start of the program', () => {
  let folder: string;
  let database: TestDatabase;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'mamcrawler-begin-'));
    database = await startDatabase();
  });
  after(async () => {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  });

  function start(settings: NodeJS.ProcessEnv) {
    const child = spawn(process.execPath, [MAIN], {
      cwd: folder,
      env: {
        DATA_DIR: path.join(folder, 'data'),
        LOGS_DIR: path.join(folder, 'logs'),
        ABS_TOKEN: 'token',
        MAM_USERNAME: 'me@example.org',
        MAM_PASSWORD: 'password',
        MAM_URL: 'http://127.0.0.1:1',
        TEMPORAL_ADDRESS: '127.0.0.1:1',
        ...settings,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const said = { text: '' };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => (said.text += text));
    }
    return { child, said, ended: once(child, 'close').then(() => child.exitCode) };
  }

  it('heeds SIGTERM while it waits for the database', async () => {
    const { child, said, ended } = start({ DATABASE_URL: NOBODY });
    await until('it waits', () =>
      Promise.resolve(said.text.includes('waiting for the database') ? true : undefined),
    );
    child.kill('SIGTERM');
    assert.equal(await ended, 0, said.text);
    assert.match(said.text, /stopped before it served/);
  });

  const FATAL: readonly (readonly [string, () => NodeJS.ProcessEnv, RegExp])[] = [
    [
      'a database that refuses the password',
      () => ({ DATABASE_URL: database.url.replace(/:[^:@/]+@/, ':hunter2@') }),
      /the database lets nobody in\.\s+What to do: check host, name, user and password/,
    ],
    [
      'a Temporal server that is not there',
      () => ({ DATABASE_URL: database.url }),
      /the Temporal server at 127\.0\.0\.1:1 does not answer.*\s+What to do: check TEMPORAL_ADDRESS/,
    ],
    [
      'a profile of Temporal that is not there',
      () => ({ DATABASE_URL: database.url, TEMPORAL_PROFILE: 'nobody', HOME: folder }),
      /settings of Temporal can't be used.*nobody.*\s+What to do: check TEMPORAL_PROFILE/,
    ],
  ];
  for (const [name, settings, said] of FATAL) {
    it(`${name} is named with its remedy, on the terminal and in the log`, async () => {
      const logs = path.join(folder, name.replaceAll(' ', '-'));
      const program = start({ ...settings(), LOGS_DIR: logs });
      assert.equal(await program.ended, 1, program.said.text);
      assert.match(program.said.text, said);
      const log = await readFile(path.join(logs, 'mamcrawler.log'), 'utf8');
      assert.match(log, /"remedy":".*the program ends for a fault/);
      assert.doesNotMatch(log + program.said.text, /hunter2/);
    });
  }

  it('a log folder that is a file is named with its remedy', async () => {
    await writeFile(path.join(folder, 'file'), '');
    const { said, ended } = start({ LOGS_DIR: path.join(folder, 'file', 'logs') });
    assert.equal(await ended, 1);
    assert.match(said.text, /file.* can't be used \(ENOTDIR\)\.\s+What to do: .*LOGS_DIR/);
  });

  it('what set-up wrote down may be damaged: the remedy is to run it again', async () => {
    const { config } = loadConfig({}, { cwd: folder, envFile: null });
    for (const text of ['{', '{"temporal": 3}']) {
      const root = await mkdtemp(path.join(folder, 'root-'));
      await mkdir(path.join(root, '.tools'));
      await writeFile(path.join(root, '.tools', 'setup.json'), text);
      const error = await findTools(config, root).catch((thrown: unknown) => thrown);
      assert.match(startTrouble(error).what, /setup\.json is damaged$/);
      assert.match(startTrouble(error).remedy, /npm run setup/);
    }
  });

  it('the embedded Temporal server has the namespace that is set', async () => {
    const settings = {
      DATA_DIR: path.join(folder, 'named'),
      LOGS_DIR: path.join(folder, 'logs'),
      DATABASE_URL: database.url,
      TEMPORAL_NAMESPACE: 'books',
    };
    const { config } = loadConfig(settings, { envFile: null });
    const quiet = { level: 'error', logsDir: null, timeZone: 'UTC', pretty: false } as const;
    const logger = createLogger({ ...quiet, secrets: [] });
    const cli = await toolPath('temporal');
    const servers = await bringServers(config, logger, cli, new AbortController().signal);
    try {
      const temporal = await connectTemporal(config.temporal, servers.temporalAddress);
      const namespace = 'books';
      assert.equal(temporal.client.options.namespace, namespace);
      const found = await temporal.client.workflowService.describeNamespace({ namespace });
      assert.equal(found.namespaceInfo?.name, namespace);
      await temporal.close();
    } finally {
      await servers.close();
    }
  });
});
