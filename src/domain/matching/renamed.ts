import { contradicts, isGiven } from '../positions.ts';
import { nameOf } from '../title-reading.ts';
import type { WorkReading } from './reading.ts';

/**
 * True when one of the other titles that a listing tells of its work is the wanted one. With a
 * number, it is so only where the wanted work has that number in one of its series.
 */
export function isNamedSo(wanted: WorkReading, renamed: readonly WorkReading[]): boolean {
  return renamed.some(({ title }) => {
    if (nameOf(title) !== nameOf(wanted.title) || title.part !== null) return false;
    if (!isGiven(title.positions)) return true;
    return [...wanted.places.values()].some(
      (place) => isGiven(place) && !contradicts(place, title.positions),
    );
  });
}
