import type { Stack } from './stack.ts';

/** A row of qBittorrent's own list. */
export interface ListedTorrent {
  readonly hash: string;
  readonly name: string;
  readonly category: string;
  readonly tags: string;
  /** -1: none of its own. */
  readonly ratio_limit: number;
  readonly seeding_time_limit: number;
}

/** Asks the real qBittorrent, not through our client, what it lists. */
export async function torrentsOf(stack: Stack): Promise<readonly ListedTorrent[]> {
  const { nox } = stack;
  if (nox === null) throw new Error('this stack has no real qBittorrent');
  const login = await fetch(new URL('api/v2/auth/login', nox.url), {
    method: 'POST',
    body: new URLSearchParams({ username: nox.username, password: nox.password }),
  });
  const cookie = (login.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const list = await fetch(new URL('api/v2/torrents/info', nox.url), { headers: { cookie } });
  if (!list.ok) throw new Error(`qBittorrent answered ${list.status}`);
  return (await list.json()) as ListedTorrent[];
}
