import { lockLedger } from '../db/acquisitions.ts';
import * as books from '../db/blocks.ts';
import type { BlockKind, BlockRow } from '../db/blocks.ts';
import { makeDue } from '../db/removals.ts';
import { endBlocked } from '../db/review-words.ts';
import { blockedBy, isSameName, type Block } from '../domain/blocked.ts';
import { textKey } from '../domain/names.ts';
import type { Policy } from '../domain/policy.ts';
import type { OperationDependencies } from './dependencies.ts';
import { OperationError } from './errors.ts';
import { nameAnother, nearestOf } from './nearest.ts';

/** Something to block, or to block no more. */
export interface BlockRequest {
  readonly kind: string;
  readonly value: string;
}

type Dependencies = Pick<OperationDependencies, 'sql'>;

const KINDS: readonly BlockKind[] = ['torrent', 'uploader', 'word'];

/** Everything that is blocked, besides what policy.yaml blocks; the latest first. */
export async function blocks({ sql }: Dependencies): Promise<readonly BlockRow[]> {
  return books.listBlocks(sql);
}

/** What was blocked. */
export interface Blocked extends Pick<BlockRow, 'kind' | 'value' | 'label'> {
  readonly isNew: boolean;
  /** Reviews that ended with it: what they asked about is blocked now. */
  readonly endedReviews: readonly string[];
}

/**
 * Blocks a torrent (by its id), an uploader or a word for ever. Answers what is blocked, and whether
 * that is new. Of what it covers nobody is asked any more. @throws {OperationError} `invalid`.
 */
export async function block({ sql }: Dependencies, request: BlockRequest): Promise<Blocked> {
  const wanted = read(request);
  const { kind, value } = wanted;
  // Only of new ones: what was blocked before this was asked can still be lifted.
  if (kind === 'word' && isInNearlyAll(value)) {
    throw new OperationError(`value=${value} stands in nearly every title`, {
      kind: 'invalid',
      remedy: 'write the words that mark what you do not want, for example “Full Cast”',
    });
  }
  const title = kind === 'torrent' ? await books.titleOfTorrent(sql, value) : undefined;
  return sql.begin(async (tx) => {
    await lockLedger(tx);
    const [before] = sameAs(wanted, await books.listBlocks(tx));
    const { label } = before ?? { label: title ?? value };
    const blocked = { kind, value: before?.value ?? value, label };
    if (before === undefined) await books.addBlock(tx, blocked);
    const endedReviews = await endBlocked(tx, (candidate) => blockedBy(candidate, only([wanted])));
    return { ...blocked, isNew: before === undefined, endedReviews };
  });
}

/** What is blocked no more, and what comes back by that. */
export interface Lifted extends Block {
  /** Gaps that rested, and are searched for at the next run: the numbers of the list. */
  readonly dueGaps: readonly string[];
  /** Reviews that the block had ended: each can be opened again now. */
  readonly endedReviews: readonly string[];
}

/**
 * Blocks it no more. The gaps that something was kept from by this block alone rest no longer.
 *
 * @throws {OperationError} `invalid`; `unknown-block` when it is not blocked.
 */
export async function liftBlock({ sql }: Dependencies, request: BlockRequest): Promise<Lifted> {
  const wanted = read(request);
  return sql.begin(async (tx) => {
    await lockLedger(tx);
    const rows = await books.listBlocks(tx);
    const lifted = sameAs(wanted, rows);
    if (lifted.length === 0) throw notBlocked(wanted, rows);
    const { kind } = wanted;
    await books.liftBlocks(
      tx,
      kind,
      lifted.map(({ value }) => value),
    );
    const left = await books.allBlocks(tx);
    const freed = (await books.barredByBlocks(tx)).filter(
      ({ candidate }) =>
        blockedBy(candidate, only(lifted)) !== null && blockedBy(candidate, left) === null,
    );
    const dueGaps = await makeDue(
      tx,
      freed.flatMap(({ gapKeys }) => gapKeys),
    );
    return { ...wanted, dueGaps, endedReviews: freed.flatMap(({ reviewId }) => reviewId ?? []) };
  });
}

/** The blocks that are the same thing, as the judge compares names. */
function sameAs({ kind, value }: Block, rows: readonly BlockRow[]): readonly BlockRow[] {
  const isSame = (other: string) =>
    kind === 'torrent' ? other === value : isSameName(other, value);
  return rows.filter((row) => row.kind === kind && isSame(row.value));
}

/** These blocks alone, in the shape of the policy's `blocked`. */
function only(some: readonly Block[]): Policy['blocked'] {
  const of = (kind: BlockKind) => some.filter((one) => one.kind === kind).map(({ value }) => value);
  return { torrents: of('torrent'), uploaders: of('uploader'), words: of('word') };
}

function notBlocked({ kind, value }: Block, rows: readonly BlockRow[]): OperationError {
  const known = rows.filter((row) => row.kind === kind);
  const near = nearestOf(
    value,
    known.map((row) => row.value),
  );
  return new OperationError(`the ${kind} “${value}” is not blocked`, {
    kind: 'unknown-block',
    remedy: nameAnother(near, 'mamcrawler block'),
    list: 'blocks',
  });
}

function read({ kind, value }: BlockRequest): Block {
  const known = KINDS.find((one) => one === kind);
  if (known === undefined) {
    const remedy = `name one of ${KINDS.join(', ')}`;
    throw new OperationError(`kind=${kind} can't be blocked`, { kind: 'invalid', remedy });
  }
  const trimmed = value.trim();
  const problem = problemOf(known, trimmed);
  if (problem === null) return { kind: known, value: trimmed };
  throw new OperationError(`value=${trimmed} ${problem}`, {
    kind: 'invalid',
    remedy:
      known === 'torrent'
        ? "write the torrent's number, the digits at the end of its address at the tracker"
        : 'write it out',
  });
}

function problemOf(kind: BlockKind, value: string): string | null {
  if (kind === 'torrent') return /^\d{1,18}$/.test(value) ? null : "is no torrent's id";
  if (value.length > 200) return 'is longer than 200 characters';
  // Without a letter or a digit it would match nothing, or everything.
  return /[\p{L}\p{N}]/u.test(value) ? null : 'has neither a letter nor a digit';
}

/** Letters alone, figures of volumes, and words that tell no recording from another. */
function isInNearlyAll(word: string): boolean {
  const key = textKey(word);
  return /^(?:[a-z]|\d{1,3})$/.test(key) || EVERYWHERE.has(key);
}

const EVERYWHERE: ReadonlySet<string> = new Set(
  'an and at audiobook book by das der die for from in is it le la of on or the to volume with'.split(
    ' ',
  ),
);
