import { analysisActivities } from './analyse.ts';
import type { Dependencies } from './dependencies.ts';
import { learningActivities } from './learn.ts';
import { reportActivities } from './report.ts';
import { reviewActivities } from './reviews.ts';
import { runActivities } from './runs.ts';
import { searchActivities } from './search.ts';
import { snapshotActivities } from './snapshot.ts';
import { termActivities } from './terms.ts';
import { fetchActivities, queueActivities } from './torrents.ts';
import { wrapped } from './wrapped.ts';

/** Reading, writing down, reporting, queueing: everything but the tracker. */
export function createMainActivities(deps: Dependencies) {
  return wrapped(
    {
      ...runActivities(deps),
      ...snapshotActivities(deps),
      ...learningActivities(deps),
      ...analysisActivities(deps),
      ...termActivities(deps),
      ...queueActivities(deps),
      ...reportActivities(deps),
      ...reviewActivities(deps),
    },
    deps,
  );
}

/** Everything that touches the tracker; served by one slot. */
export function createSiteActivities(deps: Dependencies) {
  return wrapped({ ...searchActivities(deps), ...fetchActivities(deps) }, deps);
}

/** All activities, as workflows see them. */
export type Activities = ReturnType<typeof createMainActivities> &
  ReturnType<typeof createSiteActivities>;
