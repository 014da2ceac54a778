import type postgres from 'postgres';
import type { KnownWork } from '../domain/missing/known-work.ts';
import type { ListedWork } from '../domain/listed-work.ts';
import type { Sql, Transaction } from './connect.ts';

/**
 * Everything that catalogues have told us, in pages, each work with the day on which it was last
 * told. Ids are those of the source with its name before them: two catalogues may share one.
 */
export async function* readKnownWorks(sql: Sql): AsyncIterable<readonly KnownWork[]> {
  const rows = sql<{ source: string; sourceId: string; work: KnownWork; confirmedAt: Date }[]>`
    SELECT source, source_id AS "sourceId", work, confirmed_at AS "confirmedAt"
    FROM known_works ORDER BY source, source_id`.cursor(2_000);
  for await (const page of rows) {
    yield page.map(({ source, sourceId, work, confirmedAt }) => ({
      ...work,
      id: `${source}:${sourceId}`,
      source,
      asOf: confirmedAt.toISOString(),
    }));
  }
}

/**
 * Keeps what sources tell of works, each with its day; what was told before is brought up to date.
 * `toldBy` is the question that was answered, if its answer had room for more; else null.
 */
export async function keepKnownWorks(
  tx: Transaction,
  works: readonly (KnownWork | ListedWork)[],
  toldBy: string | null = null,
): Promise<void> {
  for (let start = 0; start < works.length; start += 1_000) {
    const rows = works.slice(start, start + 1_000).map((work) => ({
      source: work.source,
      // Its id there: the name of the source has a column of its own.
      source_id: work.id.replace(`${work.source}:`, ''),
      work: tx.json({ ...work } as unknown as postgres.JSONValue),
      told_by: toldBy,
    }));
    await tx`
      INSERT INTO known_works ${tx(rows, 'source', 'source_id', 'work', 'told_by')}
      ON CONFLICT (source, source_id)
      DO UPDATE SET work = excluded.work, confirmed_at = clock_timestamp(), misses = 0,
        told_by = coalesce(excluded.told_by, known_works.told_by)`;
  }
}
