import {
  DAYS_OF_WEEK,
  MONTHS,
  type CalendarSpec,
  type ScheduleDescription,
  type ScheduleOptions,
} from '@temporalio/client';

/** A schedule as we want it. */
export type WantedSchedule = Pick<ScheduleOptions, 'spec' | 'action' | 'policies'>;

/** A range of a calendar's field, both ends included. */
interface Range {
  readonly start: unknown;
  readonly end: unknown;
  readonly step: number;
}

/**
 * Whether the server's schedule is no longer the wanted one: its times, what it starts, or its
 * policies. Its state (paused, the note, actions left) is the person's, and is not looked at.
 */
export function hasDrifted(now: ScheduleDescription, wanted: WantedSchedule): boolean {
  return !isSame(shapeOf(now), shapeOf(wanted));
}

/** What matters of a schedule, written the same way whether we or the server wrote it. */
function shapeOf({
  spec,
  action,
  policies,
}: ScheduleDescription | WantedSchedule): Readonly<Record<string, unknown>> {
  const { type, workflowType, workflowId, taskQueue, args } = action;
  return {
    calendars: (spec.calendars ?? []).map(writtenOut),
    skip: (spec.skip ?? []).map(writtenOut),
    intervals: spec.intervals ?? [],
    startAt: spec.startAt?.getTime() ?? null,
    endAt: spec.endAt?.getTime() ?? null,
    jitter: spec.jitter ?? 0,
    timezone: spec.timezone ?? 'UTC',
    action: { type, workflowType, workflowId, taskQueue, args: args ?? [] },
    overlap: policies?.overlap,
    catchupWindow: policies?.catchupWindow,
    pauseOnFailure: policies?.pauseOnFailure ?? false,
  };
}

const YEAR = [MONTHS[0], MONTHS.at(-1)];
const DAYS = [DAYS_OF_WEEK[0], DAYS_OF_WEEK.at(-1)];

/** What a field covers when it is left out, and when it is `*`; every year is no range at all. */
const FIELDS = {
  second: { unset: [0, 0], every: [0, 59] },
  minute: { unset: [0, 0], every: [0, 59] },
  hour: { unset: [0, 0], every: [0, 23] },
  dayOfMonth: { unset: [1, 31], every: [1, 31] },
  month: { unset: YEAR, every: YEAR },
  year: { unset: [], every: [] },
  dayOfWeek: { unset: DAYS, every: DAYS },
} as const;

/** A calendar with every field given, as the server gives it back. */
function writtenOut(calendar: CalendarSpec) {
  const { second, minute, hour, dayOfMonth, month, year, dayOfWeek, comment } = calendar;
  return {
    second: rangesOf(second, FIELDS.second),
    minute: rangesOf(minute, FIELDS.minute),
    hour: rangesOf(hour, FIELDS.hour),
    dayOfMonth: rangesOf(dayOfMonth, FIELDS.dayOfMonth),
    month: rangesOf(month, FIELDS.month),
    year: rangesOf(year, FIELDS.year),
    dayOfWeek: rangesOf(dayOfWeek, FIELDS.dayOfWeek),
    comment: comment ?? '',
  };
}

function rangesOf(
  field: unknown,
  known: { readonly unset: readonly unknown[]; readonly every: readonly unknown[] },
): readonly Range[] {
  if (field === undefined || field === '*') {
    const [start, end] = field === '*' ? known.every : known.unset;
    return start === undefined ? [] : [{ start, end, step: 1 }];
  }
  const parts: readonly unknown[] = Array.isArray(field) ? field : [field];
  return parts.map(rangeOf);
}

function rangeOf(part: unknown): Range {
  if (typeof part !== 'object' || part === null || !('start' in part)) {
    return { start: part, end: part, step: 1 };
  }
  const step = 'step' in part && typeof part.step === 'number' ? part.step : 1;
  return { start: part.start, end: 'end' in part ? part.end : part.start, step };
}

function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
