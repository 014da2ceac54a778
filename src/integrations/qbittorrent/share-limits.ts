import { z } from 'zod';
import type { Api } from './api.ts';

const preferences = z.object({ max_ratio_act: z.number() });

/**
 * A warning when the global action at a share limit removes torrents (1) or their files too (3).
 * Our torrents have no limits, but a limit that the user sets on one runs this action.
 */
export async function shareLimitDanger(api: Api): Promise<string | null> {
  const { max_ratio_act: action } = await api.read('app/preferences', preferences);
  if (action !== 1 && action !== 3) return null;
  const what = action === 3 ? 'removes it together with its files' : 'removes it';
  return (
    `When a torrent reaches its share limit, qBittorrent ${what}, even a stopped one. ` +
    'Set "When ratio reaches … then" to "Stop torrent" in its BitTorrent settings.'
  );
}
