import type { Stack } from './stack.ts';

/** A torrent as the real qBittorrent lists it, by its own words. */
export interface ListedTorrent {
  readonly hash: string;
  readonly name: string;
  readonly category: string;
  readonly tags: string;
  readonly ratio_limit: number;
  readonly seeding_time_limit: number;
}

/** What the stack's real qBittorrent holds: asked by the test itself, not through our client. */
export async function torrentsOf(stack: Stack): Promise<readonly ListedTorrent[]> {
  if (stack.nox === null) throw new Error('this stack has no real qBittorrent');
  const { url, username, password } = stack.nox;
  const login = await fetch(new URL('/api/v2/auth/login', url), {
    method: 'POST',
    body: new URLSearchParams({ username, password }),
  });
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  const answer = await fetch(new URL('/api/v2/torrents/info', url), { headers: { cookie } });
  if (!answer.ok) throw new Error(`qBittorrent answered ${answer.status}`);
  return (await answer.json()) as ListedTorrent[];
}
