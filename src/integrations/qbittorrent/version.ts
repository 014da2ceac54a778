import type { Api } from './api.ts';
import { unknownAnswer } from './errors.ts';

/** Which qBittorrent answers. */
export interface QbittorrentVersion {
  /** The program's own version: `v4.5.2`. */
  readonly app: string;
  /** The Web API's version, which decides the dialect: `2.8.19`. */
  readonly api: string;
  /** False below 4.5: the client may misunderstand it. */
  readonly isSupported: boolean;
}

/** The Web API of 4.5, the oldest one that the contract suite runs against. */
const OLDEST_API = '2.8.19';

/**
 * Compares two versions part by part as numbers (`2.11` is newer than `2.9`); negative when
 * `left` is older. A part that is lacking or no number counts as 0.
 */
export function compareVersions(left: string, right: string): number {
  const [lefts, rights] = [partsOf(left), partsOf(right)];
  for (let i = 0; i < Math.max(lefts.length, rights.length); i += 1) {
    const difference = (lefts[i] ?? 0) - (rights[i] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

function partsOf(version: string): number[] {
  return version
    .trim()
    .replace(/^v/i, '')
    .split('.')
    .map((part) => Number.parseInt(part, 10) || 0);
}

/** Asks which version answers. */
export async function readVersion(api: Api): Promise<QbittorrentVersion> {
  const answer = await api.call({ path: 'app/webapiVersion' });
  const version = answer.text().trim();
  if (!/^\d+(?:\.\d+)+$/.test(version)) throw unknownAnswer('app/webapiVersion', answer.status);
  const app = (await api.call({ path: 'app/version' })).text().trim();
  return { app, api: version, isSupported: compareVersions(version, OLDEST_API) >= 0 };
}
