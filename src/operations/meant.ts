import * as explain from '../db/explain.ts';
import { gapsMeant, namesOfGaps, type NamedGap } from '../domain/explaining/meant.ts';
import { gapName } from '../domain/explaining/words.ts';
import type { OperationDependencies } from './dependencies.ts';
import { OperationError } from './errors.ts';
import { nearestOf } from './nearest.ts';

type Deps = Pick<OperationDependencies, 'sql'>;

/** The one thing that a person means. */
export type Meant =
  | { readonly kind: 'gap'; readonly gap: NamedGap }
  | { readonly kind: 'torrent'; readonly sourceId: string };

/**
 * Finds the gap (by its number, key or title) or the torrent (by its id) that a person means;
 * `gap:12` and `torrent:12` say which of the two a number is.
 *
 * @throws {OperationError} `invalid` when several things are meant, naming them; `unknown-gap` when
 * nothing is, naming what comes nearest.
 */
export async function oneMeant(deps: Deps, words: string): Promise<Meant> {
  const { gaps, torrentId } = await allMeant(deps, words.trim());
  const [gap] = gaps;
  if (gap !== undefined && gaps.length === 1 && torrentId === null) return { kind: 'gap', gap };
  if (torrentId !== null && gaps.length === 0) return { kind: 'torrent', sourceId: torrentId };
  throw several(words, gaps, torrentId);
}

interface AllMeant {
  readonly gaps: readonly NamedGap[];
  readonly torrentId: string | null;
}

async function allMeant(deps: Deps, what: string): Promise<AllMeant> {
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
