import type { Sql, Transaction } from './connect.ts';

/** How an acquisition stands; it moves from left to right, or fails. */
export type AcquisitionStatus =
  | 'chosen' // accepted for a gap
  | 'fetched' // its torrent file is here, sealed
  | 'intended' // about to be handed to the torrent client: after a crash, look there first
  | 'queued' // seen in the torrent client, put there by us
  | 'already-there' // the torrent client had it without us
  | 'removed' // its owner took it out of the torrent client again, and said so
  | 'failed' // it could not be had: says why
  | 'would-queue'; // a dry run's: never fetched, never blocks anything

/** Why an acquisition failed. */
export interface AcquisitionFailure {
  readonly name: string;
  readonly what: string;
}

/** A line of the ledger. */
export interface AcquisitionRow {
  readonly id: string;
  readonly runId: string;
  /** The later run that goes on with it, if any. */
  readonly takenBy: string | null;
  /** The review that a person approved, if any: then it is no run's line. */
  readonly reviewId: string | null;
  readonly source: string;
  readonly sourceId: string;
  readonly title: string;
  readonly author: string;
  readonly gapKeys: readonly string[];
  readonly status: AcquisitionStatus;
  readonly infoHashV1: string | null;
  readonly infoHashV2: string | null;
  readonly sealedTorrent: Buffer | null;
  readonly requests: number;
  readonly waitedMs: number;
  readonly failure: AcquisitionFailure | null;
  readonly chosenAt: Date;
  readonly queuedAt: Date | null;
  /** When its owner said that it was taken out of the torrent client again. */
  readonly removedAt: Date | null;
}

/** What is known of a torrent when it is chosen. */
export interface NewAcquisition {
  readonly candidateId: string;
  readonly source: string;
  readonly sourceId: string;
  readonly title: string;
  readonly author: string;
  readonly gapKeys: readonly string[];
  readonly workKeys: readonly string[];
}

/** Whether a line holds its torrent and its gaps; in the very words of the unique indexes. */
export function stands(sql: Sql | Transaction) {
  return sql`acquisitions.status NOT IN ('removed', 'failed', 'would-queue')`;
}

const LEDGER_LOCK = 20_261_124;

/** Held to the transaction's end: one process at a time chooses, so that nothing is chosen twice. */
export async function lockLedger(tx: Transaction): Promise<void> {
  await tx`SELECT pg_advisory_xact_lock(${LEDGER_LOCK})`;
}

/** How many torrents a run has chosen or taken over, those that failed included: each used a place. */
export async function countChosen(tx: Transaction, runId: string): Promise<number> {
  const [row] = await tx<{ count: number }[]>`
    SELECT count(*)::int AS count FROM acquisitions
    WHERE review_id IS NULL AND (run_id = ${runId} OR taken_by = ${runId})`;
  return row?.count ?? 0;
}

/** A torrent that was chosen: its line in the ledger, and its title for a person to see. */
export interface ChosenTorrent {
  readonly id: string;
  readonly title: string;
}

/** Enters chosen torrents into the ledger. */
export async function choose(
  tx: Transaction,
  run: { readonly id: string; readonly dryRun: boolean },
  chosen: readonly NewAcquisition[],
): Promise<readonly ChosenTorrent[]> {
  const entered: ChosenTorrent[] = [];
  for (const one of chosen) {
    const [row] = await tx<{ id: string }[]>`
      INSERT INTO acquisitions (run_id, candidate_id, source, source_id, title, author, gap_keys,
                                work_keys, status)
      VALUES (${run.id}, ${one.candidateId}, ${one.source}, ${one.sourceId}, ${one.title},
              ${one.author}, ${[...one.gapKeys]}, ${[...one.workKeys]},
              ${run.dryRun ? 'would-queue' : 'chosen'})
      RETURNING id`;
    if (row !== undefined) entered.push({ id: row.id, title: one.title });
  }
  return entered;
}

/** The columns of an {@link AcquisitionRow}. */
export function columns(sql: Sql) {
  return sql`
    id, run_id AS "runId", taken_by AS "takenBy", review_id AS "reviewId", source, source_id AS "sourceId", title, author, gap_keys AS "gapKeys",
    status, info_hash_v1 AS "infoHashV1", info_hash_v2 AS "infoHashV2",
    sealed_torrent AS "sealedTorrent", requests, waited_ms::float8 AS "waitedMs", failure,
    chosen_at AS "chosenAt", queued_at AS "queuedAt", removed_at AS "removedAt"`;
}

/** One line of the ledger. Throws when there is none of that id: our own fault. */
export async function getAcquisition(sql: Sql, id: string): Promise<AcquisitionRow> {
  const [row] = await sql<
    AcquisitionRow[]
  >`SELECT ${columns(sql)} FROM acquisitions WHERE id = ${id}`;
  if (row === undefined) throw new Error(`no acquisition ${id} in the ledger`);
  return row;
}

/** A run's own lines of the ledger, in the order in which they were chosen. */
export async function listAcquisitions(
  sql: Sql,
  runId: string,
): Promise<readonly AcquisitionRow[]> {
  return sql<AcquisitionRow[]>`
    SELECT ${columns(sql)} FROM acquisitions
    WHERE run_id = ${runId} AND review_id IS NULL ORDER BY id`;
}

/** What a term chose, for a term that is asked for again after it was done. */
export async function chosenByTerm(sql: Sql, termId: string): Promise<readonly ChosenTorrent[]> {
  return sql<ChosenTorrent[]>`
    SELECT acquisitions.id, acquisitions.title FROM acquisitions
    JOIN candidates ON candidates.id = acquisitions.candidate_id
    WHERE candidates.term_id = ${termId} AND acquisitions.status <> 'would-queue'
      AND acquisitions.review_id IS NULL
    ORDER BY acquisitions.id`;
}

/** Adds to what fetching a torrent cost, whether it could be had or not. */
export async function addCost(
  sql: Sql,
  id: string,
  cost: { readonly requests: number; readonly waitedMs: number },
): Promise<void> {
  await sql`
    UPDATE acquisitions SET requests = requests + ${cost.requests},
      waited_ms = waited_ms + ${Math.round(cost.waitedMs)} WHERE id = ${id}`;
}

/**
 * What became of a fetched torrent: it is kept; another line of the ledger has the same hash, as the
 * same torrent under another id; or the line is not waiting for it any more.
 */
export type Keeping = 'kept' | 'twin' | 'too-late';

/**
 * Keeps a fetched torrent, sealed, with its hashes. A line that is not `chosen` any more is left as
 * it is: another attempt fetched for it first, or its owner has let go of it since.
 */
export async function keepTorrent(
  sql: Sql,
  id: string,
  torrent: {
    readonly v1: string | null;
    readonly v2: string | null;
    readonly sealed: Buffer;
  },
): Promise<Keeping> {
  return sql.begin(async (tx) => {
    await lockLedger(tx);
    const [own] = await tx`
      SELECT 1 FROM acquisitions WHERE id = ${id} AND status = 'chosen' FOR UPDATE`;
    if (own === undefined) return 'too-late';
    const [twin] = await tx`
      SELECT 1 FROM acquisitions WHERE id <> ${id} AND ${stands(tx)}
        AND (info_hash_v1 = ${torrent.v1} OR info_hash_v2 = ${torrent.v2})`;
    if (twin !== undefined) return 'twin';
    await tx`
      UPDATE acquisitions SET status = 'fetched', info_hash_v1 = ${torrent.v1},
        info_hash_v2 = ${torrent.v2}, sealed_torrent = ${torrent.sealed}
      WHERE id = ${id}`;
    return 'kept';
  });
}

/**
 * Records the intent, before the torrent client is asked. Answers false when another attempt has
 * brought the line to its end: then nothing may be added any more.
 */
export async function intend(sql: Sql, id: string): Promise<boolean> {
  const rows = await sql`
    UPDATE acquisitions SET status = 'intended'
    WHERE id = ${id} AND status IN ('fetched', 'intended') RETURNING 1`;
  return rows.length > 0;
}

/** Records the fact: the torrent client has it. The sealed file is not needed any more. */
export async function confirm(
  sql: Sql | Transaction,
  id: string,
  status: 'queued' | 'already-there',
): Promise<void> {
  await sql`
    UPDATE acquisitions SET status = ${status}, queued_at = clock_timestamp(), sealed_torrent = NULL
    WHERE id = ${id} AND status <> 'removed'`;
}

/** Records that a torrent could not be had. */
export async function failAcquisition(
  sql: Sql | Transaction,
  id: string,
  failure: AcquisitionFailure,
): Promise<void> {
  await sql`
    UPDATE acquisitions SET status = 'failed', sealed_torrent = NULL,
      failure = ${sql.json({ ...failure })}
    WHERE id = ${id} AND status NOT IN ('queued', 'already-there', 'removed')`;
}

/**
 * Records that a torrent could not be fetched. Answers false, and changes nothing, when the line is
 * not waiting for it any more: see {@link keepTorrent}.
 */
export async function failFetch(
  sql: Sql,
  id: string,
  failure: AcquisitionFailure,
): Promise<boolean> {
  const rows = await sql`
    UPDATE acquisitions SET status = 'failed', failure = ${sql.json({ ...failure })}
    WHERE id = ${id} AND status = 'chosen' RETURNING 1`;
  return rows.length > 0;
}
