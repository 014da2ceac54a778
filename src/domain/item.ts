/** A place that a work has in a series, as its owner wrote it. */
export interface SeriesPlace {
  readonly name: string;
  /** The position as written (`2`, `2.5`, `1-3`, `Prequel`), or null when none is given. */
  readonly position: string | null;
}

/** A recording as whoever holds or knows it writes it: null and empty for what is not told. */
export interface Recording {
  readonly title: string;
  readonly subtitle: string | null;
  readonly authors: readonly string[];
  readonly narrators: readonly string[];
  readonly series: readonly SeriesPlace[];
  /** Free text (`English`, `en`, `eng`). */
  readonly language: string | null;
  readonly asin: string | null;
  readonly isbn: string | null;
  readonly abridged: boolean;
}

/** Something in the user's library, reduced to what judging needs. */
export interface LibraryItem extends Recording {
  readonly id: string;
  readonly libraryId: string;
  readonly durationSeconds: number | null;
  readonly publishedYear: string | null;
}
