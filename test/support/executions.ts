import type { Client } from '@temporalio/client';
import { defaultPayloadConverter, type Payload } from '@temporalio/common';
import { until } from './until.ts';

/** An activity as the history has it: its type and what the Temporal UI shows beside it. */
export interface ScheduledActivity {
  readonly type: string;
  readonly summary: string | null;
}

/** One execution of a workflow's chain, as the server keeps it. */
export interface Execution {
  readonly runId: string;
  readonly status: string;
  /** How many events its history has. */
  readonly events: number;
  readonly scheduled: readonly ScheduledActivity[];
}

/** All executions of a workflow id from the first to the last, once the server lists `count`. */
export async function executionsOf(
  client: Client,
  workflowId: string,
  count: number,
): Promise<readonly Execution[]> {
  const listed = await until(`${count} executions of ${workflowId} have ended`, async () => {
    const found: { runId: string; status: string; startTime: Date }[] = [];
    for await (const one of client.workflow.list({ query: `WorkflowId = '${workflowId}'` })) {
      found.push({ runId: one.runId, status: one.status.name, startTime: one.startTime });
    }
    const isOver = found.every(({ status }) => status !== 'RUNNING');
    return found.length >= count && isOver ? found : undefined;
  });
  listed.sort((a, b) => a.startTime.getTime() - b.startTime.getTime());
  const executions: Execution[] = [];
  for (const { runId, status } of listed) {
    const { events } = await client.workflow.getHandle(workflowId, runId).fetchHistory();
    const scheduled: ScheduledActivity[] = [];
    for (const event of events ?? []) {
      const attributes = event.activityTaskScheduledEventAttributes;
      if (attributes == null) continue;
      const type = attributes.activityType?.name ?? '';
      scheduled.push({ type, summary: textOf(event.userMetadata?.summary) });
    }
    executions.push({ runId, status, events: events?.length ?? 0, scheduled });
  }
  return executions;
}

function textOf(payload: Payload | null | undefined): string | null {
  return payload == null ? null : defaultPayloadConverter.fromPayload<string>(payload);
}
