import { z } from 'zod';
import { analysisActivities } from '../../src/activities/analyse.ts';
import { searchActivities } from '../../src/activities/search.ts';
import { termActivities } from '../../src/activities/terms.ts';
import { serveChild } from './child.ts';
import type { DirectAnswer } from './direct-crawl.ts';
import { buildOwnParts } from './own-parts.ts';

await serveChild(z.object({}), crawl);

async function crawl(): Promise<DirectAnswer> {
  const parts = await buildOwnParts(process.env);
  try {
    const runId = await parts.newRun();
    await analysisActivities(parts.deps).analyseLibrary({ runId });
    let { next } = await termActivities(parts.deps).generateTerms({ runId });
    const site = searchActivities(parts.deps);
    let terms = 0;
    while (next !== null) {
      ({ next } = await site.searchTerm({ runId, ordinal: next.ordinal }));
      terms += 1;
    }
    return { terms };
  } finally {
    await parts.close();
  }
}
