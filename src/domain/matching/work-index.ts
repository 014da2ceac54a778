import { listAt } from '../order.ts';
import type { WorkReading } from './reading.ts';

/**
 * Finds, among many works, those that another may be: by a form of an author's name together with
 * a word in common, or by a piece of the title alone. Misses nothing that could match.
 */
export class WorkIndex<T> {
  readonly #byPerson = new Map<string, Entry<T>[]>();
  readonly #byPiece = new Map<string, Entry<T>[]>();

  /** Adds a work. Linear in its names. */
  add(reading: WorkReading, value: T): void {
    const entry = { words: reading.words, value };
    for (const form of formsOf(reading)) listAt(this.#byPerson, form).push(entry);
    for (const piece of piecesOf(reading)) listAt(this.#byPiece, piece).push(entry);
  }

  /** The works that this one may be, each once, in the order in which they were added first. */
  near(reading: WorkReading): readonly T[] {
    const found = new Set<T>();
    for (const form of formsOf(reading)) {
      for (const { words, value } of this.#byPerson.get(form) ?? []) {
        if (!found.has(value) && shareWord(words, reading.words)) found.add(value);
      }
    }
    for (const piece of piecesOf(reading)) {
      for (const { value } of this.#byPiece.get(piece) ?? []) found.add(value);
    }
    return [...found];
  }
}

interface Entry<T> {
  readonly words: ReadonlySet<string>;
  readonly value: T;
}

/** Initials are marked, since `J. Tolkien` is found from `John Tolkien` too. */
function formsOf({ persons }: WorkReading): ReadonlySet<string> {
  const forms = new Set(persons.sure);
  for (const form of [...persons.initials, ...persons.short]) forms.add(`.${form}`);
  return forms;
}

function piecesOf({ title }: WorkReading): ReadonlySet<string> {
  const pieces = new Set([...title.pieces, ...title.asides, title.whole, title.pieces.join('')]);
  pieces.delete('');
  return pieces;
}

function shareWord(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  // A title of small words only (`It`, `The Two of Us`) has none to share.
  if (one.size === 0 || other.size === 0) return true;
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  for (const word of few) if (many.has(word)) return true;
  return false;
}
