/** Writes docs/schemas from the formats of `mamcrawler eval`; `npm run format` then lays them out. */
import { mkdir, writeFile } from 'node:fs/promises';
import { publishedSchemas } from '../src/evaluation/schemas.ts';

const folder = new URL('../docs/schemas/', import.meta.url);
await mkdir(folder, { recursive: true });
for (const [name, schema] of publishedSchemas()) {
  await writeFile(new URL(name, folder), `${JSON.stringify(schema, null, 2)}\n`);
}
