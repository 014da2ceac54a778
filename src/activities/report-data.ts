import type { RunReport, ReportedReview, ReportedTorrent } from '../domain/report.ts';
import { DecisionList } from '../domain/reporting/decision-list.ts';
import type { RunStatus, RunStop } from '../domain/run.ts';
import { listAcquisitions, type AcquisitionRow } from '../db/acquisitions.ts';
import { countWaits } from '../db/events.ts';
import { readDecided } from '../db/candidates.ts';
import { isAboutItsGap } from '../domain/decision.ts';
import { databaseTime } from '../db/clock.ts';
import { listRunGaps, type RunGapRow, type SettledRow } from '../db/gaps.ts';
import type { StandingGapRow } from '../db/standing-gaps.ts';
import { reviewsOfRun, type ReviewRow } from '../db/reviews.ts';
import { findRun, listPhases, type RunRow } from '../db/runs.ts';
import { countLoginsSince } from '../db/sites.ts';
import { listTakenOver } from '../db/takeovers.ts';
import { listTermGaps, listTerms, type TermRow } from '../db/terms.ts';
import type { Dependencies } from './dependencies.ts';
import { besidesOf, knownGap, listBesides } from './besides.ts';
import { removed } from './lost-torrents.ts';
import { openHistories, settle, type Histories } from './gap-histories.ts';
import { costOf, queueingSeconds, secondsBetween } from './report-times.ts';

/** How the run ends. */
export interface RunEnd {
  readonly runId: string;
  readonly stop: RunStop | null;
  readonly status: RunStatus;
}

/** Everything that the database holds of a run. */
interface RunBooks {
  readonly run: RunRow;
  readonly gaps: readonly RunGapRow[];
  readonly terms: readonly TermRow[];
  /** Every decision counted, and as many listed as a report can hold. */
  readonly decisions: DecisionList;
  /** Who wrote what was chosen, by source id. */
  readonly authors: ReadonlyMap<string, readonly string[]>;
  readonly acquisitions: readonly AcquisitionRow[];
  readonly reviews: readonly ReviewRow[];
  readonly settled: ReadonlyMap<string, SettledRow>;
  /** Upcoming, doubtful or excluded, as this run's analysis saw it. */
  readonly besides: readonly StandingGapRow[];
}

/** Reads a run's books and makes its report of them. */
export async function composeReport(
  deps: Dependencies,
  end: RunEnd,
): Promise<{ readonly report: RunReport; readonly settled: readonly SettledRow[] }> {
  const books = await readBooks(deps, end.runId);
  const phases = await listPhases(deps.sql, end.runId);
  const takenOver = await listTakenOver(deps.sql, end.runId);
  const finishedAt = new Date();
  const host = deps.config.tracker.url.host;
  const slowedDown = await countWaits(deps.sql, end.runId, 'tracker/rate-limited');
  const signIns = await countLoginsSince(deps.sql, host, books.run.startedAt);
  const report: RunReport = {
    runId: end.runId,
    kind: books.run.kind,
    searched: books.run.searchText,
    dryRun: books.run.dryRun,
    status: end.status === 'running' ? 'failed' : end.status,
    stop: end.stop,
    libraries: books.run.libraries.map(({ name }) => name),
    startedAt: books.run.startedAt.toISOString(),
    finishedAt: finishedAt.toISOString(),
    timeZone: deps.config.timeZone,
    phases: phases.map(({ phase, startedAt, finishedAt: ended }) => ({
      name: phase,
      seconds:
        phase === 'queue'
          ? queueingSeconds(books.acquisitions)
          : secondsBetween(startedAt, ended ?? finishedAt),
    })),
    politeness: { ...costOf([...books.terms, ...books.acquisitions]), slowedDown, signIns },
    torrentsBefore: books.run.torrentsBefore,
    torrentsAfter: books.run.torrentsAfter,
    items: { total: books.run.items ?? 0, changed: books.run.itemsChanged ?? 0 },
    notes: [
      ...books.run.notes,
      ...takenOver.map(takeoverNote),
      ...(await removed(deps, end.runId)),
    ],
    ...gapsAndTerms(books),
    ...besidesOf(books.besides),
    ...decisionsAndTorrents(books),
    reviews: reviewsIn(books),
  };
  return { report, settled: [...books.settled.values()] };
}

async function readBooks(deps: Dependencies, runId: string): Promise<RunBooks> {
  const { sql } = deps;
  const run = await findRun(sql, runId);
  if (run === undefined) throw new Error(`no run ${runId}`);
  const [gaps, terms, links, acquisitions, reviews] = await Promise.all([
    listRunGaps(sql, runId),
    listTerms(sql, runId),
    listTermGaps(sql, runId),
    listAcquisitions(sql, runId),
    // A dry run is what the next real one would be: what waits holds for it too.
    reviewsOfRun(sql, runId),
  ]);
  const histories = openHistories({ gaps, terms, links, acquisitions, reviews });
  const decided = await readDecisions(deps, runId, histories);
  const now = await databaseTime(sql);
  const settled = new Map(
    gaps.map((row) => [row.gap.key, settle(row, histories, { now, dryRun: run.dryRun })]),
  );
  const besides = await listBesides(deps, run, gaps);
  return { run, gaps, terms, acquisitions, reviews, settled, besides, ...decided };
}

/** One pass over a run's decisions, however many: what a gap's outcome or the report needs is kept. */
async function readDecisions(
  deps: Dependencies,
  runId: string,
  histories: Histories,
): Promise<Pick<RunBooks, 'decisions' | 'authors'>> {
  const decisions = new DecisionList();
  const authors = new Map<string, readonly string[]>();
  for await (const page of readDecided(deps.sql, runId)) {
    for (const decided of page) {
      const { title, sourceId, decision } = decided;
      decisions.add(decided);
      if (decision.verdict === 'accept') authors.set(sourceId, decided.authors);
      if (decision.verdict === 'refuse' && !isAboutItsGap(decision)) continue;
      for (const key of decision.gapKeys) {
        histories.get(key)?.decisions.push({ title, sourceId, decision });
      }
    }
  }
  return { decisions, authors };
}

function settledOf(books: RunBooks, row: RunGapRow): SettledRow {
  const settled = books.settled.get(row.gap.key);
  if (settled === undefined) throw new Error(`gap ${row.gap.key} was not settled`);
  return settled;
}

function gapsAndTerms(books: RunBooks): Pick<RunReport, 'gaps' | 'terms'> {
  const titles = new Map(books.acquisitions.map((line) => [line.sourceId, line.title]));
  return {
    gaps: books.gaps.map((row) => {
      const { outcome, detail, sourceId, nextTryAt } = settledOf(books, row);
      const title = sourceId === null ? null : (titles.get(sourceId) ?? detail);
      return {
        ...knownGap(row),
        outcome,
        detail,
        sourceId,
        title,
        released: row.isReleased,
        nextTryAt: nextTryAt?.toISOString() ?? null,
      };
    }),
    terms: books.terms.map((term) => ({
      text: term.text,
      label: term.label,
      status: term.status === 'done' || term.status === 'failed' ? term.status : 'not-reached',
      pages: term.pages,
      candidates: term.candidates,
      cut: term.isCut,
      listed: term.total,
      read: term.resultsRead,
      seconds: secondsBetween(term.startedAt, term.finishedAt),
      failure: failureOf(term),
    })),
  };
}

function failureOf(term: TermRow): string | null {
  if (term.status === 'beyond-cap') return 'beyond CRAWL_MAX_TERMS';
  if (term.status === 'pending') return 'the run ended before it';
  return term.failure?.what ?? null;
}

function decisionsAndTorrents(books: RunBooks) {
  const asTorrent = (line: AcquisitionRow): ReportedTorrent => ({
    title: line.title,
    authors: books.authors.get(line.sourceId) ?? [line.author],
    sourceId: line.sourceId,
    infoHash: line.infoHashV1 ?? line.infoHashV2,
    gapKeys: line.gapKeys,
  });
  const inStatus = (...wanted: AcquisitionRow['status'][]) =>
    books.acquisitions.filter((line) => wanted.includes(line.status));
  return {
    ...books.decisions.parts(),
    queued: inStatus('queued').map(asTorrent),
    wouldQueue: inStatus('would-queue').map(asTorrent),
    alreadyThere: inStatus('already-there').map(asTorrent),
    failed: [
      ...inStatus('failed', 'removed').map((line) => ({
        ...asTorrent(line),
        what: line.failure?.what ?? 'no reason was kept',
        remedy: 'the next run tries again',
      })),
      ...inStatus('chosen', 'fetched', 'intended').map((line) => ({
        ...asTorrent(line),
        what: 'the run ended before it was queued',
        remedy: 'nothing to do: the next run goes on with it',
      })),
    ],
  };
}

/** The run's own reviews, and those of earlier runs that wait for its gaps. */
function reviewsIn(books: RunBooks): readonly ReportedReview[] {
  const gaps = new Set(books.gaps.map(({ gap }) => gap.key));
  return books.reviews.flatMap((row) => {
    const isNew = row.runId === books.run.id;
    const isWaiting = row.status === 'open' && row.gapKeys.some((key) => gaps.has(key));
    if (!isNew && !isWaiting) return [];
    const { id: reviewId, title, sourceId, gapKeys, why, status } = row;
    const authors = books.authors.get(sourceId) ?? [row.author];
    return [{ reviewId, title, authors, sourceId, gapKeys, why, status, isNew }];
  });
}

/** What became of a torrent that an earlier run had chosen. */
function takeoverNote(line: AcquisitionRow): string {
  const what = line.failure?.what ?? 'it is not queued yet, the next run goes on with it';
  const became = line.status === 'queued' ? 'it was queued now' : what;
  const told = line.status === 'already-there' ? 'it was in qBittorrent already' : became;
  return `"${line.title}", chosen by ${line.runId}, which ended before it could queue it: ${told}`;
}
