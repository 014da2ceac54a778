import { proxyActivities } from '@temporalio/workflow';

const { noop } = proxyActivities<{ noop(): Promise<void> }>({ startToCloseTimeout: '1 minute' });

/** As many activities one after another, each doing nothing. */
export async function noops(count: number): Promise<void> {
  for (let done = 0; done < count; done += 1) await noop();
}
