import type { KnownWork } from '../domain/missing/known-work.ts';
import type { Sql } from './connect.ts';

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
