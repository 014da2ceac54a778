import type { SeriesPlace } from '../item.ts';
import { seriesKey } from '../names.ts';
import { isGiven, NO_POSITION, parsePositions, type PositionSet } from '../positions.ts';
import { remembering } from '../remembering.ts';

/** A listed place, read: the key of its series, and where it stands there. */
export interface ReadPlace {
  readonly key: string;
  readonly positions: PositionSet;
}

/** Reads a listed place. */
export function readPlace({ name, position }: SeriesPlace): ReadPlace {
  return placed(readName(name), parsePositions(position));
}

/** The same, reading each name and each position once: a series is listed by all of its volumes. */
export function rememberingPlaces(): (place: SeriesPlace) => ReadPlace {
  const names = remembering(readName);
  const positions = remembering(parsePositions);
  return (place) => placed(names(place.name), positions(place.position));
}

function placed({ key, positions: inName }: ReadPlace, positions: PositionSet): ReadPlace {
  return { key, positions: isGiven(positions) ? positions : inName };
}

/** The name of a series, with the number that it may hold. */
function readName(name: string): ReadPlace {
  const read = NUMBERED_NAME.exec(name.trim());
  if (read === null) return { key: placeKey(name), positions: NO_POSITION };
  return {
    key: placeKey(read[1] ?? name),
    positions: parsePositions(read[2] ?? read[3] ?? null),
  };
}

/** `He Who Fights with Monsters (Shirtaloon)`: what is in brackets is no part of the name. */
function placeKey(name: string): string {
  const plain = name
    .replace(/\s*[([][^)\]]*[)\]]/gu, ' ')
    .trim()
    .replace(ORDER, '');
  return seriesKey(plain) || seriesKey(name);
}

/** `Mitch Rapp, chronological order`: one series, numbered otherwise. */
const ORDER =
  /(?<=\S)[\s,:–—-]+(?:in\s+)?(?:(?:chronological|publication|reading|publishing)(?:\s+order)?|chronologically)$/iu;

/** `Cradle #3`, `Cradle, Book 3`, `Cradle 03`: a list that keeps the number in the name. */
const NUMBERED_NAME =
  /^(.*\p{L}.*?)(?:[\s,]+(?:(?:book|vol(?:ume)?)\.?\s+|#\s*)(\d{1,3}(?:\.\d)?)|\s(0\d))$/iu;

/** `Star Trek` of `Star Trek: Coda`: in a title it is the name of a series, too. */
export function segmentsOf(series: readonly SeriesPlace[]): ReadonlySet<string> {
  const keys = new Set<string>();
  for (const { name } of series) {
    const segments = name.split(/:\s+|\s[-–—]\s/u);
    for (const segment of segments.slice(0, -1)) keys.add(placeKey(segment));
  }
  return keys;
}
