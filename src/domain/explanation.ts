/** Why something is as it is, for a person to read: a heading, and what there is to say below it. */
export interface Explanation {
  readonly subject: string;
  /** None of them is empty. */
  readonly sections: readonly ExplanationSection[];
}

/** One side of it. A line that begins with blanks belongs to the one above it. */
export interface ExplanationSection {
  readonly title: string;
  readonly lines: readonly string[];
}
