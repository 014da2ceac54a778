import { analysisActivities } from '../../src/activities/analyse.ts';
import type { Dependencies } from '../../src/activities/dependencies.ts';
import { serveChild } from './child.ts';
import { LibraryInput, type LibraryAnswer } from './library-jobs.ts';
import { buildOwnParts } from './own-parts.ts';

await serveChild(LibraryInput, async ({ job }): Promise<LibraryAnswer> => {
  const parts = await buildOwnParts(process.env);
  try {
    const runId = await parts.newRun();
    const from = performance.now();
    const work = { rows: readRows, read: readAll, analyse }[job];
    const counted = await work(parts.deps, runId);
    const tookMs = performance.now() - from;
    // Kilobytes on every system that Node runs on.
    return { ...counted, tookMs, peakRss: process.resourceUsage().maxRSS * 1_024 };
  } finally {
    await parts.close();
  }
});

interface Counted {
  readonly items: number;
  readonly gaps: number;
}

/** The rows alone: what a second run can't do without. */
async function readRows({ library }: Dependencies): Promise<Counted> {
  let items = 0;
  for (const { id } of await library.libraries()) {
    for await (const page of library.rows(id)) items += page.length;
  }
  return { items, gaps: 0 };
}

/** Rows and items, discarded page by page: what a first run can't do without. */
async function readAll({ library }: Dependencies): Promise<Counted> {
  let items = 0;
  for (const { id } of await library.libraries()) {
    const ids: string[] = [];
    for await (const page of library.rows(id)) ids.push(...page.map((row) => row.id));
    for await (const batch of library.items(ids)) items += batch.items.length;
  }
  return { items, gaps: 0 };
}

/** The activity as it is. */
function analyse(deps: Dependencies, runId: string): Promise<Counted> {
  return analysisActivities(deps).analyseLibrary({ runId });
}
