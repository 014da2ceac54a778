import { NativeConnection, Worker } from '@temporalio/worker';
import { createMainActivities, createSiteActivities } from '../activities/index.ts';
import type { Dependencies } from '../activities/dependencies.ts';
import type { ClientConnectConfig } from '@temporalio/envconfig';
import { TASK_QUEUES } from '../temporal/names.ts';
import type { SiteLease } from './site-lease.ts';
import { workflowCode } from './workflow-code.ts';

/** Time that work under way gets to end by itself when the process is asked to go. */
const GRACE = '10 seconds';

/**
 * How long a workflow's next step waits for the process that has it in memory. After a kill the
 * others take it on (and replay it); the default of ten seconds would be most of the time that a
 * crawl stands still.
 */
const STICKY = '2 seconds';

/** Workers that serve our queues. */
export interface Serving {
  /** Resolves when all have stopped; rejects when one broke. */
  readonly done: Promise<void>;
  /** Takes no new work, lets what is under way end, and stops. */
  stop(): void;
}

/** What to serve with. */
export interface ServeInput {
  readonly deps: Dependencies;
  readonly temporal: ClientConnectConfig;
  readonly lease: SiteLease;
}

/**
 * Serves workflows and quick activities at once, and the site's queue, one slot, as soon as this
 * process holds the site's lease.
 */
export async function serve(input: ServeInput): Promise<Serving> {
  const { deps, temporal, lease } = input;
  const connection = await NativeConnection.connect(temporal.connectionOptions);
  const common = {
    connection,
    namespace: temporal.namespace ?? 'default',
    shutdownGraceTime: GRACE,
  } as const;
  const main = await Worker.create({
    ...common,
    ...(await workflowCode()),
    taskQueue: TASK_QUEUES.main,
    activities: createMainActivities(deps),
    maxConcurrentActivityTaskExecutions: 8,
    stickyQueueScheduleToStartTimeout: STICKY,
  });
  const stopping = Promise.withResolvers<'stopping'>();
  let site: Worker | undefined;

  async function serveSite(): Promise<void> {
    const turn = await Promise.race([lease.held, stopping.promise]);
    if (turn === 'stopping') return;
    site = await Worker.create({
      ...common,
      taskQueue: TASK_QUEUES.site,
      activities: createSiteActivities(deps),
      maxConcurrentActivityTaskExecutions: 1,
    });
    await site.run();
  }

  function stop(): void {
    stopping.resolve('stopping');
    for (const worker of [site, main]) {
      if (worker?.getState() === 'RUNNING') worker.shutdown();
    }
  }

  // If one of the two breaks, the other is stopped too: half a worker would look alive.
  const runs = [main.run(), serveSite()].map((run) => run.finally(stop));
  const done = Promise.allSettled(runs).then(async (ends) => {
    await connection.close();
    for (const end of ends) if (end.status === 'rejected') throw end.reason;
  });
  return { done, stop };
}
