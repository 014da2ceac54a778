import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TOOLS } from './paths.mjs';

const FILE = join(TOOLS, 'setup.json');

/**
 * Writes down where the programs lie: `{ "chromium": { "path": … }, "temporal": … }`. A tool that
 * this run did not look for keeps its entry. src/embedded/tools.ts reads it.
 */
export function writeTools(found) {
  const tools = readTools();
  for (const [name, tool] of Object.entries(found)) {
    if (tool?.path !== undefined) tools[name] = { path: tool.path };
  }
  mkdirSync(TOOLS, { recursive: true });
  const draft = `${FILE}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(tools, undefined, 2)}\n`);
  renameSync(draft, FILE);
}

function readTools() {
  try {
    return JSON.parse(readFileSync(FILE, 'utf8'));
  } catch {
    // Not there yet, or cut short: everything in it is found anew.
    return {};
  }
}
