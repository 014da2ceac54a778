import type { TorrentAddition } from './add-form.ts';
import type { Qbittorrent } from './client.ts';
import { qbittorrentError } from './errors.ts';

const SEEN_WITHIN_MS = 10_000;
/** After a refusal: long enough for somebody else's add of the same torrent to be listed. */
const REFUSED_SEEN_WITHIN_MS = 1_000;

/**
 * Adds a torrent unless it is there: looks it up, adds it, and looks until it is listed, because
 * no version's answer can be trusted (four concurrent adds of one torrent are four "successes"
 * in 5.2). Safe to run again at any point; the caller writes its intent down before, and the
 * fact after.
 * @throws {RemoteError} `rejected` when qBittorrent takes it for no torrent or refuses it, and
 * `unexpected-answer` when it said yes and never listed it.
 */
export async function addOnce(
  client: Pick<Qbittorrent, 'find' | 'add' | 'awaitSeen'>,
  addition: TorrentAddition,
  seenWithinMs: number = SEEN_WITHIN_MS,
): Promise<'added' | 'already-there'> {
  if ((await client.find(addition.hashes)) !== null) return 'already-there';
  const said = await client.add(addition);
  const patience = said === 'accepted' ? seenWithinMs : Math.min(seenWithinMs, REFUSED_SEEN_WITHIN_MS);
  const seen = await client.awaitSeen(addition.hashes, patience);
  if (seen !== null) return said === 'accepted' ? 'added' : 'already-there';
  throw failed(said, { name: addition.name, seconds: patience / 1000 });
}

function failed(
  said: Awaited<ReturnType<Qbittorrent['add']>>,
  about: { readonly name: string; readonly seconds: number },
) {
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
