import { databaseTime } from '../db/clock.ts';
import { lockChoices } from '../db/gaps.ts';
import {
  listChoices,
  listStandingGaps,
  saveChoices,
  setGapStates,
  type ChoiceRow,
  type StandingGapRow,
} from '../db/standing-gaps.ts';
import {
  choiceFor,
  indexChoices,
  namesOfWork,
  stateAfterChoice,
  type Choice,
} from '../domain/choices.ts';
import { dayIn } from '../domain/day.ts';
import type { Gap } from '../domain/gap.ts';
import { gapLabel } from '../domain/gap-label.ts';
import { GAP_STATES, type GapState } from '../domain/standing.ts';
import type { OperationDependencies } from './dependencies.ts';
import { OperationError } from './errors.ts';
import {
  byAuthor,
  bySeries,
  isOf,
  mustBeKnown,
  mustFindGap,
  type NamedGaps,
} from './named-gaps.ts';

/** Which gaps; names are met however they are written. */
export interface GapFilter {
  readonly series?: string;
  readonly author?: string;
  /** Absent: all but those that are gone. */
  readonly state?: GapState;
}

/** A gap as a person sees it. */
export interface ListedGap extends Omit<StandingGapRow, 'gap'> {
  readonly key: string;
  readonly kind: Gap['kind'];
  readonly series: string | null;
  readonly position: number | null;
  /** Null where only a number is known, or an author. */
  readonly title: string | null;
  readonly authors: readonly string[];
  /** One sentence: why it is a gap. */
  readonly because: string;
}

const KEPT = GAP_STATES.filter((state) => state !== 'gone');

/**
 * The standing list of gaps.
 *
 * @throws {OperationError} `unknown-gap` for a series or an author that no gap has, naming the nearest.
 */
export async function listGaps(
  deps: Pick<OperationDependencies, 'sql'>,
  filter: GapFilter = {},
): Promise<readonly ListedGap[]> {
  const rows = await listStandingGaps(deps.sql, { states: GAP_STATES });
  const { series, author, state } = filter;
  const asked: NamedGaps[] = [];
  if (series !== undefined) asked.push(bySeries(series));
  if (author !== undefined) asked.push(byAuthor(author));
  for (const one of asked) mustBeKnown(one, rows);
  const states = state === undefined ? KEPT : [state];
  return rows
    .filter((row) => states.includes(row.state) && asked.every((one) => isOf(row.gap, one)))
    .map(listed);
}

/** What a person says: of gaps by their numbers, keys or titles, or of all gaps of one series or one author. */
export interface GapChoice {
  readonly choice: Choice['choice'];
  readonly ids?: readonly string[];
  readonly series?: string;
  readonly author?: string;
}

/** What was said, and which gaps it concerned, as they stand now. */
export interface ChosenGaps {
  readonly choice: Choice['choice'];
  readonly gaps: readonly ListedGap[];
}

/**
 * Excludes gaps, or includes them: lifts an exclusion, and makes a question a wanted gap. It holds
 * at once, and for every run to come.
 *
 * @throws {OperationError} `invalid` when not one kind of thing is named; `unknown-gap`.
 */
export async function chooseGaps(
  deps: Pick<OperationDependencies, 'sql' | 'config'>,
  said: GapChoice,
): Promise<ChosenGaps> {
  const { choice } = said;
  return deps.sql.begin(async (tx) => {
    await lockChoices(tx);
    const rows = await listStandingGaps(tx, { states: GAP_STATES });
    const before = await listChoices(tx);
    const { choices, concerned } = readChoice(said, rows, before);
    await saveChoices(tx, choices);
    const index = indexChoices(await listChoices(tx));
    const today = dayIn(await databaseTime(tx), deps.config.timeZone);
    const stateOf = (row: StandingGapRow) =>
      stateAfterChoice(row, choiceFor(row.gap, index), today);
    const changed = concerned.filter((row) => stateOf(row) !== row.state);
    await setGapStates(
      tx,
      changed.map((row) => ({ id: row.id, state: stateOf(row) })),
    );
    const ids = new Set(concerned.map(({ id }) => id));
    const now = await listStandingGaps(tx, { states: GAP_STATES });
    return { choice, gaps: now.filter(({ id }) => ids.has(id)).map(listed) };
  });
}

/** What is to be written down, and the gaps that it is about. */
function readChoice(
  said: GapChoice,
  rows: readonly StandingGapRow[],
  before: readonly ChoiceRow[],
): { readonly choices: readonly ChoiceRow[]; readonly concerned: readonly StandingGapRow[] } {
  const { choice, ids = [], series, author } = said;
  const kinds = [ids.length > 0, series !== undefined, author !== undefined].filter(Boolean);
  if (kinds.length !== 1) throw notOneKind(choice, kinds.length);
  if (ids.length > 0) {
    // One that is named twice is one.
    const concerned = [...new Set(ids.map((id) => mustFindGap(id, rows)))];
    const choices = concerned.map(({ gap }): ChoiceRow => {
      return {
        scope: 'gap',
        key: gap.key,
        label: gapLabel(gap),
        choice,
        workKeys: namesOfWork(gap),
      };
    });
    return { choices, concerned };
  }
  const asked = series === undefined ? byAuthor(author ?? '') : bySeries(series);
  const { scope, name, keys } = asked;
  // It may have been said of what is not lacking any more, and be taken back.
  const known = before.filter((one) => one.scope === scope);
  const isSaid = known.some(({ key }) => keys.includes(key));
  if (!isSaid) mustBeKnown(asked, rows, { besides: known.map(({ label }) => label) });
  const choices = keys.map((key): ChoiceRow => ({ scope, key, label: name.trim(), choice }));
  return { choices, concerned: rows.filter((row) => isOf(row.gap, asked) && row.state !== 'gone') };
}

function notOneKind(choice: Choice['choice'], said: number): OperationError {
  const which = 'gaps (mamcrawler gaps lists them), a series, an author';
  const [what, how] =
    said === 0
      ? ['it is not said what to', 'one of these']
      : ['too much is said to', 'only one of these'];
  const remedy = `name ${how}: ${which}`;
  return new OperationError(`${what} ${choice}`, { kind: 'invalid', remedy, list: 'gaps' });
}

function listed({ gap, ...row }: StandingGapRow): ListedGap {
  const { key, kind, series, position, authors, because } = gap;
  return { ...row, key, kind, series, position, title: gap.work?.title ?? null, authors, because };
}
