import { readTorrentFile, type InfoHashes } from '../integrations/torrent-file/index.ts';
import { addOnce } from '../integrations/qbittorrent/index.ts';
import { SealError } from '../sealing.ts';
import { RemoteError } from '../integrations/errors.ts';
import {
  addCost,
  confirm,
  failAcquisition,
  failFetch,
  getAcquisition,
  intend,
  keepTorrent,
  type AcquisitionFailure,
  type AcquisitionRow,
} from '../db/acquisitions.ts';
import { addEvent } from '../db/events.ts';
import { findRun, noteRun } from '../db/runs.ts';
import { mustAfford } from './approved-budget.ts';
import { barredSince } from './barred.ts';
import type { Dependencies } from './dependencies.ts';

/** The category and tags that users of the old system know. */
const CATEGORY = 'audiobooks';
const TAGS = ['mam', 'auto'] as const;

/** A line of the ledger to go on with, and the run that does so: none for an approved review's. */
export interface TorrentInput {
  readonly runId?: string;
  readonly acquisitionId: string;
}

/** How a torrent's step ended: `ready` to be queued, in the client, or not to be had. */
export interface TorrentStep {
  readonly status: 'ready' | 'queued' | 'already-there' | 'failed';
}

/** Fetching a chosen torrent: touches the tracker, so it belongs to the site's slot. */
export function fetchActivities(deps: Dependencies) {
  const { sql } = deps;
  return {
    /** Fetches the torrent file, works out its hashes, and keeps it sealed until it is queued. */
    async fetchTorrent(input: TorrentInput): Promise<TorrentStep> {
      const line = await getAcquisition(sql, input.acquisitionId);
      if (line.status !== 'chosen') return { status: stepOf(line) };
      const barred = await barredSince(deps, line);
      if (barred !== null) return failed(deps, line, barred);
      if (line.reviewId !== null) await mustAfford(deps, line);
      const frozen = await frozenIn(deps, line, input.runId);
      if (frozen !== null)
        return failed(deps, line, { name: 'tracker/downloads-frozen', what: frozen });

      const fetched = await withCost(deps, line, () => fetchOrRefusal(deps, line));
      if (fetched instanceof RemoteError) {
        if (fetched.kind === 'downloads-frozen') {
          // What a person approved is not given up for it: its review waits and tries again.
          if (line.reviewId !== null || input.runId === undefined) throw fetched;
          await noteRun(sql, input.runId, { downloadsFrozen: fetched.message });
        }
        return failed(deps, line, { name: `tracker/${fetched.kind}`, what: fetched.message });
      }
      const kept = await keepTorrent(sql, line.id, {
        ...fetched.hashes,
        sealed: deps.seal.seal(fetched.torrent, sealContext(line)),
      });
      if (kept === 'kept') return { status: 'ready' };
      if (kept === 'too-late') return standing(deps, line);
      const what = 'the same torrent is in the ledger already, under another id';
      return failed(deps, line, { name: 'ledger/same-torrent', what });
    },
  };
}

/** Handing a fetched torrent to the client: a change, made once however often it is asked for. */
export function queueActivities(deps: Dependencies) {
  const { sql } = deps;
  return {
    /** Looks the torrent up, records the intent, adds it, sees it there, records the fact. */
    async queueTorrent(input: TorrentInput): Promise<TorrentStep> {
      const line = await getAcquisition(sql, input.acquisitionId);
      if (line.sealedTorrent === null) return { status: stepOf(line) };
      const barred = line.status === 'fetched' ? await barredSince(deps, line) : null;
      if (barred !== null) return failed(deps, line, barred);
      const torrent = unseal(deps, line, line.sealedTorrent);
      if (torrent === null) {
        const what = 'its file was sealed with another SECRET_KEY: the next run fetches it again';
        return failed(deps, line, { name: 'ledger/other-key', what });
      }
      const { hashes } = readTorrentFile(torrent);
      const status = await addOrFind(deps, { line, torrent, hashes });
      if (status === null) return standing(deps, line);
      if (status instanceof RemoteError) {
        return failed(deps, line, { name: `qbittorrent/${status.kind}`, what: status.message });
      }
      await confirm(sql, line.id, status);
      const { title, author, sourceId } = line;
      deps.logger.info(
        { run: line.runId, torrent: sourceId, title, status },
        'a torrent was handled',
      );
      // A review's run has ended, most likely: its followers are gone, and its story is told.
      if (line.reviewId !== null) return { status };
      if (status === 'queued') {
        await addEvent(sql, line.runId, { kind: 'torrent-queued', title, author, sourceId });
      } else {
        await addEvent(sql, line.runId, { kind: 'torrent-already-there', title, sourceId });
      }
      return { status };
    },
  };
}

/** Why this run fetches no more, if so. A person's approval is tried whatever a run was told. */
async function frozenIn(
  deps: Dependencies,
  line: AcquisitionRow,
  runId: string | undefined,
): Promise<string | null> {
  if (line.reviewId !== null || runId === undefined) return null;
  return (await findRun(deps.sql, runId))?.downloadsFrozen ?? null;
}

/** Keeps what the requests cost, also of an attempt that fails. */
async function withCost<R>(
  deps: Dependencies,
  line: AcquisitionRow,
  work: () => Promise<R>,
): Promise<R> {
  const before = deps.trackerPacer.cost();
  try {
    return await work();
  } finally {
    const after = deps.trackerPacer.cost();
    const requests = after.requests - before.requests;
    const waitedMs = after.waitedMs - before.waitedMs;
    await addCost(deps.sql, line.id, { requests, waitedMs });
  }
}

/** The file, or the tracker's refusal of this one torrent; anything else is the crawl's affair. */
async function fetchOrRefusal(
  deps: Dependencies,
  line: AcquisitionRow,
): Promise<{ torrent: Uint8Array; hashes: InfoHashes } | RemoteError> {
  try {
    const torrent = await deps.tracker.fetchTorrent(line.sourceId);
    return { torrent, hashes: readTorrentFile(torrent).hashes };
  } catch (error) {
    const ofThisTorrent = [
      'download-refused',
      'downloads-frozen',
      'not-found',
      'unexpected-answer',
    ];
    if (error instanceof RemoteError && ofThisTorrent.includes(error.kind)) return error;
    throw error;
  }
}

/**
 * Puts the torrent into the client, unless it is there; or the client's refusal of this one. Null
 * when another attempt came to the end first: its owner may have removed the torrent since.
 */
async function addOrFind(
  deps: Dependencies,
  given: { readonly line: AcquisitionRow; readonly torrent: Buffer; readonly hashes: InfoHashes },
): Promise<'queued' | 'already-there' | RemoteError | null> {
  const { line, torrent, hashes } = given;
  // An intent without a fact: a crash came between. What is there now is our own doing.
  const ours = line.status === 'intended';
  if (!ours && (await deps.torrents.find(hashes)) !== null) return 'already-there';
  await deps.torrents.ensureCategory(CATEGORY, deps.config.qbittorrent.savePath);
  const name = `${line.source}-${line.sourceId}.torrent`;
  const tags = [...TAGS, line.author];
  try {
    return await deps.addPacer.run('page', async () => {
      if (!(await intend(deps.sql, line.id))) return null;
      await addOnce(deps.torrents, { torrent, hashes, name, category: CATEGORY, tags });
      return 'queued';
    });
  } catch (error) {
    // An add that is accepted and never listed concerns this torrent: the others still go on.
    const ofThisTorrent = ['rejected', 'unexpected-answer'];
    if (error instanceof RemoteError && ofThisTorrent.includes(error.kind)) return error;
    throw error;
  }
}

async function failed(
  deps: Dependencies,
  line: AcquisitionRow,
  failure: AcquisitionFailure,
): Promise<TorrentStep> {
  const { id, reviewId, runId, title, sourceId } = line;
  if (line.status !== 'chosen') await failAcquisition(deps.sql, id, failure);
  else if (!(await failFetch(deps.sql, id, failure))) return standing(deps, line);
  if (reviewId !== null) return { status: 'failed' };
  const { what } = failure;
  await addEvent(deps.sql, runId, { kind: 'torrent-failed', title, sourceId, what });
  return { status: 'failed' };
}

/** How the line stands now, for an attempt that another one outran. */
async function standing({ sql }: Dependencies, { id }: AcquisitionRow): Promise<TorrentStep> {
  return { status: stepOf(await getAcquisition(sql, id)) };
}

function stepOf(line: AcquisitionRow): TorrentStep['status'] {
  switch (line.status) {
    case 'queued':
    case 'already-there':
    case 'failed':
      return line.status;
    case 'removed':
      return 'queued';
    case 'fetched':
    case 'intended':
      return 'ready';
    case 'chosen':
    case 'would-queue':
      throw new Error(`acquisition ${line.id} is ${line.status}: it was asked for out of turn`);
    default:
      return line.status satisfies never;
  }
}

/** The torrent file, or null when SECRET_KEY has changed since it was sealed. */
function unseal(deps: Dependencies, line: AcquisitionRow, sealed: Buffer): Buffer | null {
  try {
    return deps.seal.open(sealed, sealContext(line));
  } catch (error) {
    if (error instanceof SealError && error.fault === 'other-key') return null;
    throw error;
  }
}

function sealContext(line: AcquisitionRow): string {
  return `torrent ${line.source} ${line.sourceId}`;
}
