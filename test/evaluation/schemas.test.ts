import assert from 'node:assert/strict';
import { readdir, readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { publishedSchemas } from '../../src/evaluation/schemas.ts';

const FOLDER = new URL('../../docs/schemas/', import.meta.url);

test('the published schemas are those of the formats (else: node scripts/make-schemas.ts)', async () => {
  for (const [name, schema] of publishedSchemas()) {
    const published: unknown = JSON.parse(await readFile(new URL(name, FOLDER), 'utf8'));
    assert.deepEqual(published, schema, name);
  }
});

test('no format goes unpublished', async () => {
  const there = new Set(await readdir(FOLDER));
  for (const name of publishedSchemas().keys()) assert.ok(there.has(name), name);
  assert.ok(publishedSchemas().size >= 8);
});
