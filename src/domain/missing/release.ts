import { comparePersons } from '../authors.ts';
import type { KnownRow } from './rows.ts';

/** A release's date as far as it is known: `2027`, `2027-03`, `2027-03-02`; null when nothing is. */
function dateOf({ known }: KnownRow): string | null {
  const text = (known.releaseDate ?? '').trim().replaceAll('/', '-');
  const date = /^\d{4}(?:-\d{2}(?:-\d{2})?)?(?![\d])/u.exec(text)?.[0];
  // `03-02-2027`, `March 2, 2027`: the year is all that everybody writes alike.
  return date ?? /(?<!\d)(?:19|20)\d{2}(?!\d)/u.exec(text)?.[0] ?? null;
}

/** A row's date, as precisely as a row that agrees with it knows; null when nobody knows any. */
export function releaseOf(row: KnownRow, others: readonly KnownRow[]): string | null {
  const own = dateOf(row);
  let best = own;
  for (const other of others) {
    const date = dateOf(other);
    const isAgreed = date !== null && (own === null || date.startsWith(own));
    if (isAgreed && date.length > (best?.length ?? 0)) best = date;
  }
  return best;
}

/** True for a date after today, as far as it goes: a year counts from its first day. */
export function isLater(date: string | null, today: string): boolean {
  if (date === null || date.trim() === '') return false;
  const day = date.trim().slice(0, 10);
  return /^\d{4}/u.test(day) && day > today.slice(0, day.length);
}

/**
 * True when none of a work's recordings is out yet. Of dates that agree the more precise one
 * counts: `2027` beside `2027-11-03` says nothing more. A row without a date says that its
 * recording is out only if no dated one can be the same.
 */
export function isUpcoming(rows: readonly KnownRow[], today: string): boolean {
  const dated = rows.flatMap((row) => {
    const date = dateOf(row);
    return date === null ? [] : [{ row, date }];
  });
  if (dated.length === 0) return false;
  const precise = dated.filter(
    ({ date }) => !dated.some((other) => other.date !== date && other.date.startsWith(date)),
  );
  if (precise.some(({ date }) => !isLater(date, today))) return false;
  return rows.every((row) => dateOf(row) !== null || dated.some((one) => mayBeOne(row, one.row)));
}

/** What a tracker lists is out; so is another reader's recording that nobody dates. */
function mayBeOne(undated: KnownRow, dated: KnownRow): boolean {
  if (undated.known.source === 'mam') return false;
  return comparePersons(undated.readers, dated.readers) !== 'different';
}
