// What people and uploaders write must not format the report, nor reorder its letters.
const CONTROL = /[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2028\u2029\u2066-\u2069\ufeff]+/gu;
const SPECIAL = /[\\`*_[\]|~@]/gu;

// Readers make links of these on their own.
const LINKS_ITSELF = /(\bwww|\bhttps?|\bftp)([.:])/giu;
// At the start of a list's entry these would open a heading or another list.
const STARTS_A_BLOCK = /^(\d*)([-+#=.)])/u;

/** Any text as Markdown shows it literally, on one line. */
export function escape(text: string): string {
  return text
    .toWellFormed()
    .replace(CONTROL, ' ')
    .replace(/\s+/gu, ' ')
    .trim()
    .replace(SPECIAL, String.raw`\$&`)
    .replace(LINKS_ITSELF, String.raw`$1\$2`)
    .replace(STARTS_A_BLOCK, String.raw`$1\$2`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** A title in bold; one that is empty is said to be so. */
export function bold(text: string): string {
  return `**${escape(text) || '(no title)'}**`;
}

/** A table; cells are Markdown already. */
export function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

/** A list; entries are Markdown already. What lies beyond `most` is counted, not listed. */
export function list(entries: readonly string[], most = Infinity): string {
  const lines = entries.slice(0, most).map((entry) => `- ${entry}`);
  const left = entries.length - lines.length;
  if (left > 0) lines.push(`- … and ${left} more, in the JSON file beside this one`);
  return lines.join('\n');
}

/** A section, or nothing when its body is empty. */
export function section(title: string, body: string): string {
  return body === '' ? '' : `## ${title}\n\n${body}`;
}

/** `1 gap`, `3 gaps`. */
export function count(n: number, one: string, several = `${one}s`): string {
  return `${n} ${n === 1 ? one : several}`;
}

/** `45 s`, `22 min 3 s`, `3 h 5 min`. */
export function duration(seconds: number): string {
  if (!Number.isFinite(seconds)) return '?';
  const whole = Math.max(0, Math.round(seconds));
  if (whole < 60)
    return seconds < 10 ? `${Math.max(0, Math.round(seconds * 10) / 10)} s` : `${whole} s`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 60) return `${minutes} min ${whole % 60} s`;
  return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
}

/** Writes moments on one clock. */
export interface Clock {
  /** `Monday, 23 November 2026, 20:44`. */
  full(iso: string): string;
  /** `20:44`. */
  short(iso: string): string;
  /** `23 Nov 2026`. */
  day(iso: string): string;
  readonly zone: string;
}

/** A clock in an IANA time zone; in UTC, and saying so, when the zone is unknown. */
export function clockOf(timeZone: string): Clock {
  const zone = isZone(timeZone) ? timeZone : 'UTC';
  const fullFormat = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
  });
  const shortFormat = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
  });
  const dayFormat = new Intl.DateTimeFormat('en-GB', { timeZone: zone, dateStyle: 'medium' });
  const print = (format: Intl.DateTimeFormat, iso: string) => {
    const time = Date.parse(iso);
    return Number.isNaN(time) ? escape(iso) : format.format(time);
  };
  return {
    full: (iso) => print(fullFormat, iso).replace(' at ', ', '),
    short: (iso) => print(shortFormat, iso),
    day: (iso) => print(dayFormat, iso),
    zone,
  };
}

function isZone(timeZone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en-GB', { timeZone }).resolvedOptions().timeZone !== '';
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}
