import { resultsRead } from '../settle.ts';
import { sourceName } from '../source-names.ts';
import type { Clock, GapFacts, GapRunFact, SearchFact } from './facts.ts';
import { candidateLines } from './judged.ts';
import {
  capital,
  count,
  gapName,
  momentAndAge,
  outcomeWords,
  reviewLine,
  runName,
  torrentLine,
} from './words.ts';
import type { Explanation } from '../explanation.ts';

/** The whole chain of a gap: why it is one, how it stands, what was searched, seen and done. */
export function explainGap(facts: GapFacts, clock: Clock): Explanation {
  const sections = [
    { title: 'Why it is a gap', lines: why(facts, clock) },
    { title: 'How it stands', lines: standing(facts, clock) },
    { title: 'Searches', lines: facts.runs.flatMap((run) => searchLines(run, clock)) },
    { title: 'Candidates', lines: candidateLines(facts.judged, clock) },
    { title: 'Torrents', lines: facts.torrents.map((one) => torrentLine(one, clock)) },
    { title: 'Reviews', lines: facts.reviews.map((one) => reviewLine(one, clock)) },
  ];
  return {
    subject: `${capital(gapName(facts.gap))} (gap ${facts.id})`,
    sections: sections.filter(({ lines }) => lines.length > 0),
  };
}

function why({ gap, firstSeen, sources }: GapFacts, clock: Clock): readonly string[] {
  const lines = [gap.because, `First seen ${momentAndAge(firstSeen, clock)}.`];
  for (const { source, asOf } of sources) {
    lines.push(`${capital(sourceName(source))} says so${ageOf(asOf, clock)}.`);
  }
  return lines;
}

function ageOf(asOf: string | null, clock: Clock): string {
  if (asOf === null) return '';
  const at = new Date(asOf);
  return `, as of ${Number.isNaN(at.getTime()) ? asOf : momentAndAge(at, clock)}`;
}

function standing(facts: GapFacts, clock: Clock): readonly string[] {
  const lines = [stateLine(facts, clock)];
  const { tries, lastTriedAt, lastOutcome, choices } = facts;
  if (lastTriedAt !== null) {
    const came = lastOutcome === null ? '' : ` ${outcomeWords(lastOutcome)}`;
    lines.push(`Last searched ${momentAndAge(lastTriedAt, clock)}.${came}`);
  }
  if (tries > 0) lines.push(`Searched in vain ${tries === 1 ? 'once' : `${tries} times`}.`);
  for (const { scope, label, choice, at } of choices) {
    const what = scope === 'gap' ? 'it' : `the ${scope} “${label}”`;
    const done = choice === 'exclude' ? 'excluded' : 'included';
    lines.push(`You ${done} ${what} ${momentAndAge(at, clock)}.`);
  }
  return lines;
}

function stateLine(facts: GapFacts, clock: Clock): string {
  const { id, state, releaseDate, nextTryAt, lastSeen } = facts;
  switch (state) {
    case 'open': {
      if (isOnItsWay(facts)) return 'A torrent for it is on its way: it is not searched for again.';
      const isLater = nextTryAt !== null && nextTryAt > clock.now;
      const next = isLater ? `from ${clock.momentOf(nextTryAt)} on` : 'in the next sync';
      return `It is wanted, and searched for ${next}.`;
    }
    case 'upcoming':
      return `It is not released yet${releaseDate === null ? '' : ` (due ${releaseDate})`}; it is wanted from that day on.`;
    case 'question':
      return `Nobody is sure of it: say mamcrawler gaps include ${id}, or exclude ${id}.`;
    case 'excluded':
      return `You do not want it; mamcrawler gaps include ${id} takes that back.`;
    case 'gone':
      return `It is no gap any more: you own it, or nothing says so since ${clock.momentOf(lastSeen)}.`;
    default:
      return `${state}.`;
  }
}

/** How a line of the ledger stands that holds no gap. */
const HOLDS_NOTHING: ReadonlySet<string> = new Set(['removed', 'failed', 'would-queue']);

/** There may be more by an author than the one that is on its way. */
function isOnItsWay({ gap, torrents }: GapFacts): boolean {
  return gap.kind !== 'author' && torrents.some(({ status }) => !HOLDS_NOTHING.has(status));
}

function searchLines(run: GapRunFact, clock: Clock): readonly string[] {
  const lines = [`${runName(run, clock)}: ${cameTo(run)}`];
  for (const search of run.searches) lines.push(`  “${search.label}”: ${searchWords(search)}.`);
  return lines;
}

function cameTo({ outcome, detail, onItsWay, isResting }: GapRunFact): string {
  if (onItsWay) return 'An earlier run queued a torrent for it; it was not searched for.';
  if (outcome === null) return isResting ? 'It rests.' : 'Not settled yet.';
  const told = detail === null || detail === '' ? '' : ` (${detail})`;
  // How that stands is told with the review: it may be decided by now.
  if (outcome === 'to-review') return `Something was found that may fit, for you to say${told}.`;
  return `${outcomeWords(outcome).replace(/\.$/u, '')}${told}.`;
}

function searchWords({
  status,
  pages,
  total,
  resultsRead: read,
  isCut,
  failure,
}: SearchFact): string {
  if (status === 'failed') return `failed, ${failure ?? 'for a reason that was not kept'}`;
  if (status === 'beyond-cap') return 'left for a later run (CRAWL_MAX_TERMS)';
  if (status === 'pending') return 'not searched yet';
  const cut = isCut ? '; the rest lies beyond MAM_MAX_RESULT_PAGES' : '';
  return `${resultsRead(total, read)} read on ${count(pages, 'page')}${cut}`;
}
