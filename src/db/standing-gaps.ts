import type { Choice } from '../domain/choices.ts';
import type { Gap, GapOutcome } from '../domain/gap.ts';
import type { GapState, Knowledge, Tries } from '../domain/standing.ts';
import { stands } from './acquisitions.ts';
import type { Sql, Transaction } from './connect.ts';
import { lastOutcome } from './last-outcome.ts';

/** A gap as it stands between runs. */
export interface StandingGapRow extends Tries {
  readonly id: string;
  readonly gap: Gap;
  readonly state: GapState;
  readonly firstSeen: Date;
  readonly lastSeen: Date;
  readonly sources: readonly Knowledge[];
  readonly releaseDate: string | null;
  readonly lastTriedAt: Date | null;
  readonly lastOutcome: GapOutcome | null;
  /** A torrent of the ledger fills it, so it is not searched for; never of an author's gap. */
  readonly onItsWay: boolean;
}

/** The standing list in these states, in the order of its keys; of it what was seen since a time. */
export async function listStandingGaps(
  sql: Sql | Transaction,
  wanted: { readonly states: readonly GapState[]; readonly seenSince?: Date },
): Promise<readonly StandingGapRow[]> {
  const since = wanted.seenSince ?? null;
  return sql<StandingGapRow[]>`
    SELECT id, gap, state, first_seen AS "firstSeen", last_seen AS "lastSeen", sources,
      release_date AS "releaseDate", tries, last_tried_at AS "lastTriedAt",
      ${lastOutcome(sql)} AS "lastOutcome", next_try_at AS "nextTryAt",
      key NOT LIKE 'author:%' AND key IN (
        SELECT unnest(gap_keys) FROM acquisitions WHERE ${stands(sql)}) AS "onItsWay"
    FROM gaps
    WHERE state = ANY(${[...wanted.states]})
      AND (${since}::timestamptz IS NULL OR last_seen >= ${since}::timestamptz)
    ORDER BY key COLLATE "C"`;
}

/** What a person has said, as it is kept. */
export interface ChoiceRow extends Choice {
  /** As a person knows it. */
  readonly label: string;
}

/** All that a person has said of gaps, the latest last. */
export async function listChoices(sql: Sql | Transaction): Promise<readonly ChoiceRow[]> {
  return sql<ChoiceRow[]>`
    SELECT scope, key, label, choice, work_keys AS "workKeys" FROM gap_choices ORDER BY at, id`;
}

/** Writes down what a person says; the latest word about one thing counts. */
export async function saveChoices(tx: Transaction, choices: readonly ChoiceRow[]): Promise<void> {
  if (choices.length === 0) return;
  const rows = choices.map(({ scope, key, label, choice, workKeys = [] }) => {
    return { scope, key, label, choice, work_keys: [...workKeys] };
  });
  await tx`
    INSERT INTO gap_choices ${tx(rows)}
    ON CONFLICT (scope, key)
    DO UPDATE SET choice = excluded.choice, label = excluded.label,
      work_keys = excluded.work_keys, at = clock_timestamp()`;
}

/** Gaps stand differently from now on; one that is open now is due at the next run. */
export async function setGapStates(
  tx: Transaction,
  gaps: readonly { readonly id: string; readonly state: GapState }[],
): Promise<void> {
  await tx`
    UPDATE gaps SET state = given.state,
      next_try_at = CASE WHEN given.state = 'open' THEN NULL ELSE next_try_at END
    FROM unnest(${gaps.map(({ id }) => id)}::bigint[], ${gaps.map(({ state }) => state)}::text[])
      AS given (id, state)
    WHERE gaps.id = given.id`;
}
