import type { DrawnValues } from './drawn-values.ts';

/** A browser's session. */
export interface Session {
  readonly id: string;
  /** The cookie's value: URL-encoded already, to be echoed as it is. */
  readonly cookie: string;
  requests: number;
  /** The search that a page was just served for, whose results its script will ask for. */
  awaited: string | null;
  /** True when it ends before the page's script gets its results. */
  endsByScript: boolean;
}

/** The site's sessions and the personal download tokens made in them. */
export interface Sessions {
  open(): Session;
  /** The live session of a Cookie header, or null. */
  of(cookieHeader: string | undefined): Session | null;
  end(session: Session): void;
  endAll(): void;
  count(): number;
  /** The personal token under which a session may fetch a torrent. */
  downloadToken(session: Session, torrentId: string): string;
  /** The torrent that a token stands for, or null. Tokens outlive their session. */
  torrentOf(token: string): string | null;
  /** Every cookie and token ever made. */
  secrets(): readonly string[];
}

/** The session cookie's name. */
export const SESSION_COOKIE = 'mam_id';

/** Opens the register of sessions. */
export function createSessions(drawn: DrawnValues): Sessions {
  const live = new Map<string, Session>();
  const torrents = new Map<string, string>();
  const secrets = new Set<string>();
  let opened = 0;
  return {
    open() {
      opened += 1;
      const id = `session ${opened}`;
      // The real cookie holds percent-escapes; decoding it breaks it.
      const cookie = `${drawn.token(id, 60)}%2B${drawn.token(`${id} end`, 24)}%3D`;
      const session = { id, cookie, requests: 0, awaited: null, endsByScript: false };
      live.set(cookie, session);
      secrets.add(cookie);
      return session;
    },
    of: (header) => live.get(cookieOf(header) ?? '') ?? null,
    end: (session) => void live.delete(session.cookie),
    endAll: () => live.clear(),
    count: () => live.size,
    downloadToken(session, torrentId) {
      const name = `${session.id} download ${torrentId}`;
      const token = `${drawn.token(name, 86)}${drawn.token(`${name} end`, 40)}`;
      torrents.set(token, torrentId);
      secrets.add(token);
      return token;
    },
    torrentOf: (token) => torrents.get(token) ?? null,
    secrets: () => [...secrets],
  };
}

function cookieOf(header: string | undefined): string | null {
  for (const part of (header ?? '').split(';')) {
    const [name, ...value] = part.trim().split('=');
    if (name === SESSION_COOKIE) return value.join('=');
  }
  return null;
}
