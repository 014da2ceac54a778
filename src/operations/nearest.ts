import { editDistance } from '../config.ts';

/** How many suggestions help, and are not yet a list. */
const MOST = 3;

/**
 * The known names that come nearest to one that is not known: those that hold it first, then those
 * within a third of its length in edits. Ties keep the order given.
 */
export function nearestOf(name: string, known: readonly string[]): readonly string[] {
  const wanted = name.toLowerCase();
  const near: { readonly candidate: string; readonly distance: number }[] = [];
  for (const candidate of known) {
    const other = candidate.toLowerCase();
    const holds = wanted.length >= 4 && other.includes(wanted);
    const distance = holds ? 0 : editDistance(wanted, other);
    if (distance <= Math.ceil(wanted.length / 3)) near.push({ candidate, distance });
  }
  near.sort((a, b) => a.distance - b.distance);
  return near.slice(0, MOST).map(({ candidate }) => candidate);
}
