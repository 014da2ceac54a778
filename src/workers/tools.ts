import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import type { Config } from '../config.ts';

const Tool = z.object({ path: z.string() }).optional();
const Found = z.object({ temporal: Tool, chromium: Tool });

/** Programs that we start but don't bring along. */
export interface Tools {
  /** The `temporal` program; null when set-up found none. */
  readonly temporal: string | null;
  readonly chromium: string | null;
}

/** What is configured, or else what set-up found and wrote down. */
export async function findTools(config: Config, root: string): Promise<Tools> {
  const found = await readFound(path.join(root, '.tools', 'setup.json'));
  return {
    temporal: config.temporalCliPath ?? found.temporal?.path ?? null,
    chromium: config.chromiumPath ?? found.chromium?.path ?? null,
  };
}

/** What set-up wrote down can't be read. The message says what to do. */
export class DamagedToolsError extends Error {
  override readonly name = 'DamagedToolsError';
  readonly remedy = 'delete it, and run `npm run setup` again';
}

async function readFound(file: string): Promise<z.infer<typeof Found>> {
  try {
    return Found.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch (error) {
    // Without set-up (in a container) everything is configured; what lacks is named when needed.
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    if (error instanceof SyntaxError || error instanceof z.ZodError) {
      throw new DamagedToolsError(`${file} is damaged`, { cause: error });
    }
    throw error;
  }
}
