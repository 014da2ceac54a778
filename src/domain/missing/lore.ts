import { personForms, type PersonForms } from '../authors.ts';
import { rememberingPlaces } from '../matching/listed-places.ts';
import { readWork, type Lore, type WrittenWork } from '../matching/reading.ts';
import { remembering } from '../remembering.ts';
import { eachInSteps, type Steps } from '../steps.ts';
import { SeriesNaming, type NamedPlace } from './naming.ts';

/** From so many titles on that name it, a series is believed that no list names. */
const TITLES_THAT_TELL = 2;

/**
 * The series of each person, to read titles by: `Drizzt 07 - The Legacy` is no title of its own.
 * From the lists of works, and from the titles of those that have none; and which of their names
 * are of one series. Linear in the works.
 */
export function* gatherLoreInSteps(works: readonly WrittenWork[]): Steps<Lore> {
  const series = new Map<string, Set<string>>();
  const claims = new Map<string, number>();
  const personsOf = remembering(personForms, (names) => names.join('\n'));
  const placeOf = rememberingPlaces();
  const read = { personsOf, placeOf };
  const naming = new SeriesNaming();
  yield* eachInSteps(works, (work) => {
    const { persons, listed, claimed } = seriesTold(work, read);
    for (const form of persons.sure) {
      learn(series, form, keysOf(listed));
      learn(series, form, repeated(claims, form, keysOf(claimed)));
    }
    for (const place of [...listed, ...claimed]) naming.note(place, persons);
  });
  yield* eachInSteps(works, (work) => {
    if (work.series.every((place) => !naming.isContested(placeOf(place).key))) {
      if (work.series.length > 0) return;
    }
    const { listed, claimed } = seriesTold(work, read);
    for (const place of [...listed, ...claimed]) naming.noteVolume(place, work);
  });
  naming.settle();
  yield;
  return {
    ...read,
    seriesOf({ sure }) {
      const known = [...sure].flatMap((form) => series.get(form) ?? []);
      return { has: (key) => key !== '' && known.some((keys) => keys.has(key)) };
    },
    canonical: (key, persons) => naming.canonical(key, persons),
  };
}

interface ToldSeries {
  readonly persons: PersonForms;
  readonly listed: readonly NamedPlace[];
  /** By the title of a work that no list places. */
  readonly claimed: readonly NamedPlace[];
}

function seriesTold(work: WrittenWork, read: Pick<Lore, 'personsOf' | 'placeOf'>): ToldSeries {
  if (work.series.length === 0) {
    const { persons, title } = readWork(work);
    return { persons, listed: [], claimed: title.claims.map((one) => ({ ...one, name: one.key })) };
  }
  const listed = work.series.map((place) => ({ ...read.placeOf(place), name: place.name }));
  return { persons: read.personsOf(work.authors), listed, claimed: [] };
}

function keysOf(places: readonly NamedPlace[]): readonly string[] {
  return places.map(({ key }) => key);
}

function learn(series: Map<string, Set<string>>, form: string, keys: readonly string[]): void {
  if (keys.length === 0) return;
  const known = series.get(form) ?? new Set<string>();
  series.set(form, known);
  for (const key of keys) known.add(key);
}

/** Of the claims those that enough titles of the person make by now. */
function repeated(
  claims: Map<string, number>,
  form: string,
  keys: readonly string[],
): readonly string[] {
  return keys.filter((key) => {
    const count = (claims.get(`${form}|${key}`) ?? 0) + 1;
    claims.set(`${form}|${key}`, count);
    return count >= TITLES_THAT_TELL;
  });
}
