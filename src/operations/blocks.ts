import { lockLedger } from '../db/acquisitions.ts';
import * as books from '../db/blocks.ts';
import type { BlockKind, BlockRow } from '../db/blocks.ts';
import type { Transaction } from '../db/connect.ts';
import { makeDue } from '../db/removals.ts';
import { endBlocked } from '../db/review-words.ts';
import { blockedBy } from '../domain/blocked.ts';
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
  const { kind, value } = read(request);
  const title = kind === 'torrent' ? await books.titleOfTorrent(sql, value) : undefined;
  const wanted = { kind, value, label: title ?? value };
  const only = { torrents: [], uploaders: [], words: [], [`${kind}s`]: [value] };
  return sql.begin(async (tx) => {
    await lockLedger(tx);
    const isNew = await books.addBlock(tx, wanted);
    const endedReviews = await endBlocked(tx, (candidate) => blockedBy(candidate, only));
    return { ...wanted, isNew, endedReviews };
  });
}

/**
 * Blocks it no more: the gaps from which it kept something are searched for at the next run.
 *
 * @throws {OperationError} `invalid`; `unknown-block` when it is not blocked.
 */
export async function liftBlock({ sql }: Dependencies, request: BlockRequest): Promise<void> {
  const { kind, value } = read(request);
  if (await sql.begin((tx) => lift(tx, kind, value))) return;
  const known = (await books.listBlocks(sql)).filter((row) => row.kind === kind);
  const near = nearestOf(
    value,
    known.map((row) => row.value),
  );
  throw new OperationError(`the ${kind} “${value}” is not blocked`, {
    kind: 'unknown-block',
    remedy: nameAnother(near, 'mamcrawler block'),
    list: 'blocks',
  });
}

/** Answers false when it was not blocked. */
async function lift(tx: Transaction, kind: BlockKind, value: string): Promise<boolean> {
  await lockLedger(tx);
  if (!(await books.liftBlock(tx, kind, value))) return false;
  const lifted = { torrents: [], uploaders: [], words: [], [`${kind}s`]: [value] };
  const left = await books.allBlocks(tx);
  const freed = (await books.barredFromResting(tx)).filter(
    ({ candidate }) => blockedBy(candidate, lifted) !== null && blockedBy(candidate, left) === null,
  );
  await makeDue(
    tx,
    freed.flatMap(({ gapKeys }) => gapKeys),
  );
  return true;
}

function read({ kind, value }: BlockRequest): { readonly kind: BlockKind; readonly value: string } {
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
