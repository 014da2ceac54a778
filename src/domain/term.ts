/** What a term searches for: everything by an author, or one series, or the user's own words. */
export type TermKind = 'series' | 'author' | 'user';

/** One search to make, and the gaps that it may fill. */
export interface Term {
  readonly kind: TermKind;
  /** Cleaned for the tracker's query language; what is typed into the search box. */
  readonly text: string;
  /** The series or author as the library writes it: what a person sees. */
  readonly label: string;
  /** Keys of the gaps that this term may fill; at least one, but for a user's own term. */
  readonly gapKeys: readonly string[];
}
