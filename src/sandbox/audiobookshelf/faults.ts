/** What may befall one request. */
export type RequestFault =
  | 'unavailable' // 503, text
  | 'unauthorized' // 401, as after the key was deleted
  | 'forbidden' // 403
  | 'server-error' // 500, HTML
  | 'proxy-page' // 200 with the HTML of somebody else's login page
  | 'cut' // the connection ends before an answer
  | 'cut-half'; // the connection ends in the middle of the answer

/** What may happen to the library after a page of rows was answered. */
export type PageChange = 'remove-oldest' | 'add-newest' | 'none';

/** What may befall one search for books. */
export type SearchFault =
  | 'failed' // the provider failed: an empty list, as if there were nothing
  | 'odd' // rows whose fields have other types; title and author are good
  | 'last-untitled' // its last row is without a title
  | 'untitled'; // rows without a title

/** The permissions that widen what a user sees. */
export type SightPermission = 'accessAllLibraries' | 'accessAllTags' | 'accessExplicitContent';

/** The switches of the stand-in; set them at any time, from any test. */
export interface Faults {
  /** How long each answer is held back, in ms. */
  delayMs: number;
  /** One is taken from the front for each request under `/api`. */
  next: RequestFault[];
  /** One is taken from the front after each page of rows. */
  afterPage: PageChange[];
  /** One is taken from the front for each search for books. */
  searches: SearchFault[];
  /** Taken from the key's user, who then is of type `user` and silently sees less. */
  lacking: SightPermission[];
  /** Ids of items whose duration is served as text. */
  malformed: Set<string>;
}

/** No fault at all. */
export function noFaults(): Faults {
  return { delayMs: 0, next: [], afterPage: [], searches: [], lacking: [], malformed: new Set() };
}
