import type { PersonForms } from '../authors.ts';
import { signOfDrama } from '../drama.ts';
import { languageCode } from '../languages.ts';
import { readWork, type Lore, type WorkReading } from '../matching/reading.ts';
import { contradicts, isGiven, isPack } from '../positions.ts';
import { isCollection } from '../title-noise.ts';
import { placeNumbers } from '../works.ts';
import type { KnownWork } from './known-work.ts';

/** A row of a catalogue, read. */
export interface KnownRow {
  readonly known: KnownWork;
  readonly reading: WorkReading;
  readonly readers: PersonForms;
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
    readers: lore.personsOf(narrators),
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

/** True when the titles tell of works by themselves, not by a series' name or by other numbers. */
export function tellApart(one: WorkReading, other: WorkReading): boolean {
  if (contradicts(one.title.positions, other.title.positions)) return false;
  return [one, other].every(({ title: { pieces }, places }) => {
    const title = pieces.join('');
    const names = [...places.keys()].map((key) => key.replaceAll(' ', ''));
    return title !== '' && !names.some((name) => name.includes(title));
  });
}

function isPartial({
  spans,
}: {
  readonly spans: readonly { readonly part: number | null }[];
}): boolean {
  return spans.length > 0 && spans.every((span) => span.part !== null);
}

/** `lastguardian` of `artemisfowlandthelastguardian`; nothing of any other title. */
function behindHero(piece: string, series: string): string {
  const lead = `${series.replaceAll(' ', '')}and`;
  return piece.startsWith(lead) ? piece.slice(lead.length).replace(/^the/u, '') : '';
}

/** What names a work. */
export type Named = Pick<WorkReading, 'persons' | 'title' | 'places'>;

/**
 * Keys of which two rows of one work share at least one: a person with the title, a piece of it, or
 * with a place in a series. Rows that share one need not be of one work.
 */
export function bucketsOf({ persons, title, places }: Named): ReadonlySet<string> {
  const titles = new Set([...title.pieces, title.pieces.join(''), ...title.asides]);
  // The name of a series is none of its later volumes: those are found by their numbers.
  const isNumbered = [...places.values()].some((set) => placeNumbers(set).some((n) => n > 1));
  if (title.pieces.length > 0 || !isNumbered) titles.add(title.whole);
  for (const key of places.keys()) {
    for (const piece of title.pieces) titles.add(behindHero(piece, key));
  }
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
