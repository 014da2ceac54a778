import type { CommandContext } from './command.ts';

/** Says which run was started, and how to come back to it. */
export function sayStarted(context: CommandContext, runId: string, isFollowed: boolean): void {
  const { terminal, session, json, print } = context;
  if (isFollowed && json) {
    terminal.out.write(`${JSON.stringify({ kind: 'started', runId })}\n`);
    return;
  }
  const lines = [`Started ${runId}.`];
  if (!isFollowed) lines.push(`Follow it:   mamcrawler runs follow ${runId}`);
  if (session.temporalUi !== null) lines.push(`Temporal UI: ${session.temporalUi}`);
  print({ runId }, lines.join('\n'));
}
