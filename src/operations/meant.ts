import * as explain from '../db/explain.ts';
import {
  gapsMeant,
  namesOfGaps,
  torrentsMeant,
  type NamedGap,
  type NamedTorrent,
} from '../domain/explaining/meant.ts';
import { gapName } from '../domain/explaining/words.ts';
import type { OperationDependencies } from './dependencies.ts';
import { OperationError } from './errors.ts';
import { nameAnother, nearestOf } from './nearest.ts';

type Deps = Pick<OperationDependencies, 'sql'>;

/** The one thing that a person means. */
export type Meant =
  | { readonly kind: 'gap'; readonly gap: NamedGap }
  | { readonly kind: 'torrent'; readonly sourceId: string };

/**
 * Finds the gap (by its number, key or title) or the torrent (by its id or title) that a person
 * means; `gap:12` and `torrent:12` say which of the two a number is. A gap's title comes before a
 * torrent's.
 *
 * @throws {OperationError} `ambiguous` when several things are meant, naming them; `unknown-gap` when
 * nothing is, naming what comes nearest.
 */
export async function oneMeant(deps: Deps, words: string): Promise<Meant> {
  const { gaps, torrents } = await allMeant(deps, words.trim());
  const [gap] = gaps;
  const [torrent] = torrents;
  if (gap !== undefined && gaps.length === 1 && torrents.length === 0) return { kind: 'gap', gap };
  if (torrent !== undefined && torrents.length === 1 && gaps.length === 0) {
    return { kind: 'torrent', sourceId: torrent.sourceId };
  }
  throw several(words, gaps, torrents);
}

interface AllMeant {
  readonly gaps: readonly NamedGap[];
  readonly torrents: readonly NamedTorrent[];
}

async function allMeant(deps: Deps, what: string): Promise<AllMeant> {
  const [, kind, number] = /^(?:(gap|torrent):)?(\d{1,18})$/iu.exec(what) ?? [];
  if (number !== undefined) {
    const gaps = kind === 'torrent' ? [] : await explain.findGaps(deps.sql, { id: number });
    const torrents = kind === 'gap' ? [] : await knownTorrents(deps, number);
    if (gaps.length > 0 || torrents.length > 0) return { gaps, torrents };
    if (kind !== undefined) throw unknown(`there is no ${kind} ${number}`, []);
  }
  const byKey = await explain.findGaps(deps.sql, { keys: [what] });
  if (byKey.length > 0) return { gaps: byKey, torrents: [] };
  const named = await explain.nameGaps(deps.sql);
  const meant = gapsMeant(what, named);
  if (meant.length > 0) return { gaps: meant, torrents: [] };
  const seen = await explain.nameTorrents(deps.sql);
  const torrents = torrentsMeant(what, seen);
  if (torrents.length > 0) return { gaps: [], torrents };
  const names = [...namesOfGaps(named), ...seen.map(({ title }) => title)];
  throw unknown(`nothing is known of “${what}”`, nearestOf(what, [...new Set(names)]));
}

/** Seen in a search, or at least in the ledger. */
async function knownTorrents({ sql }: Deps, sourceId: string): Promise<readonly NamedTorrent[]> {
  const [seen] = await explain.decisionsOnTorrent(sql, sourceId, 1);
  return seen === undefined ? [] : [{ sourceId, title: seen.candidate.title }];
}

/** Longer lists help nobody to choose. */
const MOST_NAMED = 10;

/** Several things have that name: each is named as it can be said. */
export function several(
  what: string,
  gaps: readonly NamedGap[],
  torrents: readonly NamedTorrent[] = [],
): OperationError {
  const all = [
    ...gaps.map(({ id, gap }) => `gap:${id} (${gapName(gap)})`),
    ...torrents.map(({ sourceId, title }) => `torrent:${sourceId} (“${title}”)`),
  ];
  const choices = all.slice(0, MOST_NAMED);
  if (all.length > MOST_NAMED) choices.push(`${all.length - MOST_NAMED} more`);
  return new OperationError(`“${what}” may mean several things`, {
    kind: 'ambiguous',
    remedy: `choose one: ${choices.join('; ')}`,
  });
}

function unknown(message: string, near: readonly string[]): OperationError {
  const quoted = near.map((name) => `“${name}”`);
  const remedy =
    near.length === 0
      ? 'name a gap by its number or title (mamcrawler gaps lists them), or a torrent by its number or title'
      : nameAnother(quoted, 'mamcrawler gaps');
  return new OperationError(message, { kind: 'unknown-gap', remedy, list: 'gaps' });
}
