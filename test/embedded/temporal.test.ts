import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { pickPort } from '../../src/embedded/port.ts';
import { isAlive } from '../../src/embedded/process.ts';
import { supervise } from '../../src/embedded/supervise.ts';
import { findTemporal, startTemporal, type TemporalServer } from '../../src/embedded/temporal.ts';
import { toolPath } from '../../src/embedded/tools.ts';
import { eventually, temporaryFolder } from './processes.ts';

const run = promisify(execFile);
const silent = { warn: () => undefined, error: () => undefined };

describe('the embedded Temporal server', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let cliPath: string;
  const options = (searchAttributes: Record<string, string>) => ({
    cliPath,
    dataDir: join(folder.path, 'temporal'),
    logFile: join(folder.path, 'temporal.log'),
    searchAttributes,
  });
  const cli = async (address: string, ...words: string[]): Promise<string> => {
    const { stdout } = await run(cliPath, [...words, '--address', address, '--output', 'json']);
    return stdout;
  };
  before(async () => {
    cliPath = await toolPath('temporal');
    folder = await temporaryFolder();
  });
  after(() => folder.remove());

  it('comes back by its supervisor with the workflows that it held', async () => {
    const supervised = await supervise<TemporalServer>({
      name: 'Temporal',
      start: (previous) =>
        startTemporal({
          ...options({ MamOne: 'Int' }),
          port: previous?.port,
          uiPort: previous?.uiPort,
        }),
      log: silent,
      backoff: { firstMs: 20, longestMs: 200 },
    });
    const { address, pid, uiUrl } = supervised.current();
    try {
      const begun = ['--workflow-id', 'kept', '--type', 'T', '--task-queue', 'q'];
      await cli(address, 'workflow', 'start', ...begun, '--search-attribute', 'MamOne=7');
      process.kill(pid, 'SIGKILL');
      const kept = await eventually(async () => {
        if (supervised.restarts() === 0) return undefined;
        return cli(address, 'workflow', 'describe', '--workflow-id', 'kept');
      });
      assert.match(kept, /WORKFLOW_EXECUTION_STATUS_RUNNING/u);
      assert.notEqual(supervised.current().pid, pid);
      assert.equal(supervised.current().uiUrl, uiUrl);
      assert.equal((await fetch(uiUrl)).status, 200);
    } finally {
      await supervised.stop();
    }
    assert.equal(isAlive(supervised.current().pid), false);
    assert.equal(await findTemporal(options({}).dataDir), undefined);
  });

  it('takes the preferred port where none is on record and it is free', async () => {
    const preferredPort = await pickPort();
    const elsewhere = { ...options({}), dataDir: join(folder.path, 'preferred') };
    const server = await startTemporal({ ...elsewhere, preferredPort });
    try {
      assert.equal(server.port, preferredPort);
      const beside = { ...elsewhere, dataDir: join(folder.path, 'beside') };
      const other = await startTemporal({ ...beside, preferredPort });
      await other.stop();
      assert.notEqual(other.port, preferredPort);
    } finally {
      await server.stop();
    }
  });

  it('takes on search attributes and retention that an existing file lacks', async () => {
    const server = await startTemporal(options({ MamOne: 'Int', MamTwo: 'Keyword' }));
    try {
      const listed = await cli(server.address, 'operator', 'search-attribute', 'list');
      assert.match(listed, /MamTwo/u);
      const space = await cli(server.address, 'operator', 'namespace', 'describe', 'default');
      assert.match(space, /"workflowExecutionRetentionTtl": "(2592000s|720h0m0s)"/u);
      const begun = ['--workflow-id', 'two', '--type', 'T', '--task-queue', 'q'];
      await cli(server.address, 'workflow', 'start', ...begun, '--search-attribute', 'MamTwo="x"');
    } finally {
      await server.stop();
    }
  });

  it('replaces our own stale server when it was started with other settings', async () => {
    const first = await startTemporal(options({ MamOne: 'Int' }));
    const same = await startTemporal(options({ MamOne: 'Int' }));
    assert.equal(same.pid, first.pid);
    const other = await startTemporal(options({ MamOne: 'Int', MamThree: 'Int' }));
    try {
      assert.notEqual(other.pid, first.pid);
      assert.equal(other.address, first.address);
      assert.equal(isAlive(first.pid), false);
    } finally {
      await other.stop();
    }
  });
});
