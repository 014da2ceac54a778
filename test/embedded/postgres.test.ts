import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { findPostgres, type PostgresServer, startPostgres } from '../../src/embedded/postgres.ts';
import { isAlive } from '../../src/embedded/process.ts';
import { supervise } from '../../src/embedded/supervise.ts';
import { eventually, query, temporaryFolder } from './processes.ts';

const silent = { warn: () => undefined, error: () => undefined };

describe('the embedded PostgreSQL', () => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  const options = () => ({
    dataDir: join(folder.path, 'pg'),
    logFile: join(folder.path, 'pg.log'),
  });
  before(async () => {
    folder = await temporaryFolder();
  });
  after(() => folder.remove());

  it('makes a durable cluster, on loopback only, with a password of its own', async () => {
    const server = await startPostgres(options());
    try {
      const settings = await query(
        server.url,
        `select current_setting('fsync') as fsync, current_setting('listen_addresses') as listen,
           current_setting('synchronous_commit') as commit, current_database() as name,
           current_setting('unix_socket_directories') as sockets,
           current_setting('server_version_num')::int / 10000 as major`,
      );
      assert.deepEqual(
        { ...settings[0] },
        {
          fsync: 'on',
          listen: '127.0.0.1',
          commit: 'on',
          name: 'mamcrawler',
          sockets: '',
          major: 18,
        },
      );
      const wrong = server.url.replace(/:[^:@]+@/u, ':wrong@');
      await assert.rejects(query(wrong, 'select 1'), /password authentication failed/u);
      const file = await stat(join(options().dataDir, 'password'));
      assert.equal(file.mode & 0o777, 0o600);
    } finally {
      await server.stop();
    }
    assert.equal(isAlive(server.pid), false);
  });

  it('keeps its port and what was committed when it is killed with -9 and started again', async () => {
    const first = await startPostgres(options());
    await query(first.url, 'create table kept (n int); insert into kept values (42)');
    process.kill(first.pid, 'SIGKILL');
    await first.exited;
    const second = await startPostgres(options());
    try {
      assert.equal(second.url, first.url);
      assert.notEqual(second.pid, first.pid);
      assert.deepEqual([...(await query(second.url, 'select n from kept'))], [{ n: 42 }]);
    } finally {
      await second.stop();
    }
  });

  it('is brought back at the same address by its supervisor', async () => {
    const supervised = await supervise<PostgresServer>({
      name: 'PostgreSQL',
      start: (previous) => startPostgres({ ...options(), port: previous?.port }),
      log: silent,
      backoff: { firstMs: 20, longestMs: 200 },
    });
    const first = supervised.current();
    try {
      process.kill(first.pid, 'SIGKILL');
      await eventually(async () => {
        return supervised.restarts() > 0 ? query(first.url, 'select 1') : undefined;
      });
      assert.notEqual(supervised.current().pid, first.pid);
    } finally {
      await supervised.stop();
    }
    assert.equal(isAlive(supervised.current().pid), false);
    assert.equal(await findPostgres(options().dataDir), undefined);
  });

  it('is taken over by the next start when the process that owned it was killed', async () => {
    const owner = fork(new URL('./postgres-owner.ts', import.meta.url), {
      env: { ...process.env, OPTIONS: JSON.stringify(options()) },
    });
    const [left] = (await once(owner, 'message')) as [{ pid: number; url: string }];
    const borrowed = await startPostgres(options());
    assert.equal(borrowed.pid, left.pid, 'a live owner keeps it: it is borrowed');
    await borrowed.stop();
    assert.equal(isAlive(left.pid), true, 'a borrower does not end it');
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    assert.equal(await findPostgres(options().dataDir), left.url);
    const taken = await startPostgres(options());
    assert.equal(taken.pid, left.pid);
    await taken.stop();
    assert.equal(isAlive(left.pid), false);
  });

  it('is started once when several processes ask for it at the same moment', async () => {
    const forks = [1, 2, 3].map(() =>
      fork(new URL('./postgres-owner.ts', import.meta.url), {
        env: { ...process.env, OPTIONS: JSON.stringify(options()) },
      }),
    );
    const told = await Promise.all(
      forks.map(async (each) => ((await once(each, 'message')) as [{ pid: number }])[0].pid),
    );
    assert.equal(new Set(told).size, 1, String(told));
    for (const each of forks) each.kill('SIGKILL');
    await Promise.all(forks.map((each) => once(each, 'exit')));
    await (await startPostgres(options())).stop();
    assert.equal(isAlive(told[0] ?? 0), false);
  });

  it('moves to another port when a stranger has taken its own', async () => {
    const before = await startPostgres(options());
    await before.stop();
    const stranger = createServer().listen(before.port, '127.0.0.1');
    await once(stranger, 'listening');
    try {
      const after = await startPostgres(options());
      assert.notEqual(after.port, before.port);
      await after.stop();
    } finally {
      stranger.close();
    }
  });
});
