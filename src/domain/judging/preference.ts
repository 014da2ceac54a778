import type { Candidate } from '../candidate.ts';
import { byText } from '../order.ts';
import type { Case } from '../reasons/case.ts';

/**
 * The total order of candidates that fit, best first: a single volume before a pack, more gaps
 * before fewer, m4b before other formats, more seeders before fewer, then the lower id.
 */
export function byPreference(a: Case, b: Case): number {
  return (
    Number(a.isPack) - Number(b.isPack) ||
    b.openGaps.length - a.openGaps.length ||
    Number(isM4b(b.candidate)) - Number(isM4b(a.candidate)) ||
    b.candidate.seeders - a.candidate.seeders ||
    bySourceId(a.candidate.sourceId, b.candidate.sourceId)
  );
}

/** In which respect the first is preferred to the second, as the end of a sentence. */
export function preferredFor(a: Case, b: Case): string {
  if (a.isPack !== b.isPack) return 'it is a single volume and no pack';
  if (a.openGaps.length !== b.openGaps.length) return 'it fills more gaps';
  if (isM4b(a.candidate) !== isM4b(b.candidate)) return 'it is an m4b';
  const [more, fewer] = [a.candidate.seeders, b.candidate.seeders];
  if (more !== fewer) return `it has more seeders (${more} to ${fewer})`;
  return 'it is the older torrent of two equals';
}

/** `mp3, 12 seeders`. */
export function describe({ candidate, isPack }: Case): string {
  const formats = candidate.formats.join(' ') || 'unknown format';
  const seeders = candidate.seeders === 1 ? '1 seeder' : `${candidate.seeders} seeders`;
  return `${isPack ? 'pack, ' : ''}${formats}, ${seeders}`;
}

function isM4b(candidate: Candidate): boolean {
  return candidate.formats.some((format) => format.toLowerCase() === 'm4b');
}

/** By number where both are numbers, whatever their length. */
function bySourceId(a: string, b: string): number {
  const areNumbers = /^\d+$/u.test(a) && /^\d+$/u.test(b);
  return (areNumbers ? Number(a) - Number(b) : 0) || byText(a, b);
}
