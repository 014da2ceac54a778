/** What may befall one request. */
export type GoogleBooksFault =
  | 'rate-limited' // 429
  | 'daily-limit' // 403 for the quota
  | 'key-forbidden' // 403 for the key: the API is not enabled for it
  | 'unavailable' // 503
  | 'proxy-page' // 200 with the HTML of somebody else
  | 'no-total' // 200 without `totalItems`
  | 'no-items' // 200 that counts volumes and holds none
  | 'odd' // volumes whose fields have other types; title and authors are good
  | 'last-untitled' // its last volume is without a title
  | 'untitled' // volumes without a title
  | 'cut'; // the connection ends before an answer

/** The switches of the stand-in; set them at any time, from any test. */
export interface GoogleBooksFaults {
  /** How long each answer is held back, in ms. */
  delayMs: number;
  /** One is taken from the front for each request. */
  next: GoogleBooksFault[];
  /** Sent as `retry-after` with a 429, in seconds; null: without. */
  retryAfterS: number | null;
}
