import { explainGap } from '../domain/explaining/of-gap.ts';
import { explainTorrent } from '../domain/explaining/of-torrent.ts';
import type { Explanation } from '../domain/explanation.ts';
import type { Explained } from '../operations/index.ts';
import { momentOf } from './durations.ts';
import { harmless } from './progress-block.ts';

/** What is known, in sentences, by the clock of the owner's time zone. */
export function explanationOf(
  explained: Explained,
  { timeZone, now }: { readonly timeZone: string; readonly now: Date },
): Explanation {
  const clock = { now, momentOf: (at: Date) => momentOf(at, timeZone) };
  return explained.kind === 'gap'
    ? explainGap(explained.facts, clock)
    : explainTorrent(explained.facts, clock);
}

/** The heading, and each section indented below its title. */
export function explanationText({ subject, sections }: Explanation): string {
  const parts = [harmless(subject)];
  for (const { title, lines } of sections) {
    parts.push([title, ...lines.map((line) => `  ${harmless(line)}`)].join('\n'));
  }
  return parts.join('\n\n');
}
