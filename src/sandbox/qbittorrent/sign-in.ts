import { randomBytes } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import type { DialectTraits } from './dialects.ts';
import { text, type Reply } from './reply.ts';

const FAILURES_UNTIL_BAN = 5;
const BAN_MS = 3_600_000;

/** Who may come in. */
export interface Credentials {
  readonly username: string;
  readonly password: string;
  readonly apiKey: string | null;
}

/** Sessions and bans, kept in memory as there: a restart forgets both. */
export interface Door {
  /** `auth/login`; `isSignedIn` = the request brought a live cookie. */
  logIn(form: ReadonlyMap<string, string>, isSignedIn: boolean): Reply;
  /** Whether the request brings a live session or the API key. */
  admits(headers: IncomingHttpHeaders): boolean;
  logOut(headers: IncomingHttpHeaders): void;
  forgetSessions(): void;
  /** Sessions, failures and bans: what a restart forgets. */
  reset(): void;
}

/** Opens a door for one dialect at one port (from 5.2 the cookie's name holds it). */
export function createDoor(traits: DialectTraits, port: number, credentials: Credentials): Door {
  const sessions = new Set<string>();
  let failures = 0;
  let bannedUntil = 0;

  function logIn(form: ReadonlyMap<string, string>, isSignedIn: boolean): Reply {
    const yes = traits.speaksStatuses ? text(204, '') : text(200, 'Ok.');
    // The trap: with a live cookie nobody looks at the password.
    if (isSignedIn) return yes;
    if (Date.now() < bannedUntil) {
      const why = 'Your IP address has been banned after too many failed authentication attempts.';
      return text(403, why);
    }
    const { username, password } = credentials;
    if (form.get('username') === username && form.get('password') === password) {
      failures = 0;
      const id = newSessionId();
      sessions.add(id);
      const cookie = `${traits.cookieName(port)}=${id}; HttpOnly; path=/; SameSite=Strict`;
      return { ...yes, cookie };
    }
    failures += 1;
    if (failures >= FAILURES_UNTIL_BAN) bannedUntil = Date.now() + BAN_MS;
    return traits.speaksStatuses ? text(401, 'Unauthorized') : text(200, 'Fails.');
  }

  return {
    logIn,
    admits(headers) {
      const key = bearerOf(headers);
      if (key !== null && traits.hasApiKeys) return key === credentials.apiKey;
      return sessions.has(sessionOf(headers, traits.cookieName(port)));
    },
    logOut: (headers) => void sessions.delete(sessionOf(headers, traits.cookieName(port))),
    forgetSessions: () => sessions.clear(),
    reset() {
      sessions.clear();
      failures = 0;
      bannedUntil = 0;
    },
  };
}

/** The key of an `Authorization: Bearer` header, or null. */
export function bearerOf(headers: IncomingHttpHeaders): string | null {
  return /^bearer (.+)$/i.exec(headers.authorization ?? '')?.[1] ?? null;
}

function sessionOf(headers: IncomingHttpHeaders, name: string): string {
  for (const pair of (headers.cookie ?? '').split(';')) {
    const at = pair.indexOf('=');
    if (pair.slice(0, at).trim() === name) return pair.slice(at + 1).trim();
  }
  return '';
}

/** Base64 as there, with a sign in it that percent-encoding would change. */
function newSessionId(): string {
  return `${randomBytes(21).toString('base64')}+/+=`;
}
