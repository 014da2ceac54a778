import { stripVTControlCharacters } from 'node:util';
import type { RunProgress } from '../operations/index.ts';
import { durationOf } from './durations.ts';
import { phaseTitle } from './sentences.ts';
import type { Paint } from './terminal.ts';

const BAR = 24;

/** How the block is drawn. */
export interface BlockStyle {
  /** Room in a line; longer lines are cut, so that the terminal never wraps them. */
  readonly columns: number;
  readonly paint: Paint;
}

/** The live picture of a run: three or four lines, re-drawn in place. */
export function progressBlock(progress: RunProgress, style: BlockStyle): readonly string[] {
  const { columns, paint } = style;
  const title = progress.paused ? 'Paused' : phaseTitle(progress.phase);
  const lines = [`${title}  ${barOf(progress)}`.trimEnd(), countsOf(progress)];
  if (progress.term !== null) lines.push(`at work: ${progress.term}`);
  const pace = paceOf(progress);
  if (pace !== '') lines.push(pace);
  return lines.map((line, index) => {
    const short = cut(line, columns - 1);
    return index === 0 ? paint('bold', short) : paint('dim', short);
  });
}

function barOf({ termsDone, termsTotal }: RunProgress): string {
  if (termsTotal === 0) return '';
  const share = termsDone / termsTotal;
  const full = Math.floor(share * BAR);
  const bar = '█'.repeat(full) + '░'.repeat(BAR - full);
  return `${bar} ${termsDone} of ${termsTotal} terms (${Math.floor(share * 100)} %)`;
}

/** What was found so far, and what became of it; zeros that say nothing are left out. */
export function countsOf(progress: RunProgress): string {
  const { found, queued, wouldQueue, refused, deferred, asked, alreadyThere, failed } = progress;
  const parts = [
    `${found} found`,
    progress.dryRun ? `${wouldQueue} would be queued` : `${queued} queued`,
    `${deferred} deferred`,
    `${refused} refused`,
  ];
  if (asked > 0) parts.push(`${asked} for you to review`);
  if (alreadyThere > 0) parts.push(`${alreadyThere} in qBittorrent already`);
  if (failed > 0) parts.push(`${failed} failed`);
  return parts.join(', ');
}

/** Seconds are rounded up: what is called due is due. */
function paceOf({ phase, paused, term, nextRequestMs, remainingMs }: RunProgress): string {
  const parts: string[] = [];
  if (nextRequestMs !== null && nextRequestMs > 0) {
    parts.push(`next request in ${durationOf(Math.ceil(nextRequestMs / 1000) * 1000)}`);
  } else if (phase === 'crawl' && !paused && term !== null) {
    parts.push('asking the tracker now');
  }
  if (remainingMs !== null) parts.push(`about ${durationOf(remainingMs)} left`);
  return parts.join('; ');
}

/** Titles come from strangers: what would move the cursor is taken out. */
export function harmless(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what this is about
  return stripVTControlCharacters(text).replaceAll(/[\u0000-\u001f\u007f-\u009f]/g, ' ');
}

function cut(line: string, room: number): string {
  const characters = [...harmless(line)];
  if (characters.length <= room) return characters.join('');
  return `${characters.slice(0, Math.max(0, room - 1)).join('')}…`;
}
