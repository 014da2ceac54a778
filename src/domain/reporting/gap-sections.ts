import { GAP_OUTCOMES, type Gap } from '../gap.ts';
import { byText } from '../order.ts';
import type { KnownGap, ReportedClaim, ReportedGap, RunReport } from '../report.ts';
import { outcomeTitle } from '../sentences.ts';
import { sourceName } from '../source-names.ts';
import { escape, list, type Clock } from './markdown.ts';
import { titleAndAuthors } from './names.ts';

/** Longer lists are for the JSON file. */
const MOST_LISTED = 50;
const MOST_GAPS = 500;

/** Series by series, then the authors: what became of each gap, since when it is one, and who says so. */
export function gapsAfter(report: RunReport, clock: Clock): string {
  const groups = new Map<string, ReportedGap[]>();
  for (const one of report.gaps) {
    const head = headOf(one.gap);
    const known = groups.get(head) ?? [];
    groups.set(head, known);
    known.push(one);
  }
  const entries = [...groups]
    .sort(([a], [b]) => byText(a, b))
    .map(([head, gaps]) => `${head}: ${outcomes(gaps)}. ${knowledge(gaps, clock)}`);
  return list(entries, MOST_GAPS);
}

function headOf({ series, authors }: Gap): string {
  const author = escape(authors[0] ?? '?');
  return series === null ? `More by **${author}**` : `**${escape(series) || '?'}** by ${author}`;
}

/** `3 “The Hero of Ages” queued; 4, 5 not listed`. */
function outcomes(gaps: readonly ReportedGap[]): string {
  const told = GAP_OUTCOMES.flatMap((outcome) => {
    const names = gaps.filter((one) => one.outcome === outcome).map(({ gap }) => nameOf(gap));
    if (names.length === 0) return [];
    const title = outcomeTitle(outcome, names.length);
    return [`${names.filter((name) => name !== '').join(', ')} ${title}`.trim()];
  });
  return told.join('; ');
}

function nameOf({ position, work }: Gap): string {
  const title = work == null ? '' : `“${escape(work.title)}”`;
  return `${position ?? ''} ${title}`.trim();
}

/** Once for all gaps of which the same is known; else each kind with its volumes. */
function knowledge(gaps: readonly ReportedGap[], clock: Clock): string {
  const groups = new Map<string, string[]>();
  for (const one of gaps) {
    const text = `since ${clock.day(one.firstSeen)}, by ${sourcesOf(one, clock)}`;
    const volumes = groups.get(text) ?? [];
    groups.set(text, volumes);
    volumes.push(String(one.gap.position ?? nameOf(one.gap)));
  }
  const [only] = groups.keys();
  if (groups.size === 1) return `*Lacking ${only}.*`;
  const told = [...groups].map(([text, volumes]) => `${volumes.join(', ')} ${text}`);
  return `*Lacking: ${told.join('; ')}.*`;
}

function sourcesOf({ sources }: KnownGap, clock: Clock): string {
  const told = sources.map(({ source, asOf }) => {
    const name = escape(sourceName(source));
    return asOf === null ? name : `${name} (asked ${clock.day(asOf)})`;
  });
  return told.join(' and ') || 'nobody';
}

/** What is not out yet, by its date. */
export function upcoming(report: RunReport, clock: Clock): string {
  const entries = report.upcoming
    .toSorted((a, b) => byText(a.releaseDate ?? '', b.releaseDate ?? ''))
    .map((one) => {
      const due = escape(`due ${one.releaseDate ?? 'on a day that nobody knows'}`);
      return `${claimName(one)}: ${due}, says ${sourcesOf(one, clock)}`;
    });
  if (entries.length === 0) return '';
  return `Nobody searches for these before their day.\n\n${list(entries, MOST_LISTED)}`;
}

/** Doubtful claims, and how to answer them. */
export function questions(report: RunReport): string {
  if (report.questions.length === 0) return '';
  const how =
    'Catalogues say so, and there is doubt. If you want one: `mamcrawler gaps include NUMBER`; ' +
    'if not: `mamcrawler gaps exclude NUMBER`.';
  const entries = report.questions.map(
    (one) => `Number ${escape(one.id)}, ${claimName(one)}: ${escape(one.gap.because)}`,
  );
  return `${how}\n\n${list(entries, MOST_LISTED)}`;
}

/** What was upcoming until now. */
export function released(report: RunReport): string {
  const entries = report.gaps
    .filter((one) => one.released)
    .map((one) => `${claimName(one)}: ${outcomeTitle(one.outcome)}`);
  return list(entries, MOST_LISTED);
}

function claimName({ gap }: Pick<ReportedClaim, 'gap'>): string {
  if (gap.work == null) return `${headOf(gap)} ${gap.position ?? ''}`.trim();
  const name = titleAndAuthors({ title: gap.work.title, authors: gap.authors });
  if (gap.series === null) return name;
  return `${name} (*${escape(gap.series) || '?'}*${gap.position === null ? '' : ` ${gap.position}`})`;
}
