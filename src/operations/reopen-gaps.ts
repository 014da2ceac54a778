import type { AcquisitionRow } from '../db/acquisitions.ts';
import { findGaps } from '../db/explain.ts';
import { heldBy, noteRemoval } from '../db/removals.ts';
import { gapName } from '../domain/explaining/words.ts';
import { RemoteError } from '../integrations/errors.ts';
import type { Torrent } from '../integrations/qbittorrent/index.ts';
import type { OperationDependencies } from './dependencies.ts';
import { OperationError } from './errors.ts';
import { oneMeant, type Meant } from './meant.ts';
import { askingTorrentClient, sharedCoolDown } from './torrent-client.ts';

type Dependencies = Pick<OperationDependencies, 'sql' | 'config'>;

/** A torrent that is not in the torrent client any more, and the gaps that it was to fill. */
export interface ReopenedGaps {
  /** False when it was said before. */
  readonly isNew: boolean;
  readonly source: string;
  readonly sourceId: string;
  readonly title: string;
  /** The run that chose it. */
  readonly runId: string;
  readonly queuedAt: Date | null;
  readonly removedAt: Date | null;
  readonly gaps: readonly {
    readonly id: string;
    readonly key: string;
    readonly name: string;
    /** `open`: searched for at the next run; anything else is not, as before. */
    readonly state: string;
  }[];
}

/**
 * Opens the gaps of a torrent again that we queued and its owner removed from the torrent client:
 * the client is asked first, and nothing is ever removed there. Named by the torrent or by a gap.
 *
 * @throws {OperationError} `refused` while the torrent is there, on its way there, or nothing holds
 * the gap; `qbittorrent-away` when the client can't be asked; `invalid` when several are meant;
 * `unknown-gap`.
 */
export async function reopenGaps(deps: Dependencies, what: string): Promise<ReopenedGaps> {
  const meant = await oneMeant(deps, what);
  const line = await mustBeHeld(deps, meant);
  if (line.status === 'removed') return told(deps, line, false);
  const there = await lookFor(deps, line);
  if (there !== null) throw isThere(line, there);
  if (await noteRemoval(deps.sql, line)) return told(deps, line, true);
  // Somebody said it at the same moment, or a later line took its place.
  const now = await mustBeHeld(deps, { kind: 'torrent', sourceId: line.sourceId });
  if (now.status === 'removed') return told(deps, now, false);
  throw refused(line, `${nameOf(now)} has changed meanwhile: it is ${now.status} now`);
}

/** The one line that was brought to its end: a torrent or a gap has one, an author's gap several. */
async function mustBeHeld({ sql }: Dependencies, meant: Meant): Promise<AcquisitionRow> {
  const about = meant.kind === 'gap' ? { gapKey: meant.gap.gap.key } : { sourceId: meant.sourceId };
  const lines = await heldBy(sql, about);
  const held = lines.filter(({ status }) => status !== 'removed');
  if (held.length > 1) throw several(meant, held);
  const [line] = held.length === 0 ? lines : held;
  if (line === undefined) throw notHeld(meant);
  if (line.status === 'queued' || line.status === 'already-there' || line.status === 'removed') {
    return line;
  }
  throw refused(line, `${nameOf(line)} is not queued yet: ${whoQueues(line)} queues it`);
}

/** Whether it is in the torrent client after all; an answer that is none is no "not there". */
async function lookFor({ sql, config }: Dependencies, line: AcquisitionRow) {
  const hashes = { v1: line.infoHashV1, v2: line.infoHashV2 };
  if (hashes.v1 === null && hashes.v2 === null) {
    throw refused(line, `${nameOf(line)} has no info-hash in our books: it can't be looked for`);
  }
  const coolDown = await sharedCoolDown(sql, config);
  try {
    return await askingTorrentClient(config, coolDown, (torrents) => torrents.find(hashes));
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    const why = `nobody knows whether ${nameOf(line)} is gone, so nothing was changed`;
    throw new OperationError(`${error.message}: ${why}`, {
      kind: 'qbittorrent-away',
      remedy: error.remedy,
      cause: error,
    });
  }
}

async function told(
  { sql }: Dependencies,
  line: AcquisitionRow,
  isNew: boolean,
): Promise<ReopenedGaps> {
  const [now = line] = await heldBy(sql, { sourceId: line.sourceId });
  const gaps = await findGaps(sql, { keys: line.gapKeys });
  const { source, sourceId, title, runId, queuedAt } = line;
  return {
    ...{ isNew, source, sourceId, title, runId, queuedAt, removedAt: now.removedAt },
    gaps: gaps.map(({ id, gap, state }) => ({ id, key: gap.key, name: gapName(gap), state })),
  };
}

function nameOf({ title, sourceId }: AcquisitionRow): string {
  return `“${title}” (torrent ${sourceId})`;
}

function whoQueues({ reviewId, takenBy, runId }: AcquisitionRow): string {
  return reviewId === null ? (takenBy ?? runId) : `review ${reviewId}`;
}

function isThere(line: AcquisitionRow, { state, progress }: Torrent): OperationError {
  const how = `${state}, ${Math.floor(progress * 100)} % done`;
  return new OperationError(
    `${nameOf(line)} is in qBittorrent (${how}): its gaps stay as they are`,
    {
      kind: 'refused',
      remedy: 'if you do not want it, remove it there first: nothing here ever does',
    },
  );
}

function refused({ sourceId }: AcquisitionRow, message: string): OperationError {
  const remedy = `see how it stands with mamcrawler explain torrent:${sourceId}`;
  return new OperationError(message, { kind: 'refused', remedy });
}

function notHeld(meant: Meant): OperationError {
  const [name, key] =
    meant.kind === 'gap'
      ? [gapName(meant.gap.gap), `gap:${meant.gap.id}`]
      : [`torrent ${meant.sourceId}`, `torrent:${meant.sourceId}`];
  return new OperationError(`no torrent that was queued holds ${name} back`, {
    kind: 'refused',
    remedy: `see how it stands with mamcrawler explain ${key}`,
  });
}

function several(meant: Meant, held: readonly AcquisitionRow[]): OperationError {
  const what = meant.kind === 'gap' ? gapName(meant.gap.gap) : `torrent ${meant.sourceId}`;
  const names = held.map(({ sourceId, title }) => `torrent:${sourceId} (“${title}”)`);
  return new OperationError(`several torrents were queued for ${what}`, {
    kind: 'invalid',
    remedy: `choose one: ${names.join('; ')}`,
  });
}
