import type { Recording } from '../item.ts';

/** A work, or one recording of it, that a catalogue knows, and where the knowledge comes from. */
export interface KnownWork extends Recording {
  readonly id: string;
  readonly runtimeMinutes: number | null;
  /** Day (`2027-03-02`), month (`2027-03`) or year, or null. */
  readonly releaseDate: string | null;
  /** The catalogue's name: `audible`, `google-books`. */
  readonly source: string;
  /** When it was learned (ISO 8601), or null when nobody kept it. */
  readonly asOf: string | null;
}
