import type { LookupState } from '../domain/lookups.ts';
import type { KnownWork } from '../domain/missing/known-work.ts';
import type { Sql } from './connect.ts';
import { forgetMissed } from './forgetting.ts';
import { keepKnownWorks } from './known-works.ts';

/** Why a catalogue could not be asked. */
export interface LookupFailure {
  readonly name: string;
  readonly what: string;
}

/** How each question to a catalogue went so far, by its key, and the database's time. */
export async function lookupStates(
  sql: Sql,
  source: string,
): Promise<{ readonly states: ReadonlyMap<string, LookupState>; readonly now: number }> {
  const rows = await sql<(LookupState & { subject: string })[]>`
    SELECT subject, extract(epoch FROM asked_at)::float8 * 1000 AS "askedAt",
      extract(epoch FROM answered_at)::float8 * 1000 AS "answeredAt",
      failure IS NOT NULL AS "hasFailed"
    FROM lookups WHERE source = ${source}`;
  const [clock] = await sql<{ now: number }[]>`
    SELECT extract(epoch FROM clock_timestamp())::float8 * 1000 AS now`;
  if (clock === undefined) throw new Error('the database told no time');
  const states = new Map(rows.map(({ subject, ...state }) => [subject, state]));
  return { states, now: clock.now };
}

/**
 * Keeps what a catalogue told: known works are brought up to date. One that is left out is dropped
 * after many answers that had room for it (`hasRoom`); a full answer is a selection, and one without
 * works says nothing: both leave what was learned before as it is. Answers how many were dropped.
 */
export async function keepAnswer(
  sql: Sql,
  asked: { readonly source: string; readonly subject: string; readonly hasRoom: boolean },
  works: readonly KnownWork[],
): Promise<number> {
  const unique = new Map(works.map((work) => [work.id, work]));
  const { hasRoom, ...question } = asked;
  const told = unique.size;
  return sql.begin(async (tx) => {
    await keepKnownWorks(tx, [...unique.values()], hasRoom ? asked.subject : null);
    await tx`
      INSERT INTO lookups (source, subject, asked_at, answered_at, told)
      VALUES (${asked.source}, ${asked.subject}, clock_timestamp(),
              CASE WHEN ${told} > 0 THEN clock_timestamp() END, ${told})
      ON CONFLICT (source, subject) DO UPDATE SET asked_at = excluded.asked_at,
        answered_at = coalesce(excluded.answered_at, lookups.answered_at), failure = NULL,
        told = CASE WHEN ${told} > 0 THEN ${told} ELSE lookups.told END`;
    return hasRoom && told > 0 ? forgetMissed(tx, question) : 0;
  });
}

/** Keeps that a catalogue could not be asked: what it told before stands, as old as it is. */
export async function keepLookupFailure(
  sql: Sql,
  asked: { readonly source: string; readonly subject: string },
  failure: LookupFailure,
): Promise<void> {
  await sql`
    INSERT INTO lookups (source, subject, asked_at, failure)
    VALUES (${asked.source}, ${asked.subject}, clock_timestamp(), ${sql.json({ ...failure })})
    ON CONFLICT (source, subject) DO UPDATE
    SET asked_at = excluded.asked_at, failure = excluded.failure`;
}

/** What became of the questions that a catalogue was asked since a run began. */
export interface LookupTally {
  readonly asked: number;
  /** Those that it told something of. */
  readonly told: number;
  readonly failed: number;
  readonly lastFailure: LookupFailure | null;
  /** The age of what is known of it otherwise, in days; null when it told nothing yet. */
  readonly oldestDays: number | null;
}

/** Counts them; a restart in between changes nothing. */
export async function tallyLookups(sql: Sql, source: string, since: Date): Promise<LookupTally> {
  const [row] = await sql<LookupTally[]>`
    SELECT count(*) FILTER (WHERE asked_at >= ${since})::int AS asked,
      count(*) FILTER (WHERE answered_at >= ${since})::int AS told,
      count(*) FILTER (WHERE asked_at >= ${since} AND failure IS NOT NULL)::int AS failed,
      (array_agg(failure ORDER BY asked_at DESC)
        FILTER (WHERE asked_at >= ${since} AND failure IS NOT NULL))[1] AS "lastFailure",
      extract(epoch FROM clock_timestamp() - min(answered_at))::float8 / 86400 AS "oldestDays"
    FROM lookups WHERE source = ${source}`;
  return row ?? { asked: 0, told: 0, failed: 0, lastFailure: null, oldestDays: null };
}

/**
 * Takes one request of a catalogue's daily allowance (UTC), across runs and processes; false when
 * it is used up.
 */
export async function takeOfDay(sql: Sql, source: string, perDay: number): Promise<boolean> {
  const taken = await sql`
    INSERT INTO lookup_days (source, day, requests)
    SELECT ${source}, (clock_timestamp() AT TIME ZONE 'UTC')::date, 1 WHERE ${perDay} > 0
    ON CONFLICT (source, day) DO UPDATE SET requests = lookup_days.requests + 1
    WHERE lookup_days.requests < ${perDay} RETURNING requests`;
  return taken.length > 0;
}

/** A catalogue's works that come out in this year or later, by whatever it knows of their date. */
export async function worksOfLateYears(sql: Sql, source: string): Promise<readonly KnownWork[]> {
  const rows = await sql<{ work: KnownWork }[]>`
    SELECT work FROM known_works
    WHERE source = ${source}
      AND left(work->>'releaseDate', 4) >= to_char(clock_timestamp() AT TIME ZONE 'UTC', 'YYYY')
    ORDER BY source_id`;
  return rows.map(({ work }) => work);
}
