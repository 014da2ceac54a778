/** A place that a work has in a series, as its owner wrote it. */
export interface SeriesPlace {
  readonly name: string;
  /** The position as written (`2`, `2.5`, `1-3`, `Prequel`), or null when none is given. */
  readonly position: string | null;
}

/** Something in the user's library, reduced to what judging needs. */
export interface LibraryItem {
  readonly id: string;
  readonly libraryId: string;
  readonly title: string;
  readonly subtitle: string | null;
  readonly authors: readonly string[];
  readonly narrators: readonly string[];
  readonly series: readonly SeriesPlace[];
  /** Free text as the owner's metadata has it (`English`, `en`, `eng`), or null. */
  readonly language: string | null;
  readonly durationSeconds: number | null;
  readonly asin: string | null;
  readonly isbn: string | null;
  readonly publishedYear: string | null;
  readonly abridged: boolean;
}
