import { hostname } from 'node:os';
import { loadConfig } from '../config.ts';
import { connectTemporal } from '../temporal/connect.ts';
import { TASK_QUEUES } from '../temporal/names.ts';

/** The server's number for the queue of activities. */
const ACTIVITIES = 2;

/** A poll lasts a minute at most, so that a worker that lives was seen within two. */
const RECENT_MS = 2 * 60_000;

/**
 * For a container's health check: exit 0 when Temporal has lately seen a worker of this machine ask
 * for work, 1 when not, or when Temporal does not answer. Says why in one line.
 */
async function main(): Promise<number> {
  const { config } = loadConfig(process.env);
  const temporal = await connectTemporal(config.temporal, null);
  try {
    const { pollers } = await temporal.client.workflowService.describeTaskQueue({
      namespace: temporal.client.options.namespace,
      taskQueue: { name: TASK_QUEUES.main },
      taskQueueType: ACTIVITIES,
    });
    const own = (pollers ?? []).filter(({ identity }) => identity?.endsWith(`@${hostname()}`));
    const seen = own.map(({ lastAccessTime }) => Number(lastAccessTime?.seconds ?? 0) * 1000);
    const isServing = seen.some((at) => Date.now() - at < RECENT_MS);
    console.log(
      isServing ? 'serving' : `no worker of this machine asks for work on ${TASK_QUEUES.main}`,
    );
    return isServing ? 0 : 1;
  } finally {
    await temporal.close();
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : 'an unknown fault');
  process.exitCode = 1;
}
