import { WorkflowNotFoundError, type Client } from '@temporalio/client';

/**
 * Whether the server has this workflow open, as a chain that began with `firstExecutionId`
 * (continuing as new makes new executions of one chain).
 */
export async function isExecutionOpen(
  client: Client,
  workflowId: string,
  firstExecutionId: string,
): Promise<boolean> {
  try {
    const now = await client.workflow.getHandle(workflowId).describe();
    const isSame = now.raw.workflowExecutionInfo?.firstRunId === firstExecutionId;
    return isSame && (now.status.name === 'RUNNING' || now.status.name === 'PAUSED');
  } catch (error) {
    if (error instanceof WorkflowNotFoundError) return false;
    throw error;
  }
}
