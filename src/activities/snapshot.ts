import type { LibraryItem } from '../domain/item.ts';
import { librariesNamed, type Library } from '../integrations/audiobookshelf/index.ts';
import {
  countItems,
  forgetItems,
  forgetLibrary,
  otherLibraries,
  readSnapshot,
  saveItems,
  snapshotHashes,
} from '../db/items.ts';
import { addNotes, findRun, lastSync, noteRun, type RunRow } from '../db/runs.ts';
import type { Dependencies } from './dependencies.ts';
import { refuse } from './failures.ts';
import { entering } from './runs.ts';

/** Phase 1, its first half: the library as it is now. */
export function snapshotActivities(deps: Dependencies) {
  return {
    /** Brings the snapshot up to date. Safe to repeat. */
    async readLibrary(input: { runId: string }): Promise<{ items: number; changed: number }> {
      const { runId } = input;
      await entering(deps, runId, 'analyse');
      const run = await findRun(deps.sql, runId);
      if (run === undefined) throw new Error(`no run ${runId}`);
      // A policy that can't be used stops the run before anything is asked of anybody.
      await deps.policy();
      const { warnings } = await deps.library.authorize();
      const libraries = await chosenLibraries(deps, run.library);
      const mayShrink = (await lastSync(deps.sql, runId))?.stop?.name === SHRUNK;
      if (run.library === null) await takeLeave(deps, libraries, mayShrink);
      let changed = 0;
      for (const library of libraries) changed += await refreshSnapshot(deps, library, mayShrink);
      const items = await countItems(
        deps.sql,
        libraries.map(({ id }) => id),
      );
      await addNotes(deps.sql, runId, warnings);
      await noteRun(deps.sql, runId, { items, itemsChanged: changed, libraries });
      return { items, changed };
    },
  };
}

/** The items of the libraries that a run has read, from the snapshot. */
export async function loadRunItems(
  deps: Dependencies,
  run: Pick<RunRow, 'libraries'>,
): Promise<readonly LibraryItem[]> {
  return loadItems(
    deps,
    run.libraries.map(({ id }) => id),
  );
}

/** All items of the snapshot: what is owned, whichever libraries a run is about. */
export async function loadAllItems(deps: Dependencies): Promise<readonly LibraryItem[]> {
  return loadItems(deps, null);
}

async function loadItems(
  deps: Dependencies,
  libraryIds: readonly string[] | null,
): Promise<LibraryItem[]> {
  const items: LibraryItem[] = [];
  for await (const page of readSnapshot(deps.sql, libraryIds)) items.push(...page);
  return items;
}

/** The libraries that a run is about: all, or the one asked for by name. */
export async function chosenLibraries(
  deps: Dependencies,
  name: string | null,
): Promise<readonly Library[]> {
  const libraries = await deps.library.libraries();
  const chosen = librariesNamed(libraries, name);
  if (chosen.length > 0) return chosen;
  const known = libraries.map((library) => `"${library.name}"`).join(', ');
  throw refuse(
    'input/unknown-library',
    name === null
      ? 'Audiobookshelf shows no book library: check that ABS_TOKEN may access one'
      : `there is no book library "${name}"; there are: ${known}`,
  );
}

/**
 * A library that is not listed any more was removed, or the key may not see it now: then all of it
 * would look like gaps, or its gaps as if they were filled.
 */
async function takeLeave(
  deps: Dependencies,
  listed: readonly Library[],
  mayShrink: boolean,
): Promise<void> {
  const gone = await otherLibraries(
    deps.sql,
    listed.map(({ id }) => id),
  );
  if (gone.length > 0 && !mayShrink) {
    const held = gone.map(({ name, items }) => `library "${name}", which held ${items} items,`);
    throw refuse(
      SHRUNK,
      `${held.join(' and ')} is not listed any more. Look whether ABS_TOKEN may still access it; ` +
        'if it is right, start the sync again',
    );
  }
  for (const { id } of gone) await forgetLibrary(deps.sql, id);
}

/** Reads the rows, fetches the changed items whole, and forgets those gone; answers how many changed. */
async function refreshSnapshot(
  deps: Dependencies,
  library: Library,
  mayShrink: boolean,
): Promise<number> {
  const libraryId = library.id;
  const known = await snapshotHashes(deps.sql, libraryId);
  const changed = new Map<string, string>();
  const seen = new Set<string>();
  for await (const page of deps.library.rows(libraryId)) {
    for (const row of page) {
      seen.add(row.id);
      if (known.get(row.id) !== row.contentHash) changed.set(row.id, row.contentHash);
    }
  }
  if (!mayShrink) refuseShrunk(library, known.size, seen.size);
  for await (const { items, absent } of deps.library.items([...changed.keys()])) {
    for (const id of absent) seen.delete(id);
    await saveItems(
      deps.sql,
      items.map((item) => ({ item, contentHash: changed.get(item.id) ?? '' })),
    );
  }
  await forgetItems(
    deps.sql,
    [...known.keys()].filter((id) => !seen.has(id)),
  );
  return changed.size;
}

/** Fewer items than this come and go; a share of the library does not. */
const FEW = 20;
const SHRUNK = 'audiobookshelf/library-shrunk';

/**
 * A disk that is not mounted, or a key that may see less, makes owned works look like gaps: the
 * run stops before it searches for them. Started again, it takes the library as it is.
 */
function refuseShrunk(library: Library, before: number, now: number): void {
  if (before < FEW || now >= (before * 2) / 3) return;
  throw refuse(
    SHRUNK,
    `library "${library.name}" held ${before} items and lists ${now} now. Look whether its disk is ` +
      'there and what ABS_TOKEN may see; if it is right, start the sync again',
  );
}
