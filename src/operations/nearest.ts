import { editDistance } from '../config.ts';

/** How many suggestions help, and are not yet a list. */
const MOST = 3;

/** What to do about a name that is not known: what comes nearest, and the command that lists all. */
export function nameAnother(near: readonly string[], command: string): string {
  if (near.length === 0) return `list them with ${command}`;
  return `did you mean ${near.join(' or ')}? All of them: ${command}`;
}

/**
 * The known names that come nearest to one that is not known: those that hold it first, then those
 * within a third of its length in edits. Ties keep the order given. No name is near to an empty one.
 */
export function nearestOf(name: string, known: readonly string[]): readonly string[] {
  const wanted = name.toLowerCase();
  const near: { readonly candidate: string; readonly distance: number }[] = [];
  for (const candidate of known) {
    if (candidate === '') continue;
    const other = candidate.toLowerCase();
    const holds = wanted.length >= 4 && other.includes(wanted);
    const distance = holds ? 0 : editDistance(wanted, other);
    if (distance <= Math.ceil(wanted.length / 3)) near.push({ candidate, distance });
  }
  near.sort((a, b) => a.distance - b.distance);
  return near.slice(0, MOST).map(({ candidate }) => candidate);
}
