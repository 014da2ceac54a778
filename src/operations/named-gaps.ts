import type { StandingGapRow } from '../db/standing-gaps.ts';
import { gapsMeant, namesOfGaps } from '../domain/explaining/meant.ts';
import { seriesNamesOf, type Gap } from '../domain/gap.ts';
import { authorKeys, seriesKey } from '../domain/names.ts';
import { OperationError } from './errors.ts';
import { several } from './meant.ts';
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

/**
 * The gap of that number (`12`, `gap:12`), that key, or that title.
 *
 * @throws {OperationError} `unknown-gap`, naming the nearest; `ambiguous`, naming all.
 */
export function mustFindGap(name: string, rows: readonly StandingGapRow[]): StandingGapRow {
  const what = name.trim();
  const [, id] = /^(?:gap:)?(\d{1,18})$/iu.exec(what) ?? [];
  const exact = rows.find((row) => row.id === id) ?? rows.find(({ gap }) => gap.key === what);
  if (exact !== undefined) return exact;
  const [here, gone] = [rows.filter(isHere), rows.filter((row) => !isHere(row))];
  // A figure alone is a title or nothing: never the volume of some series.
  const isMeant = ({ gap }: StandingGapRow) => id === undefined || gap.work?.title.trim() === what;
  const now = gapsMeant(what, here).filter(isMeant);
  const meant = now.length > 0 ? now : gapsMeant(what, gone).filter(isMeant);
  const [found] = meant;
  if (found !== undefined && meant.length === 1) return found;
  if (found !== undefined) throw several(what, meant);
  const known = id === undefined ? namesOfGaps(rows) : rows.map((row) => row.id);
  throw unknownGap(`there is no gap “${what}”`, nearestOf(id ?? what, known));
}

function isHere({ state }: StandingGapRow): boolean {
  return state !== 'gone';
}

function unknownGap(message: string, near: readonly string[]): OperationError {
  const remedy = nameAnother(near, 'mamcrawler gaps');
  return new OperationError(message, { kind: 'unknown-gap', remedy, list: 'gaps' });
}
