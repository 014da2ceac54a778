import type { StoredEvent } from '../db/events.ts';
import type { FollowItem, RunProgress } from '../operations/index.ts';
import { clockOf } from './durations.ts';
import { harmless, progressBlock } from './progress-block.ts';
import { noticeSentence, sentenceOf } from './sentences.ts';
import { type Paint, paintFor, type Terminal } from './terminal.ts';

/** Shows what following a run brings; `close` leaves the terminal as a person expects it. */
export interface FollowView {
  show(item: FollowItem): void;
  close(): void;
}

/** One JSON line an item; where the run stands is left to `runs show`. */
export function jsonView({ out }: Terminal): FollowView {
  return {
    show(item) {
      if (item.kind !== 'progress') out.write(`${JSON.stringify(item)}\n`);
    },
    close: () => undefined,
  };
}

/** One plain line an event: time and sentence. */
export function plainView(terminal: Terminal, timeZone: string): FollowView {
  return {
    show(item) {
      const line = lineOf(item, { timeZone, now: terminal.now, paint: (_, text) => text });
      if (line !== null) terminal.out.write(`${line}\n`);
    },
    close: () => undefined,
  };
}

/** The same lines, and below them a block that is re-drawn in place. */
export function liveView(terminal: Terminal, timeZone: string): FollowView {
  const { out, now } = terminal;
  const paint = paintFor(out, terminal.env);
  let block: readonly string[] = [];
  let progress: RunProgress | null = null;

  // One write for all of it: a terminal that shows half of it would flicker.
  function redraw(line: string | null): void {
    const up = block.length === 0 ? '' : `\u001b[${block.length}A\r\u001b[J`;
    block = progress === null ? [] : progressBlock(progress, { columns: out.columns ?? 80, paint });
    const text = line === null ? '' : `${line}\n`;
    out.write(up + text + block.map((row) => `${row}\n`).join(''));
  }

  return {
    show(item) {
      if (item.kind === 'progress') progress = item.progress;
      const line = lineOf(item, { timeZone, now, paint });
      if (line !== null || item.kind === 'progress') redraw(line);
    },
    close() {
      progress = null;
      redraw(null);
    },
  };
}

interface LineStyle {
  readonly timeZone: string;
  readonly now: () => Date;
  readonly paint: Paint;
}

function lineOf(item: FollowItem, { timeZone, now, paint }: LineStyle): string | null {
  switch (item.kind) {
    case 'event': {
      const { event } = item;
      const sentence = colourOf(event, harmless(sentenceOf(event)), paint);
      return `${paint('dim', clockOf(event.at, timeZone))}  ${sentence}`;
    }
    case 'notice':
      return `${paint('dim', clockOf(now(), timeZone))}  ${paint('yellow', noticeSentence(item.notice))}`;
    case 'progress':
    case 'end':
      return null;
    default:
      return item satisfies never;
  }
}

function colourOf({ kind }: StoredEvent, sentence: string, paint: Paint): string {
  if (kind === 'phase') return paint('bold', sentence);
  if (kind === 'torrent-queued' || kind === 'torrent-would-queue') return paint('green', sentence);
  if (kind === 'term-failed' || kind === 'torrent-failed') return paint('red', sentence);
  if (kind === 'waiting' || kind === 'paused') return paint('yellow', sentence);
  return sentence;
}
