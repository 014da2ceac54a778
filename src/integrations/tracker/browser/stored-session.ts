import type { Cookie } from 'playwright';
import { z } from 'zod';

const storedCookie = z.object({
  name: z.string(),
  value: z.string(),
  domain: z.string(),
  path: z.string(),
  expires: z.number(),
  httpOnly: z.boolean(),
  secure: z.boolean(),
  sameSite: z.enum(['Strict', 'Lax', 'None']),
});

/** Playwright's storage state, of which a session is the cookies alone. */
const storedSession = z.object({ cookies: z.array(storedCookie) });

/** What a new browser context is given. */
export interface SessionState {
  readonly cookies: z.infer<typeof storedCookie>[];
  readonly origins: never[];
}

/** Reads a stored session; null when it is none that a browser would take. */
export function readSession(stored: string): SessionState | null {
  let json: unknown;
  try {
    json = JSON.parse(stored);
  } catch {
    // Written by something else: the same as no session, and the caller says so.
    return null;
  }
  const parsed = storedSession.safeParse(json);
  return parsed.success ? { cookies: parsed.data.cookies, origins: [] } : null;
}

/** Writes a session: the cookies verbatim (decoding breaks them), in an order that stays. */
export function writeSession(cookies: readonly Cookie[]): string {
  const sorted = cookies
    .map(({ name, value, domain, path, expires, httpOnly, secure, sameSite }) => ({
      ...{ name, value, domain, path, expires, httpOnly, secure, sameSite },
    }))
    .toSorted((a, b) => compare(`${a.domain}${a.path}${a.name}`, `${b.domain}${b.path}${b.name}`));
  return JSON.stringify({ cookies: sorted, origins: [] });
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
