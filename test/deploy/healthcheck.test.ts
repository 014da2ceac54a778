import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { NativeConnection, Worker } from '@temporalio/worker';
import { startTemporal, type TemporalServer } from '../../src/embedded/temporal.ts';
import { toolPath } from '../../src/embedded/tools.ts';
import { TASK_QUEUES } from '../../src/temporal/names.ts';

describe("the container's health check", () => {
  let folder: string;
  let server: TemporalServer;

  async function check(): Promise<{ code: number | null; said: string }> {
    const script = fileURLToPath(new URL('../../src/workers/healthcheck.ts', import.meta.url));
    const child = spawn(process.execPath, [script], {
      cwd: folder,
      env: { PATH: process.env['PATH'], TEMPORAL_ADDRESS: server.address },
    });
    const said = Promise.all([text(child.stdout), text(child.stderr)]);
    await once(child, 'close');
    return { code: child.exitCode, said: (await said).join('') };
  }

  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'mamcrawler-health-'));
    server = await startTemporal({
      cliPath: await toolPath('temporal'),
      dataDir: folder,
      logFile: join(folder, 'log'),
      searchAttributes: {},
      inMemory: true,
    });
  });
  after(async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('is red while no worker of this machine asks for work', async () => {
    const { code, said } = await check();
    assert.equal(code, 1);
    assert.match(said, /no worker of this machine/u);
  });

  it('is green while one does', async () => {
    const connection = await NativeConnection.connect({ address: server.address });
    const worker = await Worker.create({
      connection,
      taskQueue: TASK_QUEUES.main,
      activities: { nothing: () => Promise.resolve() },
    });
    const running = worker.run();
    try {
      const deadline = performance.now() + 10_000;
      let last = await check();
      while (last.code !== 0 && performance.now() < deadline) last = await check();
      assert.deepEqual(last, { code: 0, said: 'serving\n' });
    } finally {
      worker.shutdown();
      await running;
      await connection.close();
    }
  });
});
