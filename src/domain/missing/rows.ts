import { personForms, type PersonForms } from '../authors.ts';
import { signOfDrama } from '../drama.ts';
import { languageCode } from '../languages.ts';
import { readWork, type Lore, type WorkReading, type WrittenWork } from '../matching/reading.ts';
import { seriesKey } from '../names.ts';
import { isGiven, isPack } from '../positions.ts';
import { eachInSteps, type Steps } from '../steps.ts';
import { isCollection } from '../title-noise.ts';
import { placeNumbers } from '../works.ts';
import type { KnownWork } from './known-work.ts';

/** A row of a catalogue, read. */
export interface KnownRow {
  readonly known: KnownWork;
  readonly reading: WorkReading;
  /** Code, or null when unknown. */
  readonly language: string | null;
  readonly isDrama: boolean;
  readonly isAbridged: boolean;
  /** A part of a work, sold alone. */
  readonly isPart: boolean;
  /** An omnibus or a box set. */
  readonly isPack: boolean;
}

/** Reads a catalogue's row. */
export function readKnown(known: KnownWork, lore: Lore): KnownRow {
  const reading = readWork(known, lore);
  const { title, subtitle, narrators } = known;
  const text = `${title} ${subtitle ?? ''}`;
  return {
    known,
    reading,
    language: languageCode(known.language),
    isDrama: signOfDrama({ title: text, description: '', narrators, tags: [] }) !== null,
    isAbridged: known.abridged || /(?<!un-?\s?)\babridged\b/iu.test(text),
    isPart: reading.title.part !== null || [...reading.places.values()].some(isPartial),
    isPack: holdsSeveral(reading),
  };
}

/** True for an omnibus or a box set: by its place, its title's range, or its words. */
export function holdsSeveral({ places, title, written }: WorkReading): boolean {
  if ([...places.values()].some(isPack) || isPack(title.positions)) return true;
  const isNumbered = [...places.values()].some((set) => set.spans.length > 0);
  return isCollection(written.title) && !isNumbered;
}

function isPartial({
  spans,
}: {
  readonly spans: readonly { readonly part: number | null }[];
}): boolean {
  return spans.length > 0 && spans.every((span) => span.part !== null);
}

/** The series of each person, to read titles by: `Drizzt 07 - The Legacy` is no title of its own. */
export function* gatherLoreInSteps(works: Iterable<WrittenWork>): Steps<Lore> {
  const series = new Map<string, Set<string>>();
  yield* eachInSteps(works, ({ authors, series: places }) => {
    if (places.length === 0) return;
    for (const form of personForms(authors).sure) {
      const known = series.get(form) ?? new Set<string>();
      series.set(form, known);
      for (const { name } of places) known.add(seriesKey(name));
    }
  });
  return (persons: PersonForms) => {
    const found = new Set<string>();
    for (const form of persons.sure) for (const key of series.get(form) ?? []) found.add(key);
    found.delete('');
    return found;
  };
}

/**
 * Keys of which two rows of one work share at least one: a person with the title, a piece of it, or
 * with a place in a series. Rows that share one need not be of one work.
 */
export function bucketsOf({ persons, title, places }: WorkReading): ReadonlySet<string> {
  const titles = new Set([...title.pieces, title.pieces.join(''), title.whole, ...title.asides]);
  titles.delete('');
  const names = [...titles].map((piece) => `t|${piece}`);
  for (const [key, positions] of places) {
    if (isGiven(positions)) for (const n of placeNumbers(positions)) names.push(`s|${key}|${n}`);
  }
  const buckets = new Set<string>();
  const forms = new Set(persons.sure);
  for (const form of [...persons.initials, ...persons.short]) forms.add(`.${form}`);
  for (const form of forms) for (const name of names) buckets.add(`${form}|${name}`);
  // Without its author, for those that name none or misspell it.
  for (const piece of titles) buckets.add(`*|t|${piece}`);
  return buckets;
}
