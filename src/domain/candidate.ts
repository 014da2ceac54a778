import type { SeriesPlace } from './item.ts';

/** The account's own history with a torrent, as the source shows it. */
export type OwnHistory = 'none' | 'snatched' | 'seeding';

/** One result of a search, as its source lists it. Holds no link: links are personal. */
export interface Candidate {
  /** The source's short name: `mam`. */
  readonly source: string;
  /** The torrent's id at its source. */
  readonly sourceId: string;
  readonly title: string;
  readonly authors: readonly string[];
  readonly narrators: readonly string[];
  readonly series: readonly SeriesPlace[];
  /** The uploader's free text in the row, or an empty string. */
  readonly description: string;
  readonly tags: readonly string[];
  /** File types in lower case: `m4b`, `mp3`, `epub`. */
  readonly formats: readonly string[];
  readonly sizeBytes: number;
  readonly seeders: number;
  readonly leechers: number;
  /** How often it was fetched by anyone. */
  readonly snatches: number;
  /** The source's category id (39–119 are audiobooks at MAM), or null. */
  readonly categoryId: number | null;
  readonly language: string | null;
  readonly vip: boolean;
  readonly freeleech: boolean;
  readonly abridged: boolean;
  readonly ownHistory: OwnHistory;
  /** Playing time by the source's media info; absent or null when it has none. */
  readonly runtimeMinutes?: number | null;
  readonly bitrateKbps?: number | null;
  /** Null when hidden. */
  readonly uploader?: string | null;
}
