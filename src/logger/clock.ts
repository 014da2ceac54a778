/**
 * Builds the clock of log lines: ISO 8601 with the zone's own offset,
 * `2026-11-23T21:15:09.042+01:00`, so that lines can be read and still be compared.
 *
 * @param timeZone IANA name.
 */
export function createClock(timeZone: string): (at: Date) => string {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'longOffset',
  });
  return (at) => {
    const parts = new Map<string, string>();
    for (const { type, value } of format.formatToParts(at)) parts.set(type, value);
    const part = (name: string): string => parts.get(name) ?? '';
    const day = `${part('year')}-${part('month')}-${part('day')}`;
    const time = `${part('hour')}:${part('minute')}:${part('second')}`;
    const milliseconds = String(at.getUTCMilliseconds()).padStart(3, '0');
    // "GMT+01:00"; plain "GMT" for UTC.
    const offset = part('timeZoneName').slice(3) || '+00:00';
    return `${day}T${time}.${milliseconds}${offset}`;
  };
}
