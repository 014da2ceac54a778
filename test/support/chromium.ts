import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';

const found = z.object({ chromium: z.object({ path: z.string() }).optional() });

/** The Chromium that set-up found, else the system's; null leaves it to Playwright. */
export function chromiumPath(): string | null {
  if (existsSync('.tools/setup.json')) {
    const { chromium } = found.parse(JSON.parse(readFileSync('.tools/setup.json', 'utf8')));
    if (chromium !== undefined) return chromium.path;
  }
  return existsSync('/usr/bin/chromium') ? '/usr/bin/chromium' : null;
}
