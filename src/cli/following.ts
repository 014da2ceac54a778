import { followRun, type RunEnd, type RunProgress } from '../operations/index.ts';
import type { CommandContext } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { type FollowView, jsonView, liveView, plainView } from './follow-view.ts';
import { endText } from './end-text.ts';

/**
 * Follows a run to its end, or until the person lets go; letting go never ends the run.
 *
 * @returns the exit code: 0 when it completed.
 */
export async function follow(context: CommandContext, runId: string): Promise<number> {
  const { terminal, session, json } = context;
  const view = viewFor(context);
  let progress: RunProgress | null = null;
  let end: RunEnd | null = null;
  try {
    for await (const item of followRun(session.deps(), runId, { signal: terminal.letGo })) {
      view.show(item);
      if (item.kind === 'progress') progress = item.progress;
      if (item.kind === 'end') end = item.end;
    }
  } finally {
    view.close();
  }
  if (end === null) {
    const back = `mamcrawler runs follow ${runId}`;
    const text = `You let go of the run; it goes on. Come back with: ${back}\n`;
    terminal.out.write(json ? `${JSON.stringify({ kind: 'detached', runId, back })}\n` : text);
    return EXIT.detached;
  }
  if (!json) terminal.out.write(endText(end, progress));
  return end.status === 'completed' ? EXIT.done : EXIT.failed;
}

function viewFor({ terminal, session, json }: CommandContext): FollowView {
  const { timeZone } = session.config;
  if (json) return jsonView(terminal);
  const isLive = terminal.out.isTTY === true && terminal.env['TERM'] !== 'dumb';
  return isLive ? liveView(terminal, timeZone) : plainView(terminal, timeZone);
}
