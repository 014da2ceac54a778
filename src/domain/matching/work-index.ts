import { Crowd } from './crowd.ts';
import type { WorkReading } from './reading.ts';

/**
 * Finds, among many works, those that another may be: by a form of an author's name together with
 * a word in common, or by a piece of the title alone. Where many share a name, see {@link Crowd}.
 */
export class WorkIndex<T> {
  readonly #byPerson = new Map<string, Crowd<T>>();
  readonly #byPiece = new Map<string, Crowd<T>>();

  /** Adds a work. Linear in its names. */
  add(reading: WorkReading, value: T): void {
    const entry = { reading, value };
    for (const form of formsOf(reading)) crowdAt(this.#byPerson, form).add(entry);
    for (const piece of piecesOf(reading)) crowdAt(this.#byPiece, piece).add(entry);
  }

  /** The works that this one may be, each once. */
  near(reading: WorkReading): readonly T[] {
    const found = new Set<T>();
    for (const form of formsOf(reading)) {
      for (const { value } of this.#byPerson.get(form)?.byAuthor(reading) ?? []) found.add(value);
    }
    for (const piece of piecesOf(reading)) {
      for (const { value } of this.#byPiece.get(piece)?.byTitle(reading) ?? []) found.add(value);
    }
    return [...found];
  }
}

function crowdAt<T>(crowds: Map<string, Crowd<T>>, name: string): Crowd<T> {
  const known = crowds.get(name);
  if (known !== undefined) return known;
  const made = new Crowd<T>();
  crowds.set(name, made);
  return made;
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
