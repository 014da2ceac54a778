import type { Candidate } from '../candidate.ts';
import { byText } from '../order.ts';
import type { Case } from '../reasons/case.ts';
import { packArithmetic } from '../reasons/holding.ts';
import { bitrateOf, formatRank } from '../reasons/quality.ts';

/** One respect in which candidates are compared. */
interface Respect {
  /** Negative when the first is better. */
  readonly compare: (a: Case, b: Case) => number;
  /** Why the better one is, as the end of a sentence. */
  readonly because: (better: Case, other: Case) => string;
}

/** The total order of candidates that fit, respect by respect; the first that differs decides. */
const RESPECTS: readonly Respect[] = [
  {
    compare: (a, b) => Number(isForAuthor(a)) - Number(isForAuthor(b)),
    because: () => 'it fills a gap of a series',
  },
  {
    compare: (a, b) => (Number(a.isPack) - Number(b.isPack)) * (prefersPacks(a) ? -1 : 1),
    because: (better, other) =>
      better.isPack
        ? `it is a pack, as your policy prefers (${packArithmetic(better)})`
        : `it is a single volume and no pack (${packArithmetic(other)})`,
  },
  {
    compare: (a, b) => b.openGaps.length - a.openGaps.length,
    because: () => 'it fills more gaps',
  },
  {
    compare: (a, b) => evidenceFor(b) - evidenceFor(a),
    because: () => 'more is known to agree with the recording that is wanted',
  },
  {
    compare: (a, b) => Number(isPlain(b)) - Number(isPlain(a)),
    because: () => 'it bears the very title or number',
  },
  {
    compare: (a, b) => rankOf(a) - rankOf(b),
    because: (better) => `it is ${article(bestFormat(better))}`,
  },
  {
    compare: (a, b) => (prefersFree(a) ? Number(isFree(b)) - Number(isFree(a)) : 0),
    because: () => 'it is free',
  },
  {
    compare: ofOneWork((a, b) => bitrateStep(b) - bitrateStep(a)),
    because: (better, other) =>
      `its bitrate is higher (${bitrateOf(better) ?? '?'} to ${bitrateOf(other) ?? '?'} kbps)`,
  },
  {
    compare: ofOneWork(
      (a, b) => Number(hasChapters(b.candidate)) - Number(hasChapters(a.candidate)),
    ),
    because: () => 'it has chapters',
  },
  {
    compare: (a, b) => b.candidate.seeders - a.candidate.seeders,
    because: (better, other) =>
      `it has more seeders (${better.candidate.seeders} to ${other.candidate.seeders})`,
  },
  {
    compare: (a, b) => Number(isFree(b)) - Number(isFree(a)),
    because: () => 'it is free',
  },
  {
    compare: ofOneWork((a, b) => a.candidate.sizeBytes - b.candidate.sizeBytes),
    because: () => 'it is smaller',
  },
  {
    compare: (a, b) => bySourceId(a.candidate.sourceId, b.candidate.sourceId),
    because: () => 'it is the older torrent of two equals',
  },
];

/** Different works of an author are not compared by how well each was recorded. */
function ofOneWork(compare: Respect['compare']): Respect['compare'] {
  return (a, b) => (isForAuthor(a) || isForAuthor(b) ? 0 : compare(a, b));
}

function isForAuthor({ aim }: Case): boolean {
  return aim.kind === 'author';
}

/** Compares two candidates that fit, the better one first. A total order. */
export function byPreference(a: Case, b: Case): number {
  for (const { compare } of RESPECTS) {
    const order = compare(a, b);
    if (order !== 0) return order;
  }
  return 0;
}

/** In which respect the first is preferred to the second, as the end of a sentence. */
export function preferredFor(a: Case, b: Case): string {
  const respect = RESPECTS.find(({ compare }) => compare(a, b) !== 0);
  return respect?.because(a, b) ?? 'it is the same torrent';
}

/** `mp3, 12 seeders`. */
export function describe({ candidate, isPack }: Case): string {
  const formats = candidate.formats.join(' ') || 'unknown format';
  const seeders = candidate.seeders === 1 ? '1 seeder' : `${candidate.seeders} seeders`;
  return `${isPack ? 'pack, ' : ''}${formats}, ${seeders}`;
}

function prefersPacks({ policy }: Case): boolean {
  return policy.prefer === 'packs';
}

function prefersFree({ policy }: Case): boolean {
  return policy.preferFree;
}

function isFree({ candidate }: Case): boolean {
  return candidate.freeleech;
}

/** How much is known to agree: the narrator counts before the playing time, both before either. */
export function evidenceFor({ aim, readBy }: Case): number {
  const isRead = readBy === 'same' || readBy === 'likely';
  const runtime = aim.kind === 'work' ? aim.match.evidence.runtime : 'unknown';
  return Number(isRead) * 2 + Number(runtime === 'agrees' || runtime === 'exact');
}

/** Title or number agree to the letter: a longer title may be that of another edition. */
function isPlain({ aim }: Case): boolean {
  if (aim.kind !== 'work') return true;
  const { likeness, volume, isRenumbered, isPack } = aim.match;
  return !isRenumbered && (isPack || likeness === 'same' || volume.answer === 'same');
}

function rankOf({ candidate, policy }: Case): number {
  const ranks = candidate.formats.map((format) => formatRank(format, policy.formats));
  const listed = ranks.filter((rank) => rank >= 0);
  return listed.length === 0 ? policy.formats.length : Math.min(...listed);
}

function bestFormat(given: Case): string {
  return given.policy.formats[rankOf(given)] ?? given.candidate.formats[0] ?? 'known format';
}

function article(format: string): string {
  return /^[aeiofhlmnrsx]/iu.test(format) ? `an ${format}` : `a ${format}`;
}

/** Bitrates are compared in steps of speech's quality; an unknown one is taken to be ordinary. */
function bitrateStep(given: Case): number {
  return Math.min(3, Math.floor((bitrateOf(given) ?? 64) / 48));
}

function hasChapters({ description, tags }: Candidate): boolean {
  return /\bchapter(?:s|ed|i[sz]ed)\b/iu.test([description, ...tags].join('\n'));
}

/** By number where both are numbers, whatever their length. */
function bySourceId(a: string, b: string): number {
  const areNumbers = /^\d+$/u.test(a) && /^\d+$/u.test(b);
  return (areNumbers ? Number(a) - Number(b) : 0) || byText(a, b);
}
