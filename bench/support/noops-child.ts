import { Client, Connection } from '@temporalio/client';
import { DefaultLogger, NativeConnection, Runtime, Worker } from '@temporalio/worker';
import type { z } from 'zod';
import { serveChild } from './child.ts';
import { NoopInput, type NoopAnswer } from './noops.ts';

const QUEUE = 'bench-noops';

await serveChild(NoopInput, measure);

async function measure(input: z.infer<typeof NoopInput>): Promise<NoopAnswer> {
  Runtime.install({ logger: new DefaultLogger('ERROR') });
  const worker = await Worker.create({
    connection: await NativeConnection.connect({ address: input.address }),
    taskQueue: QUEUE,
    workflowsPath: input.workflows,
    activities: { noop: () => Promise.resolve() },
    // As for the tracker: one slot.
    maxConcurrentActivityTaskExecutions: 1,
  });
  const client = new Client({ connection: await Connection.connect({ address: input.address }) });
  return worker.runUntil(async () => {
    const start = (count: number, workflowId: string) =>
      client.workflow.execute('noops', { taskQueue: QUEUE, workflowId, args: [count] });
    await start(20, 'bench-noops-warm-up');
    const from = performance.now();
    await start(input.count, 'bench-noops');
    return { msEach: (performance.now() - from) / input.count };
  });
}
