import { personForms } from '../authors.ts';
import { readWork, rememberingPlaces, type Lore, type WrittenWork } from '../matching/reading.ts';
import { remembering } from '../remembering.ts';
import { eachInSteps, type Steps } from '../steps.ts';

/** From so many titles on that name it, a series is believed that no list names. */
const TITLES_THAT_TELL = 2;

/**
 * The series of each person, to read titles by: `Drizzt 07 - The Legacy` is no title of its own.
 * From the lists of works, and from the titles of those that have none. Linear in the works.
 */
export function* gatherLoreInSteps(works: Iterable<WrittenWork>): Steps<Lore> {
  const series = new Map<string, Set<string>>();
  const claims = new Map<string, number>();
  const personsOf = remembering(personForms, (names) => names.join('\n'));
  const placeOf = rememberingPlaces();
  yield* eachInSteps(works, (work) => {
    const isListed = work.series.length > 0;
    const read = isListed ? { persons: personsOf(work.authors), title: null } : readWork(work);
    const listed = work.series.map((place) => placeOf(place).key);
    const claimed = read.title?.claims.map(({ key }) => key) ?? [];
    for (const form of read.persons.sure) {
      learn(series, form, listed);
      learn(series, form, repeated(claims, form, claimed));
    }
  });
  return {
    personsOf,
    placeOf,
    seriesOf({ sure }) {
      const known = [...sure].flatMap((form) => series.get(form) ?? []);
      return { has: (key) => key !== '' && known.some((keys) => keys.has(key)) };
    },
  };
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
