import { RemoteError } from '../integrations/errors.ts';
import { chosenByTerm, type ChosenTorrent } from '../db/acquisitions.ts';
import { countVerdicts } from '../db/candidates.ts';
import { addEvent } from '../db/events.ts';
import { countReviews } from '../db/reviews.ts';
import { noteRun } from '../db/runs.ts';
import {
  countFailedLast,
  countTerms,
  failTerm,
  getTerm,
  startTerm,
  type TermRow,
} from '../db/terms.ts';
import type { Dependencies } from './dependencies.ts';
import { createDesk } from './judging.ts';
import { readPages } from './pages.ts';
import { entering } from './runs.ts';
import { upcoming, type NextTerm } from './terms.ts';

export type { ChosenTorrent } from '../db/acquisitions.ts';

/** What searching one term came to. */
export interface SearchedTerm {
  readonly candidates: number;
  readonly accepted: number;
  readonly deferred: number;
  readonly refused: number;
  /** Reviews that were opened; absent in histories from before there were any. */
  readonly asked?: number;
  /** The ledger's lines to fetch and queue. */
  readonly chosen: readonly ChosenTorrent[];
  readonly next: NextTerm | null;
}

/** Phase 3, one term an activity: search, read the result pages, judge, write down. */
export function searchActivities(deps: Dependencies) {
  const desk = createDesk(deps);
  return {
    /**
     * Searches a term to its end. A term that is done already (the worker died between writing it
     * down and saying so) is answered from the books: it is never searched twice.
     */
    async searchTerm(input: { runId: string; ordinal: number }): Promise<SearchedTerm> {
      const { runId, ordinal } = input;
      const term = await getTerm(deps.sql, runId, ordinal);
      if (term.status !== 'pending') return answerFromBooks(deps, runId, ordinal);
      await entering(deps, runId, 'crawl');
      // What judging stands on comes first: no request is made that could not be made use of.
      await desk.prepare(runId);
      await deps.policy();
      await startTerm(deps.sql, term.id);
      const seen = await readPages(deps, term).catch((error: unknown) => unsearchable(error));
      if (seen instanceof RemoteError) {
        await giveUp(deps, { runId, term, error: seen });
        const none = { candidates: 0, accepted: 0, deferred: 0, refused: 0, asked: 0, chosen: [] };
        return { ...none, next: await upcoming(deps, runId, ordinal) };
      }
      await noteRun(deps.sql, runId, { account: seen.account });
      const judged = await desk.judgeTerm(runId, term, seen);
      // Another attempt was quicker: what it wrote down holds.
      if (judged === null) return answerFromBooks(deps, runId, term.ordinal);
      const { doubted, ...told } = judged;
      const candidates = judged.accepted + judged.deferred + judged.refused + doubted;
      return { ...told, candidates, next: await upcoming(deps, runId, ordinal) };
    },
  };
}

/** The site can't run this one search: the term fails by name, and the crawl goes on. */
function unsearchable(error: unknown): RemoteError {
  if (error instanceof RemoteError && error.kind === 'search-refused') return error;
  throw error;
}

async function giveUp(
  deps: Dependencies,
  failed: { readonly runId: string; readonly term: TermRow; readonly error: RemoteError },
): Promise<void> {
  const { runId, term, error } = failed;
  const what = error.message;
  await failTerm(deps.sql, term.id, { name: `${error.remote}/${error.kind}`, what });
  const counts = await countTerms(deps.sql, runId);
  const of = counts.pending + counts.done + counts.failed;
  const { ordinal, label } = term;
  await addEvent(deps.sql, runId, { kind: 'term-failed', ordinal, of, label, what });
  // It isn't this term: an account without browse languages, an engine that is down.
  const inARow = await countFailedLast(deps.sql, runId, `${error.remote}/${error.kind}`);
  if (inARow >= MOST_REFUSED) throw error;
}

/** So many searches refused in a row stop the run: the next would fare no better. */
const MOST_REFUSED = 3;

async function answerFromBooks(
  deps: Dependencies,
  runId: string,
  ordinal: number,
): Promise<SearchedTerm> {
  const term = await getTerm(deps.sql, runId, ordinal);
  const verdicts = await countVerdicts(deps.sql, { termId: term.id });
  const opened = await countReviews(deps.sql, { termId: term.id });
  return {
    candidates: term.candidates,
    accepted: verdicts.accept,
    deferred: verdicts.defer,
    refused: verdicts.refuse,
    asked: opened.doubt + opened.proposed,
    chosen: await chosenByTerm(deps.sql, term.id),
    next: await upcoming(deps, runId, term.ordinal),
  };
}
