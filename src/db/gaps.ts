import { isAboutItsGap, type Decision } from '../domain/decision.ts';
import type { Candidate } from '../domain/candidate.ts';
import type { Gap, GapOutcome } from '../domain/gap.ts';
import { byText } from '../domain/order.ts';
import { wasTried, type Knowledge, type StandingGap, type Tries } from '../domain/standing.ts';
import { stands } from './acquisitions.ts';
import type { Sql, Transaction } from './connect.ts';

/** A gap with its id in the standing list, as a run has it. */
export interface RunGapRow extends Tries {
  readonly id: string;
  readonly gap: Gap;
  readonly onItsWay: boolean;
  /** It was searched in vain before, and its next search is due later than in this run. */
  readonly isResting: boolean;
  /** It was upcoming until this run. */
  readonly isReleased: boolean;
  readonly outcome: GapOutcome | null;
  readonly detail: string | null;
  readonly sourceId: string | null;
  readonly firstSeen: Date;
  readonly sources: readonly Knowledge[];
}

/** The run that an analysis is part of. */
export interface AnalysingRun {
  readonly id: string;
  readonly kind: 'sync' | 'search';
  /** Name of the one library that was read; null for all. */
  readonly library: string | null;
  readonly searchAll: boolean;
}

const CHOICES_LOCK = 20_261_126;

/** Held to the transaction's end: no analysis overwrites what a person says at the same moment. */
export async function lockChoices(tx: Transaction): Promise<void> {
  await tx`SELECT pg_advisory_xact_lock(${CHOICES_LOCK})`;
}

/**
 * Brings the standing list up to date (first-seen dates are kept) and ties the open gaps to the run.
 * Those for which an earlier run queued a torrent are marked as on their way, those whose next
 * search is due later as resting. What a sync of all libraries does not find any more is gone.
 */
export async function saveFindings(
  tx: Transaction,
  run: AnalysingRun,
  findings: readonly StandingGap[],
): Promise<void> {
  const released = await releasedKeys(tx, run.id, findings);
  await tx`DELETE FROM run_gaps WHERE run_id = ${run.id}`;
  const rests = run.kind === 'sync' && !run.searchAll;
  // In one order: two runs that write the same gaps at once must not wait for each other.
  const sorted = findings.toSorted((a, b) => byText(a.gap.key, b.gap.key));
  for (let start = 0; start < sorted.length; start += 1_000) {
    const part = sorted.slice(start, start + 1_000);
    await upsert(tx, part);
    const open = part.filter(({ state }) => state === 'open').map(({ gap }) => gap.key);
    await tx`
      INSERT INTO run_gaps (run_id, gap_id, is_resting, is_released)
      SELECT ${run.id}, id, ${rests} AND coalesce(next_try_at > clock_timestamp(), false),
        key = ANY(${released})
      FROM gaps WHERE key = ANY(${open})`;
  }
  await markOnTheirWay(tx, run.id);
  if (run.kind !== 'sync' || run.library !== null) return;
  await tx`
    UPDATE gaps SET state = 'gone' WHERE state <> 'gone' AND NOT EXISTS (
      SELECT 1 FROM unnest(${sorted.map(({ gap }) => gap.key)}::text[]) AS found (key)
      WHERE found.key = gaps.key)`;
}

async function upsert(tx: Transaction, part: readonly StandingGap[]): Promise<void> {
  const values = part.map(({ gap, state, sources, releaseDate }) => ({
    key: gap.key,
    gap: tx.json(asJson(gap)),
    state,
    sources: tx.json(sources.map((one) => ({ ...one }))),
    release_date: releaseDate,
  }));
  await tx`
    INSERT INTO gaps ${tx(values, 'key', 'gap', 'state', 'sources', 'release_date')}
    ON CONFLICT (key) DO UPDATE SET gap = excluded.gap, state = excluded.state,
      sources = excluded.sources, release_date = excluded.release_date,
      last_seen = clock_timestamp(),
      -- What is wanted from now on is due: what was searched in vain before was another matter.
      tries = CASE WHEN gaps.state <> 'open' AND excluded.state = 'open' THEN 0 ELSE gaps.tries END,
      next_try_at = CASE WHEN gaps.state <> 'open' AND excluded.state = 'open' THEN NULL
        ELSE gaps.next_try_at END`;
}

/** Keys of gaps that were upcoming and are open now; a repeat of the analysis knows them still. */
async function releasedKeys(
  tx: Transaction,
  runId: string,
  findings: readonly StandingGap[],
): Promise<string[]> {
  const rows = await tx<{ key: string }[]>`
    SELECT key FROM gaps WHERE state = 'upcoming'
    UNION SELECT key FROM run_gaps JOIN gaps ON gaps.id = gap_id
    WHERE run_id = ${runId} AND is_released`;
  const before = new Set(rows.map(({ key }) => key));
  return findings
    .filter(({ gap, state }) => state === 'open' && before.has(gap.key))
    .map(({ gap }) => gap.key);
}

/** A gap without what JSON can't hold: absent parts. */
function asJson(gap: Gap) {
  const { work = null, ...rest } = gap;
  if (work === null) return { ...rest, work };
  return { ...rest, work: { ...work, series: work.series.map((place) => ({ ...place })) } };
}

/** One pass over the ledger for all gaps: gap by gap it would be read as often as there are gaps. */
async function markOnTheirWay(tx: Transaction, runId: string): Promise<void> {
  // Of an author there may be more: that gap stays open.
  await tx`
    UPDATE run_gaps SET on_its_way = true
    FROM gaps, (
      SELECT DISTINCT unnest(gap_keys) AS key FROM acquisitions
      WHERE run_id <> ${runId} AND ${stands(tx)}) AS coming
    WHERE run_gaps.run_id = ${runId} AND run_gaps.gap_id = gaps.id AND gaps.key = coming.key
      AND gaps.key NOT LIKE 'author:%'`;
}

/** Lets go of all gaps of a run but these: a person's search is about its own. */
export async function keepRunGaps(sql: Sql, runId: string, keys: readonly string[]): Promise<void> {
  await sql`
    DELETE FROM run_gaps USING gaps
    WHERE run_id = ${runId} AND gaps.id = gap_id AND key <> ALL(${[...keys]})`;
}

/** The gaps of a run, in the order of their keys. */
export async function listRunGaps(sql: Sql, runId: string): Promise<readonly RunGapRow[]> {
  return sql<RunGapRow[]>`
    SELECT gaps.id, gaps.gap, run_gaps.on_its_way AS "onItsWay",
      run_gaps.is_resting AS "isResting", run_gaps.is_released AS "isReleased",
      run_gaps.outcome, run_gaps.detail, run_gaps.source_id AS "sourceId",
      gaps.first_seen AS "firstSeen", gaps.sources, gaps.tries, gaps.next_try_at AS "nextTryAt"
    FROM run_gaps JOIN gaps ON gaps.id = run_gaps.gap_id
    WHERE run_gaps.run_id = ${runId} ORDER BY gaps.key COLLATE "C"`;
}

/** What became of a gap in a run, and when it is searched next. */
export interface SettledRow extends Tries {
  readonly id: string;
  readonly outcome: GapOutcome;
  readonly detail: string;
  readonly sourceId: string | null;
  /** The standing list keeps all that its last search left. */
  readonly isStill: boolean;
}

/**
 * What became of each gap, in the run and in the standing list. Asked again for a run, it counts no
 * try twice.
 */
export async function settleRunGaps(
  sql: Sql,
  runId: string,
  settled: readonly SettledRow[],
): Promise<void> {
  await sql.begin(async (tx) => {
    for (let start = 0; start < settled.length; start += 1_000) {
      await settlePart(tx, runId, settled.slice(start, start + 1_000));
    }
  });
}

async function settlePart(
  tx: Transaction,
  runId: string,
  part: readonly SettledRow[],
): Promise<void> {
  // It may have been woken meanwhile, too.
  const tried = part.filter(({ isStill }) => !isStill);
  await tx`
    UPDATE gaps SET tries = given.tries, next_try_at = given.next_try_at::timestamptz,
      last_outcome = given.outcome, last_run_id = ${runId},
      last_tried_at = CASE WHEN given.was_tried::boolean THEN clock_timestamp() ELSE last_tried_at END
    FROM unnest(${tried.map((row) => row.id)}::bigint[], ${tried.map((row) => row.outcome)}::text[],
                ${tried.map((row) => row.tries)}::int[],
                ${tried.map((row) => row.nextTryAt?.toISOString() ?? null)}::text[],
                ${tried.map((row) => String(wasTried(row.outcome)))}::text[])
      AS given (gap_id, outcome, tries, next_try_at, was_tried)
    JOIN run_gaps ON run_gaps.gap_id = given.gap_id AND run_gaps.run_id = ${runId}
    WHERE gaps.id = given.gap_id AND run_gaps.outcome IS NULL`;
  await tx`
    UPDATE run_gaps SET outcome = given.outcome, detail = given.detail, source_id = given.source_id
    FROM unnest(${part.map((row) => row.id)}::bigint[], ${part.map((row) => row.outcome)}::text[],
                ${part.map((row) => row.detail)}::text[],
                ${part.map((row) => row.sourceId)}::text[])
      AS given (gap_id, outcome, detail, source_id)
    WHERE run_gaps.run_id = ${runId} AND run_gaps.gap_id = given.gap_id`;
}

/**
 * Gaps that rest are due again when something was seen of them that no earlier run has seen: a
 * candidate whose decision tells of them.
 */
export async function wakeGaps(
  tx: Transaction,
  runId: string,
  judged: readonly { readonly candidate: Candidate; readonly decision: Decision }[],
): Promise<void> {
  const told = judged.flatMap(({ candidate: { source, sourceId }, decision }) =>
    isAboutItsGap(decision) ? decision.gapKeys.map((key) => ({ source, sourceId, key })) : [],
  );
  if (told.length === 0) return;
  await tx`
    UPDATE gaps SET next_try_at = clock_timestamp()
    WHERE next_try_at > clock_timestamp() AND key IN (
      SELECT told.key
      FROM unnest(${told.map((one) => one.source)}::text[],
                  ${told.map((one) => one.sourceId)}::text[],
                  ${told.map((one) => one.key)}::text[]) AS told (source, source_id, key)
      WHERE NOT EXISTS (
        SELECT 1 FROM candidates WHERE candidates.source = told.source
          AND candidates.source_id = told.source_id AND candidates.run_id <> ${runId}))`;
}

/** The gaps that a person does not want: what fills them is not wanted for its author's sake either. */
export async function excludedGaps(sql: Sql | Transaction): Promise<readonly Gap[]> {
  const rows = await sql<{ gap: Gap }[]>`SELECT gap FROM gaps WHERE state = 'excluded' ORDER BY id`;
  return rows.map(({ gap }) => gap);
}

/** Keys of a run's gaps that a person has excluded since its analysis: nothing is queued for them. */
export async function excludedGapKeys(
  sql: Sql | Transaction,
  runId: string,
): Promise<ReadonlySet<string>> {
  const rows = await sql<{ key: string }[]>`
    SELECT key FROM run_gaps JOIN gaps ON gaps.id = gap_id
    WHERE run_id = ${runId} AND state = 'excluded'`;
  return new Set(rows.map(({ key }) => key));
}
