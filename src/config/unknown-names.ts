import { editDistance } from './edit-distance.ts';
import type { Setting } from './environment.ts';
import { VARIABLES } from './variables.ts';
import { isRetired, LATER, RETIRED } from './without-effect.ts';

/** Names that begin so are meant for us, so an unknown one is a mistake. */
const OUR_PREFIX = /^(MAM|QB|ABS|GAP|CRAWL|CATALOGUE|GOOGLE_BOOKS)_/i;

/**
 * One warning for each name that is meant for us and that nothing reads. In `.env`, whose names
 * are all ours to read, a name close to a known one is one too (`DATABSE_URL`).
 */
export function findUnknownNames(settings: ReadonlyMap<string, Setting>): string[] {
  const known = knownNames();
  const warnings: string[] = [];
  for (const [name, { source }] of settings) {
    if (known.includes(name) || isRetired(name)) continue;
    const nearest = nearestName(name, known);
    const isOurs = OUR_PREFIX.test(name);
    const isTypo = source === '.env' && nearest !== null && !name.startsWith('TEMPORAL_');
    if (!isOurs && !isTypo) continue;
    const hint = nearest === null ? 'no known name is near to it' : `did you mean ${nearest}?`;
    warnings.push(`${name} is not a name that we know, so it has no effect: ${hint}`);
  }
  return warnings;
}

function knownNames(): string[] {
  const names = [...LATER, ...RETIRED.filter((name) => !name.endsWith('*'))];
  for (const variable of VARIABLES) {
    names.push(variable.name);
    if ('secret' in variable) names.push(`${variable.name}_FILE`);
  }
  return names;
}

/** The known name that takes the fewest edits, or null when none takes a few. */
export function nearestName(name: string, known: readonly string[]): string | null {
  const wanted = name.toUpperCase();
  // A third of the letters may differ, three at most: beyond that a hint misleads.
  let best = Math.min(3, Math.floor(wanted.length / 3)) + 1;
  let nearest: string | null = null;
  for (const candidate of known) {
    const edits = editDistance(wanted, candidate);
    if (edits >= best) continue;
    best = edits;
    nearest = candidate;
  }
  return nearest;
}
