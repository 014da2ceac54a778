import path from 'node:path';
import { z } from 'zod';
import { isOwn, type LoggedRequest } from '../../src/sandbox/request-log.ts';
import type { Stack } from '../../test/support/stack.ts';
import { runChild } from './child.ts';
import type { Pace } from './politeness.ts';

/** One step of the plain loop: a page of results, or a torrent file. */
export const PlainStep = z.union([
  z.object({ text: z.string(), start: z.number() }),
  z.object({ sourceId: z.string() }),
]);
export type PlainStep = z.infer<typeof PlainStep>;

/** What the plain loop is given. */
export const PlainInput = z.object({
  url: z.string(),
  username: z.string(),
  password: z.string(),
  chromiumPath: z.string().nullable(),
  gapMs: z.number(),
  termMs: z.number(),
  /** A file to which each step is appended and synced before the next; null: nothing is kept. */
  ledger: z.string().nullable(),
  steps: z.array(PlainStep),
});
export type PlainInput = z.infer<typeof PlainInput>;

/** What it answers. */
export const PlainAnswer = z.object({
  /** When each request counted as ended, in ms since the epoch. */
  ends: z.array(z.number()),
  /** Of its Node process, at the end, in bytes. */
  rss: z.number(),
});
export type PlainAnswer = z.infer<typeof PlainAnswer>;

/** What the plain loop came to, with what the site saw of it. */
export interface PlainCrawl extends PlainAnswer {
  readonly log: readonly LoggedRequest[];
}

/** A plain crawl to make. */
export interface PlainAsk {
  readonly pace: Pace;
  readonly steps: readonly PlainStep[];
  readonly hasLedger: boolean;
  readonly withinMs: number;
}

/** The searches and downloads of a log, as steps for the plain loop; sign-ins come by themselves. */
export function stepsOf(log: readonly LoggedRequest[]): readonly PlainStep[] {
  const steps: PlainStep[] = [];
  for (const entry of log.filter((one) => isOwn(one))) {
    if (entry.term !== undefined) steps.push({ text: entry.term, start: entry.start ?? 0 });
    else if (entry.kind === 'download' && entry.tid !== undefined) {
      steps.push({ sourceId: entry.tid });
    }
  }
  return steps;
}

/**
 * The plain alternative: the same requests through the same browser code, in a bare loop of a Node
 * process of its own, with neither Temporal nor a database.
 */
export async function crawlPlainly(stack: Stack, ask: PlainAsk): Promise<PlainCrawl> {
  const { entries } = stack.sandbox.tracker.log;
  const before = entries.length;
  const { settings } = stack.sandbox;
  const input: PlainInput = {
    url: stack.sandbox.tracker.url,
    username: settings['MAM_USERNAME'] ?? '',
    password: settings['MAM_PASSWORD'] ?? '',
    chromiumPath: stack.env['CHROMIUM_PATH'] ?? null,
    ...ask.pace,
    ledger: ask.hasLedger ? path.join(stack.folder, 'ledger.jsonl') : null,
    steps: [...ask.steps],
  };
  const env = { PATH: stack.env['PATH'], HOME: stack.folder };
  const script = 'plain-crawl-child.ts';
  const { withinMs } = ask;
  const answer = await runChild({ script, env, input, answer: PlainAnswer, withinMs });
  return { ...answer, log: stack.sandbox.tracker.log.entries.slice(before) };
}
