import type { Candidate } from '../domain/candidate.ts';
import { listedWork, type ListedWork } from '../domain/listed-work.ts';
import type { Decision } from '../domain/decision.ts';
import { applyLimits, openCourtInSteps, type Court } from '../domain/judge.ts';
import type { RunAct } from '../domain/limits.ts';
import { choose, type ChosenTorrent, countChosen, lockLedger } from '../db/acquisitions.ts';
import { judgedAmong, saveJudged } from '../db/candidates.ts';
import type { Transaction } from '../db/connect.ts';
import { addEvent } from '../db/events.ts';
import { listRunGaps, wakeGaps } from '../db/gaps.ts';
import { keepKnownWorks } from '../db/known-works.ts';
import { countReviews } from '../db/reviews.ts';
import { findRun, type RunRow } from '../db/runs.ts';
import { dropTermPages } from '../db/term-pages.ts';
import { countTerms, finishTerm, holdPending, type TermRow } from '../db/terms.ts';
import { circumstancesOf } from './circumstances.ts';
import type { Dependencies } from './dependencies.ts';
import type { Seen } from './pages.ts';
import { openFor, torrentOf, type StoredDecision } from './review-opening.ts';
import { loadAllItems } from './snapshot.ts';
import { stepwise } from './stepwise.ts';

/** What judging a run's candidates stands on; the same for all of its terms. */
interface Ground {
  readonly run: RunRow;
  /** Gaps and library, indexed. */
  readonly court: Court;
}

/** What became of it. */
export interface Judged {
  readonly accepted: number;
  readonly deferred: number;
  readonly refused: number;
  /** Decisions that only a person can make. */
  readonly doubted: number;
  /** Reviews that were opened. */
  readonly asked: number;
  /** The ledger's new lines, to be fetched and queued. */
  readonly chosen: readonly ChosenTorrent[];
}

/** Judges what terms bring, and writes it down with the term's end in one transaction. */
export interface Desk {
  /** Loads what a run's judging stands on, from our own database alone. */
  prepare(runId: string): Promise<void>;
  /** Answers null when the term is not pending any more: another attempt has judged it. */
  judgeTerm(runId: string, term: TermRow, seen: Seen): Promise<Judged | null>;
}

/** How many runs' grounds are kept: one crawl and one person's search. */
const KEPT_GROUNDS = 2;

/** Opens the desk. The library of a run under way is kept in memory, since each term needs it. */
export function createDesk(deps: Dependencies): Desk {
  const grounds = new Map<string, Promise<Ground>>();

  function groundOf(runId: string): Promise<Ground> {
    const kept = grounds.get(runId);
    if (kept !== undefined) return kept;
    const made = loadGround(deps, runId);
    grounds.set(runId, made);
    // A load that failed must not be kept: the next attempt loads anew.
    made.catch(() => grounds.delete(runId));
    for (const old of [...grounds.keys()].slice(0, -KEPT_GROUNDS)) grounds.delete(old);
    return made;
  }

  return {
    async prepare(runId) {
      await groundOf(runId);
    },
    async judgeTerm(runId, term, seen) {
      const ground = await groundOf(runId);
      return deps.sql.begin(async (tx) => {
        await lockLedger(tx);
        if (!(await holdPending(tx, term.id))) return null;
        const judged = await decide(tx, { deps, ground, seen });
        const { chosen, asked } = await writeDown(tx, { deps, ground, term, judged });
        await wakeGaps(tx, runId, judged);
        await keepKnownWorks(tx, worksIn(judged));
        const resultsRead = seen.candidates.length;
        await finishTerm(tx, term.id, { ...seen, resultsRead, candidates: judged.length });
        await dropTermPages(tx, term.id);
        const counts = countVerdicts(judged);
        const { pending, done, failed } = await countTerms(tx, runId);
        const of = pending + done + failed;
        const told = { ordinal: term.ordinal, of, label: term.label, candidates: judged.length };
        const listed = resultsRead;
        const { doubted, ...others } = counts;
        const event = { ...told, ...others, asked: doubted };
        await addEvent(tx, runId, { kind: 'term-done', listed, ...event });
        return { ...counts, asked, chosen: ground.run.dryRun ? [] : chosen };
      });
    },
  };
}

interface JudgedCandidate {
  readonly candidate: Candidate;
  readonly decision: Decision;
}

/** One decision for each candidate that this run has not judged yet, the run's cap applied. */
async function decide(
  tx: Transaction,
  given: { readonly deps: Dependencies; readonly ground: Ground; readonly seen: Seen },
): Promise<readonly JudgedCandidate[]> {
  const { deps, ground, seen } = given;
  const unique = new Map(seen.candidates.map((candidate) => [candidate.sourceId, candidate]));
  const known = await judgedAmong(tx, ground.run.id, [...unique.values()]);
  const fresh = [...unique.values()].filter((candidate) => !known.has(candidate.sourceId));
  const circumstances = await circumstancesOf(tx, { deps, run: ground.run, account: seen.account });
  const judge = ground.court.withCircumstances(circumstances);
  const decisions = judge.judge(fresh);
  const { proposed } = await countReviews(tx, { runId: ground.run.id });
  const taken = proposed + (await countChosen(tx, ground.run.id));
  const slotsLeft = deps.config.gaps.maxDownloadsPerRun - taken;
  const judged: JudgedCandidate[] = [];
  for (const candidate of fresh) {
    const decision = decisions.get(candidate.sourceId);
    if (decision === undefined) throw new Error(`candidate ${candidate.sourceId} was not judged`);
    judged.push({ candidate, decision });
  }
  const accepted = judged.filter(({ decision }) => decision.verdict === 'accept');
  const { beyond } = applyLimits(accepted, {
    ...circumstances,
    slotsLeft,
    act: actOf(deps, ground),
  });
  const capped = new Map(beyond.map((one) => [one.candidate.sourceId, one]));
  return judged.map((one) => capped.get(one.candidate.sourceId) ?? one);
}

function actOf({ config }: Dependencies, { run }: Ground): RunAct {
  if (run.dryRun) return 'look';
  return config.queueMode === 'propose' ? 'propose' : 'queue';
}

/**
 * Stores candidates and decisions, and enters the accepted ones into the ledger, or proposes them.
 * What a person has to say becomes a review; a dry run opens none.
 */
async function writeDown(
  tx: Transaction,
  given: {
    readonly deps: Dependencies;
    readonly ground: Ground;
    readonly term: TermRow;
    readonly judged: readonly JudgedCandidate[];
  },
): Promise<{ readonly chosen: readonly ChosenTorrent[]; readonly asked: number }> {
  const { run } = given.ground;
  const ids = await saveJudged(tx, { runId: run.id, termId: given.term.id }, given.judged);
  const accepted: StoredDecision[] = [];
  const doubted: StoredDecision[] = [];
  for (const one of given.judged) {
    const id = ids.get(one.candidate.sourceId);
    if (id === undefined) throw new Error(`candidate ${one.candidate.sourceId} was not stored`);
    if (one.decision.verdict === 'accept') accepted.push({ ...one, id });
    if (one.decision.verdict === 'ask') doubted.push({ ...one, id });
  }
  if (run.dryRun) {
    for (const { candidate } of accepted) {
      const { title, sourceId } = candidate;
      await addEvent(tx, run.id, { kind: 'torrent-would-queue', title, sourceId });
    }
    return { chosen: await choose(tx, run, accepted.map(torrentOf)), asked: 0 };
  }
  const doubts = doubted.map((one) => ({ ...one, why: 'doubt' as const }));
  if (given.deps.config.queueMode === 'auto') {
    const chosen = await choose(tx, run, accepted.map(torrentOf));
    return { chosen, asked: await openFor(tx, run, doubts) };
  }
  const proposals = accepted.map((one) => ({ ...one, why: 'proposed' as const }));
  return { chosen: [], asked: await openFor(tx, run, [...proposals, ...doubts]) };
}

async function loadGround(deps: Dependencies, runId: string): Promise<Ground> {
  const run = await findRun(deps.sql, runId);
  if (run === undefined) throw new Error(`no run ${runId}`);
  const rows = await listRunGaps(deps.sql, runId);
  const items = await loadAllItems(deps);
  const gaps = rows.filter((row) => !row.onItsWay).map((row) => row.gap);
  return { run, court: await stepwise(openCourtInSteps({ gaps, items })) };
}

/** What the tracker's own listings tell of the works that there are. */
function worksIn(judged: readonly JudgedCandidate[]): readonly ListedWork[] {
  return judged.flatMap(({ candidate, decision }) =>
    // What comes near no gap is of a series and an author that nobody here reads.
    decision.gapKeys.length === 0 ? [] : (listedWork(candidate) ?? []),
  );
}

function countVerdicts(judged: readonly JudgedCandidate[]) {
  const counts = { accepted: 0, deferred: 0, refused: 0, doubted: 0 };
  for (const { decision } of judged) {
    if (decision.verdict === 'accept') counts.accepted += 1;
    else if (decision.verdict === 'defer') counts.deferred += 1;
    else if (decision.verdict === 'ask') counts.doubted += 1;
    else counts.refused += 1;
  }
  return counts;
}
