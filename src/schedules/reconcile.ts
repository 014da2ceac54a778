import {
  ScheduleAlreadyRunning,
  ScheduleNotFoundError,
  ScheduleOverlapPolicy,
  type Client,
  type ScheduleDescription,
  type ScheduleOptions,
} from '@temporalio/client';
import { TASK_QUEUES } from '../temporal/names.ts';
import type { ScheduledTask } from './catalogue.ts';
import { hasDrifted } from './drift.ts';

const DAY_MS = 24 * 60 * 60 * 1000;

/** What was done to one schedule. */
export interface Reconciled {
  readonly task: ScheduledTask;
  readonly change: 'created' | 'mended' | 'as-it-was';
  readonly paused: boolean;
  readonly next: Date | null;
}

/** Settings of {@link reconcileSchedules}. */
export interface ReconcileOptions {
  /** False = what is created is created paused; what exists is neither paused nor un-paused. */
  readonly enabled: boolean;
}

const PAUSED = {
  paused: true,
  note: 'SCHEDULER_ENABLED was off when this was created: un-pause it here when it may run',
} as const;

/**
 * Makes the server's schedules equal to the catalogue: creates what lacks, mends what drifted.
 * A schedule that a person paused stays paused, with the note that they left.
 */
export async function reconcileSchedules(
  client: Client,
  catalogue: readonly ScheduledTask[],
  options: ReconcileOptions = { enabled: true },
): Promise<readonly Reconciled[]> {
  const done: Reconciled[] = [];
  for (const task of catalogue) done.push(await reconcile(client, task, options));
  return done;
}

async function reconcile(
  client: Client,
  task: ScheduledTask,
  options: ReconcileOptions,
): Promise<Reconciled> {
  const handle = client.schedule.getHandle(task.id);
  let before: ScheduleDescription;
  try {
    before = await handle.describe();
  } catch (error) {
    if (!(error instanceof ScheduleNotFoundError)) throw error;
    await create(client, task, options);
    return reportOf(task, 'created', await handle.describe());
  }
  const wanted = optionsOf(task);
  if (!hasDrifted(before, wanted)) return reportOf(task, 'as-it-was', before);
  // The state is taken over whole: an update that leaves out `paused` would un-pause.
  await handle.update((now) => ({
    spec: wanted.spec,
    action: wanted.action,
    policies: wanted.policies ?? {},
    state: now.state,
  }));
  return reportOf(task, 'mended', await handle.describe());
}

async function create(
  client: Client,
  task: ScheduledTask,
  { enabled }: ReconcileOptions,
): Promise<void> {
  try {
    await client.schedule.create({ ...optionsOf(task), ...(enabled ? {} : { state: PAUSED }) });
  } catch (error) {
    // Another process of ours was quicker: what it made is what we wanted.
    if (!(error instanceof ScheduleAlreadyRunning)) throw error;
  }
}

function optionsOf(task: ScheduledTask): ScheduleOptions {
  return {
    scheduleId: task.id,
    spec: { calendars: [task.calendar], timezone: 'UTC' },
    action: {
      type: 'startWorkflow',
      workflowType: task.workflowType,
      workflowId: task.id,
      taskQueue: TASK_QUEUES.main,
      args: [task.input],
    },
    // A sync takes hours: the next one waits for its turn, and one missed while the machine was
    // off is made up for within a day, not within Temporal's year.
    policies: { overlap: ScheduleOverlapPolicy.SKIP, catchupWindow: DAY_MS },
    memo: { name: task.name },
  };
}

function reportOf(
  task: ScheduledTask,
  change: Reconciled['change'],
  now: ScheduleDescription,
): Reconciled {
  const [next] = now.info.nextActionTimes;
  return { task, change, paused: now.state.paused, next: next ?? null };
}
