import { createQbittorrent, type Qbittorrent } from '../../src/integrations/qbittorrent/index.ts';
import {
  startQbittorrentStandIn,
  type QbittorrentStandIn,
} from '../../src/sandbox/qbittorrent/index.ts';
import { Secret } from '../../src/secret.ts';
import { coolDownInMemory } from '../integrations/qbittorrent/contract.ts';

/** Its owner's name and password. */
export const LOGIN = { username: 'owner', password: 'a good + password' } as const;

/** A qBittorrent for one test file, and nothing in it. */
export async function startTorrentClient(): Promise<QbittorrentStandIn> {
  return startQbittorrentStandIn({ dialect: '5.1', ...LOGIN });
}

/** Our own client of it. */
export function clientOf({ url }: QbittorrentStandIn): Qbittorrent {
  const { username, password } = LOGIN;
  const login = { url, username, password: new Secret(password), apiKey: null };
  return createQbittorrent({ ...login, timeoutMs: 5_000, coolDown: coolDownInMemory() });
}
