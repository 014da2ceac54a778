/** What a run's requests took, over its terms and its torrents. */
export function costOf(rows: readonly { readonly requests: number; readonly waitedMs: number }[]) {
  let requests = 0;
  let waitedMs = 0;
  for (const row of rows) {
    requests += row.requests;
    waitedMs += row.waitedMs;
  }
  return { requests, waitedSeconds: Math.round(waitedMs / 100) / 10 };
}
