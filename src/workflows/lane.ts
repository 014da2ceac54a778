import { CancellationScope, sleep } from '@temporalio/workflow';
import type { ChosenTorrent } from '../activities/search.ts';
import { change } from './activities.ts';
import type { Dials } from './dials.ts';

/** Queues torrents one after another, beside the crawl. */
export interface Lane {
  /** Takes a fetched torrent; one that could not be fetched is only counted. */
  put(torrent: ChosenTorrent, status: 'ready' | 'queued' | 'already-there' | 'failed'): void;
  /** Throws what went wrong since, if anything: the torrent client needs its owner. */
  check(): void;
  /** Waits until all is handed over. Throws what went wrong. */
  drained(): Promise<void>;
  /** The run ends early: gives the add under way a moment, and leaves the rest to a later run. */
  abandon(): Promise<void>;
}

/** What the add under way gets when the run ends early; a client that is down is not waited for. */
const LAST_MOMENT = '10 seconds';

/** Opens the lane. One add at a time; the spacing of adds is the activity's. */
export function createLane(runId: string, dials: Dials): Lane {
  // Shielded, so that what ends the crawl does not tear an add in two; we end it ourselves.
  const shield = new CancellationScope({ cancellable: false });
  const scope = new CancellationScope({ cancellable: true, parent: shield });
  let last: Promise<void> = Promise.resolve();
  let fault: { readonly error: unknown } | undefined;
  let isOpen = true;

  async function queue(torrent: ChosenTorrent): Promise<void> {
    if (fault !== undefined || !isOpen) return;
    try {
      const options = { summary: torrent.title };
      const asked = { runId, acquisitionId: torrent.id };
      const { status } = await change.queueTorrent.executeWithOptions(options, [asked]);
      dials.countTorrent(status);
    } catch (error) {
      fault = { error };
    }
  }

  function check(): void {
    if (fault !== undefined) throw fault.error;
  }

  return {
    put(torrent, status) {
      if (status !== 'ready') {
        dials.countTorrent(status);
        return;
      }
      last = last.then(() => scope.run(() => queue(torrent)));
    },
    check,
    async drained() {
      await last;
      check();
    },
    async abandon() {
      isOpen = false;
      await CancellationScope.nonCancellable(() => Promise.race([last, sleep(LAST_MOMENT)]));
      scope.cancel();
    },
  };
}
