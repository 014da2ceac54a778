import type { StandingGapRow } from '../db/standing-gaps.ts';
import { seriesNamesOf, type Gap } from '../domain/gap.ts';
import { authorKeys, seriesKey } from '../domain/names.ts';
import { OperationError } from './errors.ts';
import { nameAnother, nearestOf } from './nearest.ts';

/** All gaps of a series, or by an author, as a person names them. */
export interface NamedGaps {
  readonly scope: 'series' | 'author';
  readonly name: string;
  /** What the name is compared by: empty when it is no name. */
  readonly keys: readonly string[];
}

/** The gaps of a series, however its name is written. */
export function bySeries(name: string): NamedGaps {
  const key = seriesKey(name);
  return { scope: 'series', name, keys: key === '' ? [] : [key] };
}

/** The gaps by an author, however the name is written. */
export function byAuthor(name: string): NamedGaps {
  return { scope: 'author', name, keys: authorKeys([name]) };
}

/** True for a gap of that series, or by that author. */
export function isOf(gap: Gap, { scope, keys }: NamedGaps): boolean {
  if (scope === 'series') {
    return seriesNamesOf(gap).some((series) => keys.includes(seriesKey(series)));
  }
  return authorKeys(gap.authors).some((key) => keys.includes(key));
}

/**
 * Checks that some gap is meant; `besides` are names that are known otherwise.
 *
 * @throws {OperationError} `unknown-gap`, naming the nearest names.
 */
export function mustBeKnown(
  asked: NamedGaps,
  rows: readonly StandingGapRow[],
  { besides = [] }: { readonly besides?: readonly string[] } = {},
): void {
  if (rows.some(({ gap }) => isOf(gap, asked))) return;
  const isSeries = asked.scope === 'series';
  const named = rows.flatMap(({ gap }) => (isSeries ? seriesNamesOf(gap) : gap.authors));
  const near = nearestOf(asked.name, [...new Set([...named, ...besides])]);
  throw unknownGap(`no gap is ${isSeries ? 'of a series' : 'by an author'} “${asked.name}”`, near);
}

/** The gap of that number. @throws {OperationError} `unknown-gap`, naming the nearest numbers. */
export function mustFindGap(id: string, rows: readonly StandingGapRow[]): StandingGapRow {
  const found = rows.find((row) => row.id === id);
  if (found !== undefined) return found;
  const ids = rows.map((row) => row.id);
  throw unknownGap(`there is no gap “${id}”`, nearestOf(id, ids));
}

function unknownGap(message: string, near: readonly string[]): OperationError {
  const remedy = nameAnother(near, 'mamcrawler gaps');
  return new OperationError(message, { kind: 'unknown-gap', remedy, list: 'gaps' });
}
