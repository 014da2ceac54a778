import { z } from 'zod';
import type { Api } from './api.ts';
import { qbittorrentError } from './errors.ts';

const categories = z.record(z.string(), z.unknown());

/**
 * Creates a category when it is absent. One that exists is never edited, whatever its save path:
 * editing moves the data of every torrent in it.
 * @throws {RemoteError} `rejected` when the name can't be one.
 */
export async function ensureCategory(
  api: Api,
  name: string,
  savePath: string | null,
): Promise<'created' | 'already-there'> {
  if (await hasCategory(api, name)) return 'already-there';
  const form = { category: name, savePath: savePath ?? '' };
  const answer = await api.post('torrents/createCategory', form, [400, 409]);
  if (answer.status < 300) return 'created';
  // 409 is both "exists already" (someone was faster) and "not a name for a category".
  if (await hasCategory(api, name)) return 'already-there';
  throw qbittorrentError(`qBittorrent does not take "${name}" as a category`, {
    kind: 'rejected',
    status: answer.status,
    remedy: 'Create the category in qBittorrent by hand, and look at its log for the reason.',
  });
}

async function hasCategory(api: Api, name: string): Promise<boolean> {
  return Object.hasOwn(await api.read('torrents/categories', categories), name);
}
