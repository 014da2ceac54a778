import type { ChosenGaps, GapFilter, ListedGap, ReopenedGaps } from '../operations/index.ts';
import { outcomeTitle } from '../domain/sentences.ts';
import { GAP_STATES, type GapState } from '../domain/standing.ts';
import { momentOf } from './durations.ts';
import { harmless } from './progress-block.ts';
import { count } from './sentences.ts';
import { table } from './table.ts';

/** The list of gaps, and how many there are in each state; or that there is none. */
export function gapsText(
  gaps: readonly ListedGap[],
  { timeZone, now, filter = {} }: GapsStyle,
): string {
  if (gaps.length === 0) return noGapText(filter);
  return `${listText(gaps, timeZone, now)}\n\n${countText(gaps)}`;
}

/** How a list of gaps is written, and what it was asked for. */
export interface GapsStyle {
  readonly timeZone: string;
  readonly now: Date;
  readonly filter?: GapFilter;
}

/** Nothing is listed: of a name that no gap has, that is told as an error. */
function noGapText({ series, author, state }: GapFilter): string {
  const of = [
    series === undefined ? '' : ` of “${harmless(series)}”`,
    author === undefined ? '' : ` by ${harmless(author)}`,
  ].join('');
  if (state !== undefined) return `No gap${of} ${NONE[state]}.`;
  if (of !== '') return `No gap${of} is known now; those that are gone: --state gone`;
  return 'No gap is known. Gaps are found by a run: mamcrawler sync';
}

const NONE: Readonly<Record<GapState, string>> = {
  open: 'is open',
  upcoming: 'is upcoming',
  question: 'is a question',
  excluded: 'is excluded',
  gone: 'is gone',
};

/** `12 gaps: 9 open, 1 upcoming, 2 question.` */
function countText(gaps: readonly ListedGap[]): string {
  const counts = GAP_STATES.flatMap((state) => {
    const n = gaps.filter((gap) => gap.state === state).length;
    return n === 0 ? [] : [`${n} ${state}`];
  });
  return `${count(gaps.length, 'gap')}: ${counts.join(', ')}.`;
}

/** A line for each, and below it why it is one. */
function listText(gaps: readonly ListedGap[], timeZone: string, now: Date): string {
  const rows = gaps.map((gap) => [
    gap.id,
    gap.state,
    harmless(whatOf(gap)),
    momentOf(gap.firstSeen, timeZone).slice(0, 10),
    String(gap.tries),
    gap.lastOutcome === null ? '' : outcomeTitle(gap.lastOutcome),
    nextOf(gap, timeZone, now),
  ]);
  const [head = '', ...lines] = table([
    ['ID', 'STATE', 'WHAT', 'SINCE', 'TRIES', 'LAST', 'NEXT'],
    ...rows,
  ]).split('\n');
  const told = lines.flatMap((line, nth) => [line, `    ${harmless(gaps[nth]?.because ?? '')}`]);
  return [head, ...told].join('\n');
}

function whatOf({ series, position, title, authors }: ListedGap): string {
  const place = series === null ? '' : `${series}${position === null ? '' : ` ${position}`}`;
  const name = [place, title ?? ''].filter((part) => part !== '').join(': ');
  const author = authors[0] ?? '?';
  return name === '' ? `more by ${author}` : `${name}, by ${author}`;
}

function nextOf(gap: ListedGap, timeZone: string, now: Date): string {
  const { state, nextTryAt, releaseDate } = gap;
  switch (state) {
    case 'open':
      if (gap.onItsWay) return 'on its way';
      if (nextTryAt === null || nextTryAt <= now) return 'at the next run';
      return momentOf(nextTryAt, timeZone);
    case 'upcoming':
      return `when it is out, ${harmless(releaseDate ?? '?')}`;
    case 'question':
      return 'when you include it';
    case 'excluded':
      return 'never';
    case 'gone':
      return '';
    default:
      return state satisfies never;
  }
}

/** What a person's word came to. */
export function chosenText({ choice, gaps }: ChosenGaps, timeZone: string, now: Date): string {
  const held = 'It holds from now on, for every run to come.';
  if (gaps.length === 0) return `It concerns no gap that is known now. ${held}`;
  const what = choice === 'exclude' ? 'excluded' : 'included';
  const kept = gaps.filter(({ state }) => (state === 'excluded') !== (choice === 'exclude'));
  const done = gaps.length - kept.length;
  // The narrower word counts: of a gap before its series, of a series before its author.
  const rest = kept.length === 0 ? '' : ` ${kept.length} stays as you said of it alone.`;
  const head = `${count(done, 'gap is', 'gaps are')} ${what}.${rest} ${held}`;
  return `${head}\n\n${listText(gaps, timeZone, now)}`;
}

/** What became of a torrent that was removed, and of its gaps. */
export function reopenedText(reopened: ReopenedGaps, timeZone: string): string {
  const { isNew, title, sourceId, removedAt, gaps } = reopened;
  const since = removedAt === null ? '' : ` on ${momentOf(removedAt, timeZone)}`;
  const how = isNew ? 'is not in qBittorrent any more' : `was noted as removed${since} already`;
  const lines = [`“${title}” (torrent ${sourceId}) ${how}.`];
  for (const { id, name, state } of gaps)
    lines.push(`  gap ${id}, ${name}: ${NEXT[state] ?? state}`);
  lines.push(
    `The same torrent may be chosen again. If you do not want it: mamcrawler block torrent ${sourceId}`,
  );
  return lines.map(harmless).join('\n');
}

/** When a gap of each state is searched for. */
const NEXT: Readonly<Record<string, string>> = {
  open: 'searched for at the next run',
  upcoming: 'not out yet',
  question: 'a question, until you include it',
  excluded: 'excluded by you',
  gone: 'no gap any more',
};
