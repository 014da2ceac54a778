import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildBundle, BUNDLE } from '../src/workers/workflow-code.ts';

// For production: the worker then starts without bundling, and workflows are what was tested.
const { code, hash } = await buildBundle();
await mkdir(path.dirname(BUNDLE), { recursive: true });
await writeFile(BUNDLE, code);
await writeFile(`${BUNDLE}.sha256`, `${hash}\n`);
console.log(`${path.relative(process.cwd(), BUNDLE)}: ${Math.round(code.length / 1024)} KiB`);
