import type { SeriesPlace } from '../item.ts';
import { seriesKey } from '../names.ts';
import { formatPositions, isGiven } from '../positions.ts';
import { BRACKETED } from '../title-pieces.ts';
import { readPlace } from './listed-places.ts';
import { readWork, type WorkReading } from './reading.ts';

/** Names of one series that differ by more than their words of no weight. */

/** Words around a series' name that name nothing; `Stories` and `Tales` are often series beside it. */
const LEADING = /^(?:(?:the\s)?(?:chronicles|adventures|mysteries)\sof\s(?:the\s)?)/u;
const TRAILING =
  /\s(?:myster(?:y|ies)|thrillers?|adventures?|investigations?|chronicles|novels?|books?|series|saga)$/u;
/** A set of volumes has numbers of its own: `Vorkosigan Omnibus` 2. */
const OF_SETS = /\b(?:omnibus(?:es)?|collections?|box(?:ed)?\s?sets?|bundles?|compendiums?)\b/iu;
const SEGMENTS = /\s*:\s+|\s+[-–—|/]\s+/u;
/** A shorter name may be any word. */
const LEAST = 4;

/**
 * How the names of two series stand to each other:
 * - `same`: they differ by words that name nothing (`Chronicles of Brother Cadfael`), or by the
 *   world before the name (`Star Wars: The Thrawn Trilogy`)
 * - `like`: the one is within the other: a longer name of it, or a series of its own
 * - `other`
 */
export type Kinship = 'same' | 'like' | 'other';

/** Compares the names of two series, as written. Symmetric. */
export function kinship(one: string, other: string): Kinship {
  if (OF_SETS.test(one) || OF_SETS.test(other)) return 'other';
  const [a, b] = [namesOf(one), namesOf(other)];
  if (a.bare.length < LEAST || b.bare.length < LEAST) return 'other';
  if (a.bare === b.bare || a.last === b.bare || a.bare === b.last) return 'same';
  return isWithin(a.bare, b.bare) || isWithin(b.bare, a.bare) ? 'like' : 'other';
}

interface Names {
  readonly bare: string;
  /** Behind the world that it belongs to; as `bare` where none is named. */
  readonly last: string;
}

function namesOf(name: string): Names {
  const plain = name.replace(BRACKETED, ' ').trim();
  const segments = plain.split(SEGMENTS);
  const last = bareKey(segments.at(-1) ?? plain);
  const bare = bareKey(plain);
  return { bare, last: last.length < LEAST ? bare : last };
}

function bareKey(name: string): string {
  const key = seriesKey(name);
  const bare = seriesKey(key.replace(LEADING, '').replace(TRAILING, ''));
  return bare.length < LEAST ? key : bare;
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
