import { readFile } from 'node:fs/promises';
import { codeOf } from './process.ts';
import { field } from './record.ts';

/** The programs that set-up finds or brings. */
export type ToolName = 'chromium' | 'temporal' | 'postgres' | 'qbittorrent';

/** Where set-up's findings lie. */
const FILE = new URL('../../.tools/setup.json', import.meta.url);

/** The path of a program as set-up found it; throws, with the remedy, when it didn't. */
export async function toolPath(name: ToolName): Promise<string> {
  const path = await findTool(name);
  if (path !== undefined) return path;
  throw new Error(`set-up has not found ${name}: run \`node scripts/setup.mjs\``);
}

/** The path of a program as set-up found it, if it did. */
export async function findTool(name: ToolName): Promise<string | undefined> {
  const found: unknown = JSON.parse(await readFindings());
  const path = field(field(found, name), 'path');
  return typeof path === 'string' ? path : undefined;
}

async function readFindings(): Promise<string> {
  try {
    return await readFile(FILE, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '{}';
    throw error;
  }
}
