import type { Config } from '../config.ts';
import type { Sql } from '../db/connect.ts';
import { ensureSite, refusedCredentials, rememberRefusal } from '../db/sites.ts';
import {
  createQbittorrent,
  type LoginCoolDown,
  type Qbittorrent,
} from '../integrations/qbittorrent/index.ts';

/**
 * The memory of refused logins that all processes share: five of them get the owner's address
 * banned.
 */
export async function sharedCoolDown(sql: Sql, config: Config): Promise<LoginCoolDown> {
  const host = `adds to ${config.qbittorrent.url.host}`;
  await ensureSite(sql, host);
  return {
    refusedFingerprint: () => refusedCredentials(sql, host),
    remember: (fingerprint: string) => rememberRefusal(sql, host, fingerprint),
  };
}

/** Asks the torrent client something, and closes it. @throws {RemoteError} */
export async function askingTorrentClient<T>(
  config: Config,
  coolDown: LoginCoolDown,
  question: (torrents: Qbittorrent) => Promise<T>,
): Promise<T> {
  const torrents = createQbittorrent({ ...config.qbittorrent, coolDown });
  try {
    return await question(torrents);
  } finally {
    await torrents.close();
  }
}
