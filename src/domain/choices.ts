import type { Gap } from './gap.ts';
import type { LackingWork } from './lacking.ts';
import { isLater } from './missing/release.ts';
import { authorKeys, seriesKey } from './names.ts';
import type { GapState, StandingGap } from './standing.ts';

/** What a person has said of a gap, or of all gaps of a series or an author. */
export interface Choice {
  readonly scope: 'gap' | 'series' | 'author';
  /** The gap's key, or the key of the series' or author's name. */
  readonly key: string;
  readonly choice: 'exclude' | 'include';
}

/** Choices, found by what they are about. */
export type ChoiceIndex = ReadonlyMap<string, Choice['choice']>;

/** Indexes what a person has said. */
export function indexChoices(choices: readonly Choice[]): ChoiceIndex {
  return new Map(choices.map(({ scope, key, choice }) => [`${scope} ${key}`, choice]));
}

/**
 * What a person has said of a gap; null when nothing. The narrower word counts: of the gap itself
 * before its series, of the series before its authors.
 */
export function choiceFor(
  gap: Pick<Gap, 'key' | 'series' | 'authors'>,
  choices: ChoiceIndex,
): Choice['choice'] | null {
  const ofGap = choices.get(`gap ${gap.key}`);
  if (ofGap !== undefined) return ofGap;
  const ofSeries = gap.series === null ? undefined : choices.get(`series ${seriesKey(gap.series)}`);
  if (ofSeries !== undefined) return ofSeries;
  const ofAuthors = authorKeys(gap.authors).map((key) => choices.get(`author ${key}`));
  if (ofAuthors.includes('exclude')) return 'exclude';
  return ofAuthors.includes('include') ? 'include' : null;
}

/** What is lacking, as it stands in the list by what a person has said. */
export function standingOf(work: LackingWork, choices: ChoiceIndex): StandingGap {
  const choice = choiceFor(work.gap, choices);
  if (choice === 'exclude') return { ...work, state: 'excluded' };
  if (choice === 'include' && work.state === 'question') return { ...work, state: 'open' };
  return work;
}

/**
 * How a gap stands once a person has spoken, before the next analysis says it anew. A wish makes a
 * question a wanted gap; what is not out yet stays upcoming, and what is gone stays gone.
 */
export function stateAfterChoice(
  gap: { readonly state: GapState; readonly releaseDate: string | null },
  choice: Choice['choice'] | null,
  today: string,
): GapState {
  if (choice === null || gap.state === 'gone') return gap.state;
  if (choice === 'exclude') return 'excluded';
  if (gap.state !== 'excluded' && gap.state !== 'question') return gap.state;
  return isLater(gap.releaseDate, today) ? 'upcoming' : 'open';
}
