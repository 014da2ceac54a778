import type { CalendarSpec } from '@temporalio/client';

/** A scheduled task, as one plain object. */
export interface ScheduledTask {
  /** The schedule's id, and the task's name in the `tasks` table: the old system's job id. */
  readonly id: string;
  /** What the user knows it as. */
  readonly name: string;
  readonly workflowType: string;
  /** The workflow's one argument. */
  readonly input: Readonly<Record<string, unknown>>;
  /** When, in UTC. Write ranges with both ends: a start alone means that one value. */
  readonly calendar: CalendarSpec;
}

/** Every scheduled task; `reconcile.ts` makes the server equal to this list. */
export const CATALOGUE: readonly ScheduledTask[] = [
  {
    id: 'series_author_completion_weekly',
    name: 'Weekly Series/Author Completion',
    workflowType: 'fullSync',
    input: { task: 'series_author_completion_weekly' },
    calendar: { dayOfWeek: 'MONDAY', hour: 2, minute: 0, comment: 'Monday 02:00 UTC' },
  },
];
