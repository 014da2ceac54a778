import type { Sql } from './connect.ts';
import type { PhaseSpan } from '../domain/phase-times.ts';
import type { Phase, RunStatus, RunStop } from '../domain/run.ts';

/** A library that a run reads. */
export interface RunLibrary {
  readonly id: string;
  readonly name: string;
}

/** The tracker account's state, as the pages read on the way showed it last. */
export interface AccountState {
  readonly userClass: string | null;
  readonly ratio: number | null;
  readonly bonusPoints: number | null;
  readonly wedges: number | null;
  readonly unsatisfied: number;
  /** As exact as the site shows them; absent in what an older version kept. */
  readonly uploadedBytes?: number | null;
  readonly downloadedBytes?: number | null;
}

/** A run as it is stored. */
export interface RunRow {
  readonly id: string;
  readonly workflowId: string;
  readonly executionId: string;
  readonly kind: 'sync' | 'search';
  readonly taskName: string;
  readonly dryRun: boolean;
  readonly library: string | null;
  readonly searchText: string | null;
  /** Gaps that rest are searched for all the same. */
  readonly searchAll: boolean;
  readonly status: RunStatus;
  readonly phase: Phase;
  readonly stop: RunStop | null;
  readonly items: number | null;
  readonly itemsChanged: number | null;
  readonly notes: readonly string[];
  readonly libraries: readonly RunLibrary[];
  readonly account: AccountState | null;
  readonly downloadsFrozen: string | null;
  readonly torrentsBefore: number | null;
  readonly torrentsAfter: number | null;
  readonly reportPath: string | null;
  readonly startedAt: Date;
  readonly finishedAt: Date | null;
}

/** What a new run is made of. */
export type NewRun = Pick<
  RunRow,
  'workflowId' | 'executionId' | 'kind' | 'taskName' | 'dryRun' | 'library' | 'searchText'
> & { readonly searchAll?: boolean };

function columns(sql: Sql) {
  return sql`
    id, workflow_id AS "workflowId", execution_id AS "executionId", kind, task_name AS "taskName",
    dry_run AS "dryRun", library, search_text AS "searchText", search_all AS "searchAll", status, phase, stop, items,
    items_changed AS "itemsChanged", notes, libraries,
    account, downloads_frozen AS "downloadsFrozen",
    torrents_before AS "torrentsBefore", torrents_after AS "torrentsAfter",
    report_path AS "reportPath", started_at AS "startedAt", finished_at AS "finishedAt"`;
}

/**
 * Records a run, once for each workflow execution: asked again (a retry), it answers the same id.
 * The id is the workflow's own; one that was used by an earlier execution gets `~2`, `~3` ….
 */
export async function insertRun(sql: Sql, run: NewRun): Promise<string> {
  return sql.begin(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(hashtext(${run.workflowId}))`;
    const known = await tx<{ id: string; executionId: string }[]>`
      SELECT id, execution_id AS "executionId" FROM runs WHERE workflow_id = ${run.workflowId}`;
    const same = known.find((row) => row.executionId === run.executionId);
    if (same !== undefined) return same.id;
    const id = known.length === 0 ? run.workflowId : `${run.workflowId}~${known.length + 1}`;
    await tx`
      INSERT INTO runs (id, workflow_id, execution_id, kind, task_name, dry_run, library, search_text,
                        search_all)
      VALUES (${id}, ${run.workflowId}, ${run.executionId}, ${run.kind}, ${run.taskName},
              ${run.dryRun}, ${run.library}, ${run.searchText}, ${run.searchAll ?? false})`;
    await tx`
      INSERT INTO tasks (task_name, status, run_id) VALUES (${run.taskName}, 'running', ${id})`;
    return id;
  });
}

/** The run of that id, or undefined. */
export async function findRun(sql: Sql, id: string): Promise<RunRow | undefined> {
  const [row] = await sql<RunRow[]>`SELECT ${columns(sql)} FROM runs WHERE id = ${id}`;
  return row;
}

/** The newest runs first. */
export async function listRuns(sql: Sql, limit: number): Promise<readonly RunRow[]> {
  return sql<RunRow[]>`
    SELECT ${columns(sql)} FROM runs ORDER BY started_at DESC, id DESC LIMIT ${limit}`;
}

/** Runs that our database believes to be under way and that began before this one, oldest first. */
export async function otherRunningRuns(sql: Sql, id: string): Promise<readonly RunRow[]> {
  return sql<RunRow[]>`
    SELECT ${columns(sql)} FROM runs
    WHERE status = 'running' AND id <> ${id}
      AND started_at <= (SELECT started_at FROM runs WHERE id = ${id}) ORDER BY started_at`;
}

/**
 * Enters a phase: ends the one before and starts this one. Answers false when the run is in it
 * already (the activity is a repeat).
 */
export async function enterPhase(sql: Sql, id: string, phase: Phase): Promise<boolean> {
  return sql.begin(async (tx) => {
    const started = await tx`
      INSERT INTO run_phases (run_id, phase) VALUES (${id}, ${phase})
      ON CONFLICT DO NOTHING RETURNING phase`;
    if (started.length === 0) return false;
    await tx`UPDATE runs SET phase = ${phase} WHERE id = ${id}`;
    await tx`
      UPDATE run_phases SET finished_at = clock_timestamp()
      WHERE run_id = ${id} AND phase <> ${phase} AND finished_at IS NULL`;
    return true;
  });
}

/** The phases of a run with their times, in order. */
export async function listPhases(sql: Sql, id: string): Promise<readonly PhaseSpan[]> {
  return sql`
    SELECT phase, started_at AS "startedAt", finished_at AS "finishedAt"
    FROM run_phases WHERE run_id = ${id} ORDER BY started_at`;
}

/** What was learned about a run on the way; fields left out stay as they are. */
export async function noteRun(
  sql: Sql,
  id: string,
  learned: {
    readonly items?: number;
    readonly itemsChanged?: number;
    readonly libraries?: readonly RunLibrary[];
    readonly account?: AccountState;
    readonly downloadsFrozen?: string;
    readonly torrentsBefore?: number;
    readonly torrentsAfter?: number;
  },
): Promise<void> {
  await sql`
    UPDATE runs SET
      items = coalesce(${learned.items ?? null}, items),
      items_changed = coalesce(items_changed, ${learned.itemsChanged ?? null}),
      libraries = coalesce(${learned.libraries === undefined ? null : sql.json(learned.libraries.map(({ id, name }) => ({ id, name })))}, libraries),
      account = coalesce(${learned.account === undefined ? null : sql.json({ ...learned.account })}, account),
      downloads_frozen = coalesce(${learned.downloadsFrozen ?? null}, downloads_frozen),
      torrents_before = coalesce(torrents_before, ${learned.torrentsBefore ?? null}),
      torrents_after = coalesce(${learned.torrentsAfter ?? null}, torrents_after)
    WHERE id = ${id}`;
}

/** Adds what a person should know of a run, each sentence once. */
export async function addNotes(sql: Sql, id: string, notes: readonly string[]): Promise<void> {
  for (const note of notes) {
    await sql`
      UPDATE runs SET notes = notes || ${sql.json([note])}
      WHERE id = ${id} AND NOT notes @> ${sql.json([note])}`;
  }
}

/** Ends a run; one that has ended already keeps its first end. */
export async function finishRun(
  sql: Sql,
  id: string,
  end: {
    readonly status: RunStatus;
    readonly stop: RunStop | null;
    readonly reportPath: string | null;
    /** When it ended, by the database's clock; absent: now. */
    readonly at?: Date;
  },
): Promise<void> {
  const { at = null } = end;
  await sql.begin(async (tx) => {
    const [row] = await tx`
      UPDATE runs SET status = ${end.status},
        finished_at = coalesce(${at}, clock_timestamp()),
        stop = ${end.stop === null ? null : tx.json({ ...end.stop })},
        report_path = coalesce(${end.reportPath}, report_path)
      WHERE id = ${id} AND status = 'running' RETURNING id`;
    if (row === undefined) return;
    await tx`
      UPDATE run_phases SET finished_at = coalesce(${at}, clock_timestamp())
      WHERE run_id = ${id} AND finished_at IS NULL`;
    await tx`
      UPDATE tasks SET status = ${end.status},
        finished_at = coalesce(${at}, clock_timestamp()),
        error = ${end.stop?.what ?? null}
      WHERE run_id = ${id}`;
  });
}

/** The newest sync that has ended, before this run; undefined for the first. */
export async function lastSync(sql: Sql, id: string): Promise<RunRow | undefined> {
  const [row] = await sql<RunRow[]>`
    SELECT ${columns(sql)} FROM runs
    WHERE kind = 'sync' AND id <> ${id} AND status <> 'running'
    ORDER BY started_at DESC LIMIT 1`;
  return row;
}

/** Whether another run's report lies at this path. */
export async function isReportPathTaken(sql: Sql, id: string, file: string): Promise<boolean> {
  const [row] = await sql`SELECT 1 FROM runs WHERE report_path = ${file} AND id <> ${id}`;
  return row !== undefined;
}
