/** `part` of `whole`, rounded to four places; null when there is no whole. */
export function rate(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 10_000) / 10_000;
}

/** The bucket of what is in none. */
export const NO_BUCKET = 'other';

/** Sorts rows by their bucket, buckets in alphabetical order. */
export function byBucket<T extends { readonly bucket?: string | null | undefined }>(
  rows: readonly T[],
): ReadonlyMap<string, readonly T[]> {
  const buckets = new Map<string, T[]>();
  for (const row of rows) {
    const name = row.bucket ?? NO_BUCKET;
    const known = buckets.get(name) ?? [];
    buckets.set(name, known);
    known.push(row);
  }
  return new Map([...buckets].sort(([a], [b]) => (a < b ? -1 : 1)));
}
