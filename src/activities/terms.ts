import { authorKey } from '../domain/names.ts';
import type { Term } from '../domain/term.ts';
import { generateTerms, userTerm } from '../domain/terms.ts';
import { addEvent } from '../db/events.ts';
import { keepRunGaps, listRunGaps, type RunGapRow } from '../db/gaps.ts';
import { askedGapKeys } from '../db/reviews.ts';
import { findRun, type RunRow } from '../db/runs.ts';
import { countTerms, nextTerm, saveTerms } from '../db/terms.ts';
import type { Dependencies } from './dependencies.ts';
import { entering } from './runs.ts';
import { loadRunItems } from './snapshot.ts';

/** The term that is next in line: its number, and what a person knows it by. */
export interface NextTerm {
  readonly ordinal: number;
  readonly label: string;
}

/** What phase 2 came to. */
export interface GeneratedTerms {
  readonly total: number;
  readonly next: NextTerm | null;
  /** After this many terms the workflow's history starts anew. */
  readonly termsPerExecution: number;
}

/** Phase 2: the fewest searches that can fill the gaps. */
export function termActivities(deps: Dependencies) {
  const { sql } = deps;
  return {
    /** Makes the run's terms, once; asked again, it answers what was made. */
    async generateTerms(input: { runId: string }): Promise<GeneratedTerms> {
      const { runId } = input;
      await entering(deps, runId, 'terms');
      const run = await findRun(sql, runId);
      if (run === undefined) throw new Error(`no run ${runId}`);
      const rows = await listRunGaps(sql, runId);
      const open = rows.filter((row) => !row.onItsWay).map((row) => row.gap);
      let resting = 0;
      if (run.searchText !== null) {
        const term = userTerm(run.searchText, open);
        // A search is about its own gaps: the others would only be "not searched" in its report.
        await keepRunGaps(sql, runId, term.gapKeys);
        await saveTerms(sql, runId, { terms: [term], beyondCap: [] });
      } else {
        const heldByAuthor = await countByAuthor(deps, run);
        const { first } = await deps.policy();
        const { maxTerms } = deps.config.crawl;
        const keys = restingKeys(rows);
        const made = generateTerms(open, { maxTerms, heldByAuthor, resting: keys, first });
        resting = countInVain(keys, made.terms, await askedGapKeys(sql));
        await saveTerms(sql, runId, made);
      }
      const counts = await countTerms(sql, runId);
      const total = counts.pending + counts.done + counts.failed;
      await addEvent(sql, runId, {
        kind: 'terms-made',
        terms: total,
        beyondCap: counts['beyond-cap'],
        onTheirWay: rows.length - open.length,
        resting,
      });
      const { termsPerRun } = deps.config.crawl;
      return { total, next: await upcoming(deps, runId, 0), termsPerExecution: termsPerRun };
    },
  };
}

function restingKeys(rows: readonly RunGapRow[]): ReadonlySet<string> {
  return new Set(rows.filter((row) => row.isResting && !row.onItsWay).map(({ gap }) => gap.key));
}

/** How many gaps rest for nothing but searches in vain: none that rides along or waits for a word. */
function countInVain(
  resting: ReadonlySet<string>,
  terms: readonly Term[],
  asked: ReadonlySet<string>,
): number {
  const riding = new Set(terms.flatMap(({ gapKeys }) => gapKeys));
  return [...resting].filter((key) => !riding.has(key) && !asked.has(key)).length;
}

/** The next term of a run that is still to be searched, or null at the end. */
export async function upcoming(
  deps: Dependencies,
  runId: string,
  after: number,
): Promise<NextTerm | null> {
  const term = await nextTerm(deps.sql, runId, after);
  return term === undefined ? null : { ordinal: term.ordinal, label: term.label };
}

/** How many items the library holds by each author, by author key: heavy authors come first. */
async function countByAuthor(
  deps: Dependencies,
  run: RunRow,
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  for (const item of await loadRunItems(deps, run)) {
    for (const author of item.authors) {
      const key = authorKey(author);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
  }
  return counts;
}
