import type { SeriesPlace } from '../item.ts';
import { formatPositions, isGiven } from '../positions.ts';
import { coresOf } from '../series-names.ts';
import { readPlace } from './listed-places.ts';
import { readWork, type WorkReading } from './reading.ts';

/** Names of one series that differ by more than their words of no weight. */

/** A set of volumes has numbers of its own: `Vorkosigan Omnibus` 2. */
const OF_SETS = /\b(?:omnibus(?:es)?|collections?|box(?:ed)?\s?sets?|bundles?|compendiums?)\b/iu;
/** A shorter name may be any word. */
const LEAST = 4;

/**
 * How the names of two series stand to each other:
 * - `same`: they differ by words that name nothing (`Chronicles of Brother Cadfael`), or by the
 *   world before the name (`Star Wars: The Thrawn Trilogy`)
 * - `like`: the one is within the other: a longer name of it, or a series of its own
 * - `other`
 * Even `same` may be two series (`Stone Trilogy`, `Stone Duology`): a number by itself never decides.
 */
export type Kinship = 'same' | 'like' | 'other';

/** Compares the names of two series, as written. Symmetric. */
export function kinship(one: string, other: string): Kinship {
  if (OF_SETS.test(one) || OF_SETS.test(other)) return 'other';
  const [a, b] = [coresOf(one), coresOf(other)];
  if (a.whole.length < LEAST || b.whole.length < LEAST) return 'other';
  if ([...a.cores].some((core) => core.length >= LEAST && b.cores.has(core))) return 'same';
  if (a.surname === b.whole || b.surname === a.whole) return 'same';
  return isWithin(a.whole, b.whole) || isWithin(b.whole, a.whole) ? 'like' : 'other';
}

function isWithin(short: string, long: string): boolean {
  return ` ${long} `.includes(` ${short} `);
}

/** What is offered, read as if its series bore the name that the wanted one has. */
export interface KinReading {
  readonly kinship: Exclude<Kinship, 'other'>;
  readonly reading: WorkReading;
}

/** Null when both name one series alike, or none that is akin. */
export function readAsKin(wanted: WorkReading, offered: WorkReading): KinReading | null {
  if (wanted.places.size === 0 || offered.written.series.length === 0) return null;
  for (const key of wanted.places.keys()) if (offered.places.has(key)) return null;
  for (const wantedKinship of ['same', 'like'] as const) {
    const series = offered.written.series.map((place) => {
      const kin = wanted.written.series.find(
        ({ name }) => kinship(name, place.name) === wantedKinship,
      );
      return kin === undefined ? place : renamed(place, kin.name);
    });
    const isSame = series.every((place, index) => place === offered.written.series[index]);
    if (isSame) continue;
    return { kinship: wantedKinship, reading: readWork({ ...offered.written, series }) };
  }
  return null;
}

/** A number that the old name holds is kept. */
function renamed(place: SeriesPlace, name: string): SeriesPlace {
  const { positions } = readPlace(place);
  return { name, position: isGiven(positions) ? formatPositions(positions) : null };
}
