import type { Subject } from '../../domain/lookups.ts';
import type { KnownWork } from '../../domain/missing/known-work.ts';

/** The catalogues that can be asked, as {@link KnownWork.source} names them. */
export type CatalogueName = 'audible' | 'google-books';

export type { Subject } from '../../domain/lookups.ts';

/** What a catalogue told. */
export interface CatalogueAnswer {
  readonly works: readonly KnownWork[];
  /**
   * It held as much as an answer may, works that could not be read among it: what it does not tell
   * of, it may have had no room for. One that is not full has left out nothing that was found.
   */
  readonly isFull: boolean;
}

/** A place that knows which works exist. What it knows is told as it tells it, and never judged. */
export interface Catalogue {
  readonly name: CatalogueName;
  /**
   * What an empty answer says: `none`, the catalogue itself says that it knows nothing of this;
   * `unknown`, it may as well have failed. An `unknown` one is no knowledge: nothing may be
   * concluded from it, nor may it replace what was learned before.
   */
  readonly emptyMeans: 'none' | 'unknown';
  /**
   * Asks once. The answer is a selection (the best that it found, of whatever author), never all
   * that exists.
   * @throws {RemoteError} whenever the catalogue could not be asked or could not see.
   * @throws {RangeError} when there is nothing to ask for: a name or title of blanks.
   */
  ask(subject: Subject): Promise<CatalogueAnswer>;
  close(): Promise<void>;
}

/** What a subject is called: its title, or its name. @throws {RangeError} when that is blank. */
export function wordsOf(subject: Subject): string {
  const words = (subject.kind === 'work' ? subject.title : subject.name).trim();
  if (words === '') throw new RangeError(`A catalogue was asked for a nameless ${subject.kind}`);
  return words;
}
