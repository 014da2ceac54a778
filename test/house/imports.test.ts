import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  domainIsPure,
  embeddedStandsAlone,
  environmentIsRead,
  everyFolderHasAPlace,
  namesMeanSomething,
  noCycles,
  packagesStayHome,
  pointDown,
  sqlStaysHome,
  type Rule,
} from './rules.ts';
import { readSource, readSources } from './sources.ts';

const OURS = await readSources('src');

/** Each rule, and files that break it in each of the ways that it knows. */
const RULES: readonly {
  readonly name: string;
  readonly rule: Rule;
  readonly broken: readonly Readonly<Record<string, string>>[];
}[] = [
  {
    name: 'imports point down, and sideways as types only',
    rule: pointDown,
    broken: [
      { 'src/db/a.ts': `import { runSync } from '../operations/start.ts';` },
      { 'src/db/a.ts': `import type { Run } from '../activities/runs.ts';` },
      { 'src/db/a.ts': `import { nowhere } from '../integrations/http.ts';` },
      { 'src/integrations/a.ts': `export { connect } from '../db/connect.ts';` },
      { 'src/operations/a.ts': `import { fullSync } from '../workflows/index.ts';` },
      { 'src/workflows/a.ts': `import { createMainActivities } from '../activities/index.ts';` },
      { 'src/workflows/a.ts': `import { findGaps } from '../domain/gaps.ts';` },
      { 'src/workflows/a.ts': `const { findGaps } = await import('../domain/gaps.ts');` },
      { 'src/logger.ts': `import { loadConfig } from './config.ts';` },
      { 'src/sandbox/a.ts': `import { findGaps } from '../domain/gaps.ts';` },
      { 'src/workers/a.ts': `import { startSandbox } from '../sandbox/index.ts';` },
      { 'src/integrations/a.ts': `import { pickPort } from '../embedded/port.ts';` },
      {
        'src/operations/a.ts': `import type { A } from '../config.ts';\nimport {\n  main,\n} from '../cli/main.ts';`,
      },
    ],
  },
  {
    name: 'the domain imports nothing outside the domain',
    rule: domainIsPure,
    broken: [
      { 'src/domain/a.ts': `import { readFile } from 'node:fs/promises';` },
      { 'src/domain/a.ts': `import type { z } from 'zod';` },
      { 'src/domain/judging/a.ts': `import type { Config } from '../../config.ts';` },
    ],
  },
  {
    name: 'embedded servers stand alone',
    rule: embeddedStandsAlone,
    broken: [
      { 'src/embedded/a.ts': `import { z } from 'zod';` },
      { 'src/embedded/a.ts': `import type { Logger } from '../logger.ts';` },
    ],
  },
  {
    name: 'each package stays in its home',
    rule: packagesStayHome,
    broken: [
      { 'src/domain/a.ts': `import { Client } from '@temporalio/client';` },
      { 'src/cli/a.ts': `import type { Client } from '@temporalio/client';` },
      { 'src/integrations/tracker/a.ts': `import type { Page } from 'playwright';` },
      { 'src/integrations/qbittorrent/a.ts': `import { request } from 'undici';` },
      { 'src/operations/a.ts': `import postgres from 'postgres';` },
      { 'src/workers/a.ts': `import { pino } from 'pino';` },
      { 'src/activities/a.ts': `import { load } from 'cheerio';` },
    ],
  },
  {
    name: 'the environment is read by the configuration alone',
    rule: environmentIsRead,
    broken: [
      { 'src/db/a.ts': `const url = process.env['DATABASE_URL'];` },
      { 'src/cli/main.ts': `const level = process.env['LOG_LEVEL'];` },
      { 'src/embedded/a.ts': `const env = { PATH: process.env['PATH'], ...process.env };` },
      { 'src/cli/main.ts': `run({ ...process.env });` },
      { 'src/workers/a.ts': `loadConfig(process.env);` },
    ],
  },
  {
    name: 'SQL lives in db',
    rule: sqlStaysHome,
    broken: [
      { 'src/activities/a.ts': 'const rows = await sql`SELECT 1`;' },
      { 'src/cli/a.ts': 'const rows = await deps.sql<{ n: number }[]>`SELECT 1`;' },
      { 'src/operations/a.ts': 'await tx`DELETE FROM runs`;' },
    ],
  },
  {
    name: 'names mean something',
    rule: namesMeanSomething,
    broken: [
      { 'src/db/utils.ts': '' },
      { 'src/helpers/a.ts': '' },
      { 'src/integrations/common/a.ts': '' },
      { 'src/domain/types.ts': '' },
      { 'src/services/a.ts': '' },
      { 'src/shared/a.ts': '' },
      { 'src/lib/a.ts': '' },
    ],
  },
  {
    name: 'no file imports itself by way of others',
    rule: noCycles,
    broken: [
      {
        'src/db/a.ts': `import { b } from './b.ts';`,
        'src/db/b.ts': `export * from './c.ts';`,
        'src/db/c.ts': `import type { A } from './a.ts';`,
      },
    ],
  },
  {
    name: 'every folder has its place in the house',
    rule: everyFolderHasAPlace,
    broken: [{ 'src/managers/a.ts': '' }],
  },
];

for (const { name, rule, broken } of RULES) {
  test(`${name}: so it is in src`, () => {
    assert.deepEqual(rule(OURS), []);
  });

  for (const files of broken) {
    const [file = '', text = ''] = Object.entries(files)[0] ?? [];
    test(`${name}: a breach is found in ${file} ${JSON.stringify(text).slice(0, 60)}`, () => {
      const seeded = Object.entries(files).map(([path, code]) => readSource(path, code));
      assert.equal(rule(seeded).length, 1);
      assert.ok(rule([...OURS, ...seeded]).length > rule(OURS).length, 'among all others, too');
    });
  }
}

test('the walk sees every import of src', () => {
  assert.ok(OURS.length > 250, `${OURS.length} files`);
  const missing = OURS.flatMap(({ path, imports }) =>
    imports
      .filter(({ target }) => target.startsWith('src/') && !OURS.some((one) => one.path === target))
      .map(({ specifier }) => `${path}: ${specifier}`),
  );
  assert.deepEqual(missing, [], 'imports that lead nowhere');
  for (const { path, imports, code } of OURS) {
    const written = code.match(/(?:\bfrom\s+|^import\s+)'[^'\n]+'/gm) ?? [];
    const seen = imports.filter(({ specifier }) => !code.includes(`import('${specifier}')`));
    assert.ok(seen.length <= written.length, `${path}: an import that is none`);
    const lines =
      code.match(/^(?:\} from|(?:import|export) [^;]*? from|import) '[^'\n]+';$/gm) ?? [];
    assert.ok(seen.length >= lines.length, `${path}: ${lines.length} imports, ${seen.length} seen`);
  }
});

test('imports are read in every form in which they are written', () => {
  const text = `
    // import { no } from './comment.ts';
import a from './a.ts';
import type { B } from '../db/b.ts';
import { type C, c } from './c.ts'; /* export * from './no.ts'; */
import * as d from "node:fs";
import './e.ts';
export { f } from './f.ts';
export type { G } from './g.ts';
export * from '@temporalio/common/lib/x';
import {
  h,
  type H,
} from './h.ts';
const text = 'import { no } from "./string.ts"';
type I = import('./i.ts').I;`;
  const { imports } = readSource('src/cli/x.ts', text);
  assert.deepEqual(
    imports.map(({ target, isType }) => `${target}${isType ? ' type' : ''}`),
    [
      'src/cli/a.ts',
      'src/db/b.ts type',
      'src/cli/c.ts',
      'node:',
      'src/cli/e.ts',
      'src/cli/f.ts',
      'src/cli/g.ts type',
      '@temporalio/common',
      'src/cli/h.ts',
      'src/cli/i.ts',
    ],
  );
});
