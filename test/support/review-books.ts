import { choose, type NewAcquisition } from '../../src/db/acquisitions.ts';
import { saveJudged } from '../../src/db/candidates.ts';
import type { Sql } from '../../src/db/connect.ts';
import { openReviews } from '../../src/db/reviews.ts';
import { insertRun } from '../../src/db/runs.ts';
import { getTerm, saveTerms } from '../../src/db/terms.ts';
import type { Decision, Reasons } from '../../src/domain/decision.ts';
import type { ReviewWhy } from '../../src/domain/review.ts';
import { makeCandidate } from '../domain/make.ts';

/** Books of one run with one term, to write reviews and lines of the ledger into. */
export interface ReviewBooks {
  readonly runId: string;
  /** Opens a review; answers its id, or null when about that torrent one is open already. */
  ask(one: BookedTorrent & { readonly why?: ReviewWhy }): Promise<string | null>;
  /** Enters a torrent that a run refused. */
  refuse(one: BookedTorrent, reasons: Reasons): Promise<void>;
  /** Enters a torrent that a run chose. */
  choose(one: BookedTorrent): Promise<string>;
}

/** A torrent, by its id and what it fills. */
export interface BookedTorrent {
  readonly sourceId: string;
  readonly gapKeys: readonly string[];
  readonly workKeys?: readonly string[];
  /** Who put it up; nobody knows when absent. */
  readonly uploader?: string;
}

/** Begins a run of that name. */
export async function startBooks(sql: Sql, workflowId: string): Promise<ReviewBooks> {
  const runId = await insertRun(sql, {
    workflowId,
    executionId: workflowId,
    kind: 'sync',
    taskName: 'full_sync',
    dryRun: false,
    library: null,
    searchText: null,
  });
  const term = { kind: 'series', text: workflowId, label: workflowId, gapKeys: [] } as const;
  await saveTerms(sql, runId, { terms: [term], beyondCap: [] });
  const { id: termId } = await getTerm(sql, runId, 1);

  async function enter(one: BookedTorrent, decision: Decision): Promise<NewAcquisition> {
    const { sourceId: id, uploader = null } = one;
    const candidate = makeCandidate({ sourceId: id, title: `Torrent ${id}`, uploader });
    const ids = await sql.begin((tx) =>
      saveJudged(tx, { runId, termId }, [{ candidate, decision }]),
    );
    const { source, sourceId, title } = candidate;
    const { gapKeys, workKeys = [] } = one;
    const candidateId = ids.get(sourceId) ?? '';
    return { candidateId, source, sourceId, title, author: 'Someone', gapKeys, workKeys };
  }

  return {
    runId,
    async ask(one) {
      const reasons = [{ name: 'doubtful', got: 'this', want: 'that' }] as const;
      const { gapKeys, why = 'doubt' } = one;
      const entered = await enter(one, { verdict: 'ask', gapKeys, reasons, nearMiss: false });
      const [review] = await sql.begin((tx) => openReviews(tx, runId, [{ ...entered, why }]));
      return review?.id ?? null;
    },
    async refuse(one, reasons) {
      const { gapKeys } = one;
      await enter(one, { verdict: 'refuse', gapKeys, reasons, nearMiss: reasons.length === 1 });
    },
    async choose(one) {
      const [first = '', ...rest] = one.gapKeys;
      const gapKeys = [first, ...rest] as const;
      const entered = await enter(one, { verdict: 'accept', gapKeys, because: 'It fits.' });
      const [line] = await sql.begin((tx) => choose(tx, { id: runId, dryRun: false }, [entered]));
      return line?.id ?? '';
    },
  };
}
