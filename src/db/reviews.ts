import type { Filling, ReviewStatus, ReviewWhy } from '../domain/review.ts';
import type { Sql, Transaction } from './connect.ts';

/** Something that waits, or waited, for a person's word. */
export interface ReviewRow {
  readonly id: string;
  /** The run that asked. */
  readonly runId: string;
  readonly candidateId: string;
  readonly source: string;
  readonly sourceId: string;
  readonly title: string;
  readonly author: string;
  readonly gapKeys: readonly string[];
  readonly workKeys: readonly string[];
  readonly why: ReviewWhy;
  readonly status: ReviewStatus;
  readonly note: string | null;
  /** Its line of the ledger, once it was approved. */
  readonly acquisitionId: string | null;
  readonly openedAt: Date;
  readonly decidedAt: Date | null;
  readonly finishedAt: Date | null;
}

/** What is known of a torrent when a person is to be asked about it. */
export type NewReview = Pick<
  ReviewRow,
  'candidateId' | 'source' | 'sourceId' | 'title' | 'author' | 'gapKeys' | 'workKeys' | 'why'
>;

/** The columns of a {@link ReviewRow}. */
export function columns(sql: Sql | Transaction) {
  return sql`
    reviews.id, reviews.run_id AS "runId", reviews.candidate_id AS "candidateId", reviews.source,
    reviews.source_id AS "sourceId", reviews.title, reviews.author, reviews.gap_keys AS "gapKeys",
    reviews.work_keys AS "workKeys", reviews.why, reviews.status, reviews.note,
    reviews.acquisition_id AS "acquisitionId", reviews.opened_at AS "openedAt",
    reviews.decided_at AS "decidedAt", reviews.finished_at AS "finishedAt"`;
}

/**
 * Opens reviews. A torrent about which one is open already gets no second: the open one is about
 * these gaps and works as well from now on. Answers the new ones.
 */
export async function openReviews(
  tx: Transaction,
  runId: string,
  wanted: readonly NewReview[],
): Promise<readonly ReviewRow[]> {
  const opened: ReviewRow[] = [];
  for (const one of wanted) {
    const [row] = await tx<ReviewRow[]>`
      INSERT INTO reviews (run_id, candidate_id, source, source_id, title, author, gap_keys,
                           work_keys, why)
      VALUES (${runId}, ${one.candidateId}, ${one.source}, ${one.sourceId}, ${one.title},
              ${one.author}, ${[...one.gapKeys]}, ${[...one.workKeys]}, ${one.why})
      ON CONFLICT (source, source_id) WHERE status IN ('open', 'approved') DO NOTHING
      RETURNING ${columns(tx)}`;
    if (row === undefined) await widen(tx, one);
    else opened.push(row);
  }
  return opened;
}

/** What was approved stays as it was approved. */
async function widen(tx: Transaction, { source, sourceId, ...more }: NewReview): Promise<void> {
  await tx`
    UPDATE reviews SET
      gap_keys = gap_keys || ARRAY(
        SELECT unnest(${[...more.gapKeys]}::text[]) EXCEPT SELECT unnest(gap_keys) ORDER BY 1),
      work_keys = work_keys || ARRAY(
        SELECT unnest(${[...more.workKeys]}::text[]) EXCEPT SELECT unnest(work_keys) ORDER BY 1)
    WHERE source = ${source} AND source_id = ${sourceId} AND status = 'open'`;
}

/** How many reviews a run, or one of its terms, has opened. */
export async function countReviews(
  sql: Sql | Transaction,
  of: { readonly runId: string } | { readonly termId: string },
): Promise<Record<ReviewWhy, number>> {
  const where =
    'runId' in of ? sql`reviews.run_id = ${of.runId}` : sql`candidates.term_id = ${of.termId}`;
  const rows = await sql<{ why: ReviewWhy; count: number }[]>`
    SELECT why, count(*)::int AS count
    FROM reviews JOIN candidates ON candidates.id = reviews.candidate_id
    WHERE ${where} GROUP BY why`;
  const counts = { doubt: 0, proposed: 0 };
  for (const row of rows) counts[row.why] = row.count;
  return counts;
}

/** What is proposed and not decided, for the court: it counts as chosen. */
export async function openProposals(
  tx: Transaction,
): Promise<readonly Pick<ReviewRow, 'sourceId' | 'workKeys' | 'gapKeys'>[]> {
  return tx<Pick<ReviewRow, 'sourceId' | 'workKeys' | 'gapKeys'>[]>`
    SELECT source_id AS "sourceId", work_keys AS "workKeys", gap_keys AS "gapKeys" FROM reviews
    WHERE why = 'proposed' AND status = 'open'`;
}

/** Keys of the gaps for which something waits for a person's word, or is being acted on. */
export async function askedGapKeys(sql: Sql): Promise<ReadonlySet<string>> {
  const rows = await sql<{ key: string }[]>`
    SELECT DISTINCT unnest(gap_keys) AS key FROM reviews WHERE status IN ('open', 'approved')`;
  return new Set(rows.map(({ key }) => key));
}

/**
 * Ids, at their source, of torrents that a person has refused in a review: never chosen and never
 * asked about again. What was blocked is in `blocks`, where the block can be lifted.
 */
export async function refusedSourceIds(tx: Sql | Transaction): Promise<ReadonlySet<string>> {
  const rows = await tx<{ sourceId: string }[]>`
    SELECT DISTINCT source_id AS "sourceId" FROM reviews WHERE status = 'refused'`;
  return new Set(rows.map((row) => row.sourceId));
}

/** The review of that id as it stands, or undefined. `holdReview` holds it against others. */
export async function findReview(sql: Sql, id: string): Promise<ReviewRow | undefined> {
  const [row] = await sql<ReviewRow[]>`SELECT ${columns(sql)} FROM reviews WHERE id = ${id}`;
  return row;
}

/** The review that waits, or is being acted on, about a torrent; null when none does. */
export async function undecidedAbout(
  tx: Transaction,
  { source, sourceId }: Pick<ReviewRow, 'source' | 'sourceId'>,
): Promise<string | null> {
  const [row] = await tx<{ id: string }[]>`
    SELECT id FROM reviews
    WHERE source = ${source} AND source_id = ${sourceId} AND status IN ('open', 'approved')`;
  return row?.id ?? null;
}

/** Open reviews, those that are being acted on included; the oldest first. */
export async function undecidedReviews(
  sql: Sql,
  only: { readonly withoutWorkflow: boolean },
): Promise<readonly Pick<ReviewRow, 'id' | 'title'>[]> {
  return sql<Pick<ReviewRow, 'id' | 'title'>[]>`
    SELECT id, title FROM reviews
    WHERE status IN ('open', 'approved') AND NOT (${only.withoutWorkflow} AND has_workflow)
    ORDER BY id`;
}

/** Notes that a review's workflow was started. */
export async function noteWorkflow(sql: Sql, id: string): Promise<void> {
  await sql`UPDATE reviews SET has_workflow = true WHERE id = ${id}`;
}

/** A torrent counts as coming from this status on. */
export type Coming = 'chosen' | 'queued';

/**
 * Which gaps of all open reviews, or of one, are filled, or wanted no more, and by what. A gap of an author is
 * filled by the same work alone, since there may be more by the author; the same torrent fills all.
 */
export async function findFillings(
  tx: Transaction,
  of: { readonly reviewId: string | null; readonly from: Coming },
): Promise<readonly (Filling & { readonly reviewId: string })[]> {
  const { reviewId, from } = of;
  const notYet =
    from === 'chosen'
      ? ['removed', 'failed', 'would-queue']
      : ['removed', 'failed', 'would-queue', 'chosen', 'fetched', 'intended'];
  return tx<(Filling & { readonly reviewId: string })[]>`
    WITH waiting AS (
      SELECT id, source, source_id, work_keys, unnest(gap_keys) AS key FROM reviews
      WHERE id = ${reviewId}::bigint OR (${reviewId}::bigint IS NULL AND status = 'open')),
    coming AS (
      SELECT title, source, source_id, gap_keys, work_keys FROM acquisitions
      WHERE status <> ALL(${notYet}))
    SELECT waiting.id AS "reviewId", waiting.key AS "gapKey", 'torrent' AS by, coming.title
    FROM waiting JOIN (SELECT title, unnest(gap_keys) AS key FROM coming) AS coming
      ON coming.key = waiting.key AND waiting.key NOT LIKE 'author:%'
    UNION
    SELECT waiting.id, waiting.key, 'torrent', coming.title
    FROM (SELECT id, key, unnest(work_keys) AS work FROM waiting WHERE key LIKE 'author:%') AS waiting
    JOIN (SELECT title, unnest(work_keys) AS work FROM coming) AS coming USING (work)
    UNION
    SELECT waiting.id, waiting.key, 'torrent', coming.title
    FROM waiting JOIN coming USING (source, source_id)
    UNION
    SELECT waiting.id, waiting.key, gaps.state, NULL
    FROM waiting JOIN gaps USING (key) WHERE gaps.state IN ('gone', 'excluded')
    ORDER BY 1, 2, 3, 4`;
}

/** Open reviews with what they are about, for settling them. */
export async function openOnes(
  tx: Transaction,
): Promise<readonly Pick<ReviewRow, 'id' | 'gapKeys'>[]> {
  return tx<Pick<ReviewRow, 'id' | 'gapKeys'>[]>`
    SELECT id, gap_keys AS "gapKeys" FROM reviews WHERE status = 'open' ORDER BY id`;
}

/** Reviews that ended without their workflow's doing, and of which it has not been told. */
export async function untoldReviews(sql: Sql): Promise<readonly string[]> {
  const rows = await sql<{ id: string }[]>`
    SELECT id FROM reviews WHERE status IN ('superseded', 'blocked') AND NOT is_told ORDER BY id`;
  return rows.map((row) => row.id);
}

/** Notes that the workflow of a review that ended otherwise was told, or is gone. */
export async function noteTold(sql: Sql, id: string): Promise<void> {
  await sql`UPDATE reviews SET is_told = true WHERE id = ${id}`;
}

/** What a run's report says of reviews: its own, and those that wait for gaps of any run. */
export async function reviewsOfRun(sql: Sql, runId: string): Promise<readonly ReviewRow[]> {
  return sql<ReviewRow[]>`
    SELECT ${columns(sql)} FROM reviews JOIN runs ON runs.id = ${runId}
    WHERE reviews.run_id = ${runId} OR reviews.status IN ('open', 'approved')
      OR (reviews.acquisition_id IS NOT NULL AND reviews.decided_at >= runs.started_at)
    ORDER BY reviews.id`;
}
