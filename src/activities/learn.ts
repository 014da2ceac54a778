import { addEvent } from '../db/events.ts';
import {
  keepAnswer,
  keepLookupFailure,
  lookupStates,
  takeOfDay,
  tallyLookups,
  worksOfLateYears,
  type LookupTally,
} from '../db/lookups.ts';
import { addNotes, findRun, type RunRow } from '../db/runs.ts';
import { dueLookups, lookup, lookupsOfInSteps, type Lookup } from '../domain/lookups.ts';
import { authorKeys } from '../domain/names.ts';
import { sourceName } from '../domain/source-names.ts';
import { RemoteError } from '../integrations/errors.ts';
import type { Dependencies, PacedCatalogue } from './dependencies.ts';
import { forgetAway } from './forget.ts';
import { loadRunItems } from './snapshot.ts';
import { stepwise } from './stepwise.ts';

/** Phase 1, between its halves: what catalogues know of the series and authors that are held. */
export function learningActivities(deps: Dependencies) {
  return {
    /**
     * Asks catalogues what is due, for a minute at most, and answers whether there is more. A
     * catalogue that can't be asked fails nothing: what it told before stands, and the run says of
     * what age it is.
     */
    async learn(input: { runId: string }): Promise<{ isDone: boolean }> {
      const run = await findRun(deps.sql, input.runId);
      if (run === undefined) throw new Error(`no run ${input.runId}`);
      // A person's own search is about what is known already: it does not wait for catalogues. And
      // where nobody looks for gaps, nothing that one tells would be made use of.
      const { analysis } = await deps.policy();
      if (run.kind === 'search' || !analysis) return { isDone: true };
      let until = Infinity;
      for (const paced of deps.catalogues) {
        const questions = await questionsFor(deps, run, paced);
        for (const question of questions) {
          // From the first question on: reading the snapshot takes its time, and asks nothing.
          until = Math.min(until, performance.now() + SLICE_MS);
          if (performance.now() > until) return { isDone: false };
          if (!(await askOne(deps, run, { paced, question }))) break;
        }
      }
      await forgetAway(deps);
      for (const { catalogue } of deps.catalogues) await tell(deps, run, catalogue.name);
      return { isDone: true };
    },
  };
}

/** One activity asks for this long; the next goes on, from what is written down. */
const SLICE_MS = 60_000;

/** A catalogue that fails so often in one run is down: it is not asked any more in this run. */
const MOST_FAILURES = 2;

/** What a catalogue is to be asked in what is left of the run's allowance. */
async function questionsFor(
  deps: Dependencies,
  run: RunRow,
  { catalogue }: PacedCatalogue,
): Promise<readonly Lookup[]> {
  const { maxLookups, refreshDays } = deps.config.catalogues;
  const before = await tallyLookups(deps.sql, catalogue.name, run.startedAt);
  if (before.failed >= MOST_FAILURES) return [];
  const { states, now } = await lookupStates(deps.sql, catalogue.name);
  const held = await ofLibrary(deps, run);
  const worth = catalogue.name === 'audible' ? held : await ofDates(deps, run, held);
  const due = dueLookups(worth, states, { now, refreshDays });
  return due.slice(0, Math.max(0, maxLookups - before.asked));
}

/** The questions that a library is worth. */
async function ofLibrary(deps: Dependencies, run: RunRow): Promise<readonly Lookup[]> {
  const items = await loadRunItems(deps, run);
  const { authorMinItems } = await deps.policy();
  return stepwise(lookupsOfInSteps(items, { authorMinItems }));
}

/**
 * Google's allowance is small, and it knows days where Audiobookshelf hands on years alone: it is
 * asked first about works of this year and later by authors that are held, which may not be out
 * yet, and then about the series, of which it may know what is announced.
 */
async function ofDates(
  deps: Dependencies,
  run: RunRow,
  ofSeries: readonly Lookup[],
): Promise<readonly Lookup[]> {
  const works = await worksOfLateYears(deps.sql, 'audible');
  const held = new Set<string>();
  for (const item of await loadRunItems(deps, run)) {
    for (const key of authorKeys(item.authors)) held.add(key);
  }
  const lookups = new Map<string, Lookup>();
  for (const { title, authors } of works) {
    const [author] = authors;
    if (author === undefined || !authorKeys(authors).some((key) => held.has(key))) continue;
    const one = lookup({ kind: 'work', title, author });
    lookups.set(one.key, one);
  }
  return [...lookups.values(), ...ofSeries.filter(({ subject }) => subject.kind === 'series')];
}

/** Asks and writes down; false when this catalogue is to be left alone for the rest of the run. */
async function askOne(
  deps: Dependencies,
  run: RunRow,
  given: { readonly paced: PacedCatalogue; readonly question: Lookup },
): Promise<boolean> {
  const { paced, question } = given;
  const { catalogue, pacer, perDay } = paced;
  if (perDay !== null && !(await takeOfDay(deps.sql, catalogue.name, perDay))) return false;
  const asked = { source: catalogue.name, subject: question.key };
  try {
    const { works, isFull } = await pacer.run('page', () => catalogue.ask(question.subject));
    const dropped = await keepAnswer(deps.sql, { ...asked, hasRoom: !isFull }, works);
    if (dropped > 0)
      deps.logger.info({ ...asked, dropped }, 'works that are told no more were forgotten');
    return true;
  } catch (error) {
    if (!(error instanceof RemoteError)) throw error;
    const failure = { name: `${error.remote}/${error.kind}`, what: error.message };
    deps.logger.warn({ run: run.id, catalogue: catalogue.name, error }, 'a catalogue failed');
    await keepLookupFailure(deps.sql, asked, failure);
    const { failed } = await tallyLookups(deps.sql, catalogue.name, run.startedAt);
    return failed < MOST_FAILURES;
  }
}

async function tell(deps: Dependencies, run: RunRow, source: string): Promise<void> {
  const tally = await tallyLookups(deps.sql, source, run.startedAt);
  if (tally.asked === 0) return;
  const { asked, told } = tally;
  await addEvent(deps.sql, run.id, { kind: 'catalogue-asked', source, asked, told });
  const trouble = troubleOf(source, tally);
  if (trouble !== null) await addNotes(deps.sql, run.id, [trouble]);
}

/** So many questions without one answer are no accident. */
const SUSPICIOUS = 10;

/** What a person should know of a catalogue that did not answer; null when it did. */
function troubleOf(source: string, tally: LookupTally): string | null {
  const { asked, told, lastFailure, oldestDays } = tally;
  const name = sourceName(source);
  const age =
    oldestDays === null
      ? 'nothing is known of it yet'
      : `what it told before stands, ${ageOf(Math.ceil(oldestDays))}`;
  if (lastFailure !== null) {
    return `${name} could not be asked (${lastFailure.what}): ${age}`;
  }
  if (told > 0 || asked < SUSPICIOUS) return null;
  return `${name} told nothing to any of ${asked} questions, as it does when it is down: ${age}`;
}

function ageOf(days: number): string {
  return days <= 1 ? 'not more than a day old' : `up to ${days} days old`;
}
