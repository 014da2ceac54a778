import * as explain from '../db/explain.ts';
import type { GapFact, GapFacts, TorrentFacts } from '../domain/explaining/facts.ts';
import { gapsMeant, namesOfGaps, type NamedGap } from '../domain/explaining/meant.ts';
import { gapName } from '../domain/explaining/words.ts';
import { isOfItself, namesOfWork } from '../domain/choices.ts';
import { authorKeys, seriesKey } from '../domain/names.ts';
import type { OperationDependencies } from './dependencies.ts';
import { OperationError } from './errors.ts';
import { nearestOf } from './nearest.ts';

type Deps = Pick<OperationDependencies, 'sql'>;

/** All that our books hold of a gap or of a torrent. */
export type Explained =
  | { readonly kind: 'gap'; readonly facts: GapFacts }
  | { readonly kind: 'torrent'; readonly facts: TorrentFacts };

/** What is to be explained. */
export interface ExplainRequest {
  /**
   * A gap's number or key, a torrent's id, or a title. `gap:12` and `torrent:12` say which of the
   * two a number is.
   */
  readonly what: string;
  /** How many of the latest runs are told of; default 3. */
  readonly runs?: number;
}

/**
 * Finds what a person means, and all that is known of it.
 *
 * @throws {OperationError} `invalid` when several things are meant, naming them; `unknown-gap` when
 * nothing is, naming what comes nearest.
 */
export async function explainThing(deps: Deps, request: ExplainRequest): Promise<Explained> {
  const runs = request.runs ?? 3;
  const { gaps, torrentId } = await whatIsMeant(deps, request.what.trim());
  const [gap] = gaps;
  if (gap !== undefined && gaps.length === 1 && torrentId === null) {
    return { kind: 'gap', facts: await factsOfGap(deps, gap.id, runs) };
  }
  if (torrentId !== null && gaps.length === 0) {
    return { kind: 'torrent', facts: await factsOfTorrent(deps, torrentId, runs) };
  }
  throw several(request.what, gaps, torrentId);
}

interface Meant {
  readonly gaps: readonly NamedGap[];
  readonly torrentId: string | null;
}

async function whatIsMeant(deps: Deps, what: string): Promise<Meant> {
  const [, kind, number] = /^(?:(gap|torrent):)?(\d{1,18})$/iu.exec(what) ?? [];
  if (number !== undefined) {
    const gaps = kind === 'torrent' ? [] : await explain.findGaps(deps.sql, { id: number });
    const torrentId = kind === 'gap' ? null : await knownTorrent(deps, number);
    if (gaps.length > 0 || torrentId !== null) return { gaps, torrentId };
    if (kind !== undefined) throw unknown(`there is no ${kind} ${number}`, []);
  }
  const byKey = await explain.findGaps(deps.sql, { keys: [what] });
  if (byKey.length > 0) return { gaps: byKey, torrentId: null };
  const named = await explain.nameGaps(deps.sql);
  const meant = gapsMeant(what, named);
  if (meant.length > 0) return { gaps: meant, torrentId: null };
  throw unknown(`nothing is known of “${what}”`, nearestOf(what, namesOfGaps(named)));
}

/** Seen in a search, or at least in the ledger. */
async function knownTorrent({ sql }: Deps, sourceId: string): Promise<string | null> {
  const [seen] = await explain.decisionsOnTorrent(sql, sourceId, 1);
  return seen === undefined ? null : sourceId;
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

/** Longer lists help nobody to choose. */
const MOST_NAMED = 10;

function several(
  what: string,
  gaps: readonly NamedGap[],
  torrentId: string | null,
): OperationError {
  const choices = gaps.slice(0, MOST_NAMED).map(({ id, gap }) => `gap:${id} (${gapName(gap)})`);
  if (gaps.length > MOST_NAMED) choices.push(`${gaps.length - MOST_NAMED} more`);
  if (torrentId !== null) choices.push(`torrent:${torrentId}`);
  return new OperationError(`“${what}” may mean several things`, {
    kind: 'invalid',
    remedy: `choose one: ${choices.join('; ')}`,
  });
}

function unknown(message: string, near: readonly string[]): OperationError {
  const remedy =
    near.length === 0
      ? 'name a gap by its number or title, or a torrent by its id'
      : `did you mean ${near.map((name) => `“${name}”`).join(' or ')}?`;
  return new OperationError(message, { kind: 'unknown-gap', remedy });
}
