import { setTimeout as sleep } from 'node:timers/promises';
import type { RemoteError } from '../errors.ts';
import type { TorrentAddition } from './add-form.ts';
import type { AddAnswer } from './add.ts';
import type { Qbittorrent } from './client.ts';
import { qbittorrentError } from './errors.ts';

/** How long an add is waited for; the defaults are what the product uses. */
export interface AddPatience {
  /** Until an accepted torrent must be listed. */
  readonly seenWithinMs?: number;
  /**
   * Between the first look that finds it and a second one. qBittorrent lists a torrent before it
   * has written it down: 4.5.2, killed less than 50 ms after the listing, came back without it.
   */
  readonly settleMs?: number;
}

const SEEN_WITHIN_MS = 10_000;
const SETTLE_MS = 300;
/** After a refusal: long enough for somebody else's add of the same torrent to be listed. */
const REFUSED_SEEN_WITHIN_MS = 1_000;

/**
 * Adds a torrent unless it is there: looks it up, adds it, looks until it is listed, and looks
 * once more, because no version's answer can be trusted (four concurrent adds of one torrent are
 * four "successes" in 5.2). Safe to run again at any point; the caller writes its intent down
 * before, and the fact after.
 * @throws {RemoteError} `rejected` when qBittorrent takes it for no torrent or refuses it, and
 * `unexpected-answer` when it said yes and did not list it, or not for long.
 */
export async function addOnce(
  client: Pick<Qbittorrent, 'find' | 'add' | 'awaitSeen'>,
  addition: TorrentAddition,
  patience: AddPatience = {},
): Promise<'added' | 'already-there'> {
  const { name, hashes } = addition;
  const { seenWithinMs = SEEN_WITHIN_MS, settleMs = SETTLE_MS } = patience;
  if ((await client.find(hashes)) !== null) return 'already-there';
  const said = await client.add(addition);
  if (said === 'not-a-torrent') throw failed(said, { name, seconds: 0 });
  const waitMs =
    said === 'accepted' ? seenWithinMs : Math.min(seenWithinMs, REFUSED_SEEN_WITHIN_MS);
  const seen = await client.awaitSeen(hashes, waitMs);
  if (seen === null) throw failed(said, { name, seconds: waitMs / 1000 });
  await sleep(settleMs);
  if ((await client.find(hashes)) === null) throw vanished(name);
  return said === 'accepted' ? 'added' : 'already-there';
}

function vanished(name: string): RemoteError {
  return qbittorrentError(`qBittorrent listed "${name}" and then had it no more`, {
    // Waited out and tried again, as a server that went away is: the add is looked up first.
    kind: 'unreachable',
    remedy: 'Nothing, if qBittorrent was just restarted: it is added again on the next try.',
  });
}

function failed(
  said: AddAnswer,
  about: { readonly name: string; readonly seconds: number },
): RemoteError {
  const { name, seconds } = about;
  switch (said) {
    case 'accepted':
      return qbittorrentError(
        `qBittorrent accepted "${name}", but it is not listed after ${seconds} s`,
        {
          kind: 'unexpected-answer',
          remedy: 'Look at qBittorrent’s log (Execution Log) for what became of it.',
        },
      );
    case 'refused':
      return qbittorrentError(`qBittorrent refused to add "${name}", and does not have it`, {
        kind: 'rejected',
        remedy: 'Add it by hand and look at qBittorrent’s log for the reason.',
      });
    case 'not-a-torrent':
      return qbittorrentError(`qBittorrent takes the file of "${name}" for no torrent`, {
        kind: 'rejected',
        status: 415,
        remedy: 'Open the torrent on the tracker in a browser and see what its download gives.',
      });
    default:
      return said satisfies never;
  }
}
