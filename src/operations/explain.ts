import * as explain from '../db/explain.ts';
import type { GapFact, GapFacts, TorrentFacts } from '../domain/explaining/facts.ts';
import { isOfItself, namesOfWork } from '../domain/choices.ts';
import { authorKeys, seriesKey } from '../domain/names.ts';
import type { OperationDependencies } from './dependencies.ts';
import { oneMeant } from './meant.ts';

type Deps = Pick<OperationDependencies, 'sql'>;

/** All that our books hold of a gap or of a torrent. */
export type Explained =
  | { readonly kind: 'gap'; readonly facts: GapFacts }
  | { readonly kind: 'torrent'; readonly facts: TorrentFacts };

/** What is to be explained. */
export interface ExplainRequest {
  /**
   * A gap's number, key or title, or a torrent's id or title. `gap:12` and `torrent:12` say which of the
   * two a number is.
   */
  readonly what: string;
  /** How many of the latest runs are told of; default 3. */
  readonly runs?: number;
}

/**
 * Finds what a person means, and all that is known of it.
 *
 * @throws {OperationError} `ambiguous` when several things are meant, naming them; `unknown-gap`
 * when nothing is, naming what comes nearest.
 */
export async function explainThing(deps: Deps, request: ExplainRequest): Promise<Explained> {
  const runs = request.runs ?? 3;
  const meant = await oneMeant(deps, request.what);
  if (meant.kind === 'gap') {
    return { kind: 'gap', facts: await factsOfGap(deps, meant.gap.id, runs) };
  }
  return { kind: 'torrent', facts: await factsOfTorrent(deps, meant.sourceId, runs) };
}

async function factsOfGap({ sql }: Deps, id: string, limit: number): Promise<GapFacts> {
  const [fact] = await explain.findGaps(sql, { id });
  if (fact === undefined) throw new Error(`no gap ${id}`);
  const { key, series, authors } = fact.gap;
  const runs = await explain.runsOfGap(sql, id, limit);
  const runIds = runs.map(({ runId }) => runId);
  return {
    ...fact,
    runs,
    choices: await explain.choicesAbout(sql, {
      gap: key,
      work: namesOfWork(fact.gap).filter(isOfItself),
      series: series === null ? [] : [seriesKey(series)],
      authors: authorKeys(authors),
    }),
    judged: await explain.decisionsOfGap(sql, key, runIds),
    torrents: await explain.torrentsAbout(sql, { gapKey: key }),
    reviews: await explain.reviewsAbout(sql, { gapKey: key }),
  };
}

async function factsOfTorrent(
  { sql }: Deps,
  sourceId: string,
  runs: number,
): Promise<TorrentFacts> {
  const judged = await explain.decisionsOnTorrent(sql, sourceId, runs);
  const [newest] = judged;
  if (newest === undefined) throw new Error(`no torrent ${sourceId}`);
  const keys = new Set(judged.flatMap(({ decision }) => decision.gapKeys));
  const gaps: readonly GapFact[] = await explain.findGaps(sql, { keys: [...keys] });
  const { title, authors, narrators, formats, sizeBytes, seeders } = newest.candidate;
  return {
    sourceId,
    title,
    authors,
    narrators,
    formats,
    sizeBytes,
    seeders,
    blockedAt: await explain.blockedSince(sql, sourceId),
    judged,
    gaps,
    torrents: await explain.torrentsAbout(sql, { sourceId }),
    reviews: await explain.reviewsAbout(sql, { sourceId }),
  };
}
