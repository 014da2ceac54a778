import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { startTemporal } from '../../src/embedded/temporal.ts';
import { toolPath } from '../../src/embedded/tools.ts';
import { NAMESPACE_RETENTION, SEARCH_ATTRIBUTES, TASK_QUEUES } from '../../src/temporal/names.ts';

const run = promisify(execFile);

type Service = {
  image: string;
  build?: string;
  restart: string;
  ports?: string[];
  volumes?: string[];
  environment?: Record<string, string | number>;
  depends_on?: Record<string, { condition: string }>;
  healthcheck?: { test: string[] };
  entrypoint?: string[];
};

const root = new URL('../../', import.meta.url);
const text = (path: string): string => readFileSync(new URL(path, root), 'utf8');
const compose = parse(text('docker-compose.temporal.yml')) as {
  services: Record<string, Service>;
  volumes: Record<string, null>;
};
const services = Object.entries(compose.services);
const packages = JSON.parse(text('package.json')) as { dependencies: Record<string, string> };
const dockerfile = text('Dockerfile');

/** Names in .env.example, with a value or without, in force or commented out. */
const documented = new Set(
  [...text('.env.example').matchAll(/^#?([A-Z][A-Z0-9_]*)=/gmu)].map(([, name]) => name),
);

describe('docker-compose.temporal.yml', () => {
  it('publishes every port on loopback only, and each once', () => {
    const published = services.flatMap(([, service]) => service.ports ?? []);
    assert.ok(published.length >= 3);
    for (const port of published) assert.match(port, /^127\.0\.0\.1:\d+:\d+$/u);
    assert.equal(new Set(published).size, published.length);
  });

  it('starts its services in the order that Temporal needs', () => {
    const order = Object.fromEntries(
      services.map(([name, { depends_on: needs = {} }]) => [
        name,
        Object.fromEntries(Object.entries(needs).map(([on, { condition }]) => [on, condition])),
      ]),
    );
    const healthy = 'service_healthy';
    const done = 'service_completed_successfully';
    assert.deepEqual(order, {
      postgres: {},
      'temporal-schema': { postgres: healthy },
      temporal: { postgres: healthy, 'temporal-schema': done },
      'temporal-namespace': { temporal: healthy },
      'temporal-ui': { 'temporal-namespace': done },
      worker: { postgres: healthy, 'temporal-namespace': done },
    });
  });

  it('can tell whether each lasting service is healthy', () => {
    for (const [name, service] of services) {
      if (service.restart !== 'unless-stopped') continue;
      const checked = service.healthcheck !== undefined || dockerfile.includes('HEALTHCHECK');
      assert.ok(checked, name);
    }
    const check = /HEALTHCHECK[\s\S]*?CMD \["node", "([^"]+)"\]/u.exec(dockerfile)?.[1] ?? '';
    assert.ok(existsSync(new URL(check, root)), check);
  });

  it('pins the version of every image', () => {
    for (const [, { image }] of services) assert.match(image, /:\d+\.\d+/u);
  });

  it('holds no secret: passwords come from the environment and are asked for', () => {
    for (const [name, { environment = {} }] of services) {
      for (const [key, value] of Object.entries(environment)) {
        if (!/PASSWORD|PWD|TOKEN|SECRET|KEY|DATABASE_URL/u.test(key)) continue;
        assert.match(String(value), /\$\{[A-Z_]+:\?[^}]+\}/u, `${name} ${key}`);
      }
    }
    const address = String(compose.services['worker']?.environment?.['DATABASE_URL']);
    assert.match(address, /:\$\{POSTGRES_PASSWORD:\?[^}]+\}@/u);
  });

  it('gives the worker only variables that .env.example documents', () => {
    const given = Object.keys(compose.services['worker']?.environment ?? {});
    assert.ok(given.includes('DATABASE_URL') && given.includes('TEMPORAL_ADDRESS'));
    for (const name of given) assert.ok(documented.has(name), name);
    const image = dockerfile.matchAll(/^(?:ENV| {3}) ([A-Z_]+)=/gmu);
    for (const [, name] of image) {
      assert.ok(name === 'NODE_ENV' || documented.has(name ?? ''), name);
    }
  });

  it('asks for no variable but its own', () => {
    const asked = [...text('docker-compose.temporal.yml').matchAll(/\$\{([A-Z_]+)/gu)];
    const names = new Set(asked.map(([, name]) => name));
    for (const name of names) assert.ok(name === 'POSTGRES_PASSWORD' || documented.has(name), name);
  });

  it('names our search attributes, retention and the site queue as the program does', () => {
    const job = compose.services['temporal-namespace']?.environment ?? {};
    const pairs = String(job['SEARCH_ATTRIBUTES']).split(' ');
    const attributes = Object.fromEntries(pairs.map((pair) => pair.split('=')));
    assert.deepEqual(attributes, SEARCH_ATTRIBUTES);
    assert.equal(job['NAMESPACE_RETENTION'], NAMESPACE_RETENTION);
    const dynamic = parse(text('docker/temporal-dynamic-config.yaml')) as Record<
      string,
      { value: number; constraints?: { taskQueueName: string } }[]
    >;
    for (const side of ['Read', 'Write']) {
      const [rule] = dynamic[`matching.numTaskqueue${side}Partitions`] ?? [];
      assert.equal(rule?.value, 1);
      assert.equal(rule?.constraints?.taskQueueName, TASK_QUEUES.site);
    }
  });

  it('keeps what must last in named volumes, and mounts only files that exist', () => {
    const mounts = services.flatMap(([, service]) => service.volumes ?? []);
    for (const mount of mounts) {
      const [source = ''] = mount.split(':');
      const exists = source.startsWith('./')
        ? existsSync(new URL(source, root))
        : source in compose.volumes;
      assert.ok(exists, mount);
    }
    const lasting = ['postgres', 'worker'].map((name) => compose.services[name]?.volumes?.[0]);
    assert.deepEqual(lasting, ['postgres-data:/var/lib/postgresql', 'worker-data:/data']);
  });

  it('keeps the server on the version of the embedded one, and the UI likewise', async () => {
    const { stdout } = await run(await toolPath('temporal'), ['--version']);
    const [, server, ui] = /Server ([\d.]+), UI ([\d.]+)/u.exec(stdout) ?? [];
    assert.equal(compose.services['temporal']?.image, `temporalio/server:${server ?? ''}`);
    assert.equal(compose.services['temporal-ui']?.image, `temporalio/ui:${ui ?? ''}`);
  });
});

describe('the Dockerfile', () => {
  it('has the Node that the project has, from Debian, and does not run as root', () => {
    const [, image] = /^FROM node:([\d.]+)-bookworm-slim$/mu.exec(dockerfile) ?? [];
    assert.equal(image, packages.dependencies['node']);
    assert.match(dockerfile, /apt-get install [^\n]*\bchromium\b/u);
    const user = dockerfile.lastIndexOf('USER node');
    assert.ok(user > dockerfile.lastIndexOf('RUN ') && user < dockerfile.lastIndexOf('CMD ['));
  });

  it('copies only what exists and what .dockerignore lets through', () => {
    const allowed = new Set([...text('.dockerignore').matchAll(/^!(\S+)$/gmu)].map(([, it]) => it));
    const copies = [...dockerfile.matchAll(/^COPY (.+) \S+$/gmu)].map(([, sources]) => sources);
    assert.ok(copies.length > 3);
    for (const source of copies.flatMap((line) => (line ?? '').split(' '))) {
      assert.ok(allowed.has(source), `${source} is ignored`);
      assert.ok(existsSync(new URL(source, root)), source);
    }
    const script = /RUN npm run (\w+)/u.exec(dockerfile)?.[1] ?? '';
    assert.ok(script in (packages as unknown as { scripts: object }).scripts);
  });
});

describe('the namespace job', () => {
  it('sets a real server up, also when it runs twice', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'mamcrawler-namespace-'));
    const cliPath = await toolPath('temporal');
    const server = await startTemporal({
      cliPath,
      dataDir: folder,
      logFile: join(folder, 'log'),
      searchAttributes: {},
      inMemory: true,
    });
    try {
      await mkdir(join(folder, 'bin'));
      await symlink(cliPath, join(folder, 'bin', 'temporal'));
      const job = compose.services['temporal-namespace'];
      const environment = {
        PATH: `${join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
        HOME: folder,
        NAMESPACE_RETENTION: String(job?.environment?.['NAMESPACE_RETENTION']),
        SEARCH_ATTRIBUTES: String(job?.environment?.['SEARCH_ATTRIBUTES']),
        TEMPORAL_ADDRESS: server.address,
        TEMPORAL_NAMESPACE: 'made-by-the-job',
      };
      const script = new URL('docker/temporal-namespace.sh', root).pathname;
      for (let time = 0; time < 2; time++) await run('/bin/sh', [script], { env: environment });
      const list = ['operator', 'search-attribute', 'list', '--output', 'json'];
      const { stdout } = await run(cliPath, list, { env: environment });
      for (const name of Object.keys(SEARCH_ATTRIBUTES))
        assert.match(stdout, new RegExp(name, 'u'));
    } finally {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    }
  });
});
