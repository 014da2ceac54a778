/** Playing times: read from an uploader's words, and compared. Minutes throughout. */

const HOURS = String.raw`(?<![\d.,])(\d{1,3})\s*(?:h|hrs?|hours?|std)\b\.?`;
const MINUTES = String.raw`(\d{1,4})\s*(?:m|mins?|minutes?)\b`;
/** `6 hrs 40`: minutes without their word, where nothing else follows. */
const BARE_MINUTES = String.raw`([0-5]?\d)(?=\s*(?:$|[.;,)\]\n]))`;
const WORDED = new RegExp(
  String.raw`${HOURS}(?:\s*,?\s*(?:and\s+|&\s*)?(?:${MINUTES}|${BARE_MINUTES}))?`,
  'gimu',
);
const COMPACT = /(?<![\d.,])(\d{1,3})\s?h\s?(\d{1,2})\s?m\b/giu;
const CLOCK = /(?<![\d:.])(\d{1,3}):([0-5]\d):([0-5]\d)(?![\d:])/gu;
const DECIMAL = /(?<![\d.,])(\d{1,3}\.\d{1,2})\s*(?:h|hrs?|hours?)\b/giu;
const LABELLED = new RegExp(
  String.raw`(?:length|run(?:ning)?\s?time|duration|playtime|total time)\s*[:=-]?\s*(?:approx\.?\s*|~\s*)?(?:(\d{1,3}):([0-5]\d)(?!:)|${MINUTES}|(\d{1,3}(?:\.\d+)?)\s*(?:h|hrs?|hours))`,
  'iu',
);
/** Shorter is a sample or a chapter, longer a slip. */
const LEAST = 10;
const MOST = 300 * 60;

/**
 * The playing time that a free text gives (`Length: 12 hrs and 30 mins`, `12h 30m`, `12:30:00`),
 * or null: none, or several that differ.
 */
export function minutesIn(text: string): number | null {
  const labelled = readLabelled(text);
  if (labelled !== null) return labelled;
  const found = new Set<number>();
  for (const [, hours = '', minutes = '0'] of text.matchAll(COMPACT)) add(found, hours, minutes);
  if (found.size === 0) {
    for (const [, hours = '', minutes, bare = '0'] of text.matchAll(WORDED)) {
      add(found, hours, minutes ?? bare);
    }
  }
  for (const [, hours = '', minutes = '0'] of text.matchAll(CLOCK)) add(found, hours, minutes);
  for (const [, hours = ''] of text.matchAll(DECIMAL)) add(found, hours, '0');
  const [longest = 0] = [...found].sort((a, b) => b - a);
  const [shortest = 0] = [...found].sort((a, b) => a - b);
  if (found.size === 0 || longest - shortest > Math.max(2, longest * 0.01)) return null;
  return longest;
}

function readLabelled(text: string): number | null {
  const read = LABELLED.exec(text);
  if (read === null) return null;
  const [, hours, minutes, alone, decimal] = read;
  if (decimal !== undefined && !decimal.includes('.')) return null;
  const value =
    decimal !== undefined
      ? Number(decimal) * 60
      : Number(hours ?? 0) * 60 + Number(minutes ?? alone ?? 0);
  return value >= LEAST && value <= MOST ? Math.round(value) : null;
}

function add(found: Set<number>, hours: string, minutes: string): void {
  const value = Math.round(Number(hours) * 60) + Number(minutes);
  if (value >= LEAST && value <= MOST) found.add(value);
}

/** By which share of the longer one two times differ: 0 for equal ones. */
export function timeApart(one: number, other: number): number {
  const longer = Math.max(one, other);
  return longer <= 0 ? 0 : Math.abs(one - other) / longer;
}

/** `12 h 30 min`. */
export function formatMinutes(minutes: number): string {
  const whole = Math.round(minutes);
  if (whole < 60) return `${whole} min`;
  return `${Math.floor(whole / 60)} h ${whole % 60} min`;
}
