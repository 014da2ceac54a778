import { seriesNamesOf, type Gap } from './gap.ts';
import type { LackingWork } from './lacking.ts';
import { isLater } from './missing/release.ts';
import { workKeysOfGap } from './judge.ts';
import { authorKeys, seriesKey } from './names.ts';
import { addAt } from './order.ts';
import type { GapState, StandingGap } from './standing.ts';

/** What a person has said of a gap, or of all gaps of a series or an author. */
export interface Choice {
  readonly scope: 'gap' | 'series' | 'author';
  /** The gap's key, or the key of the series' or author's name. */
  readonly key: string;
  readonly choice: 'exclude' | 'include';
  /** Of a gap: what its work was known by ({@link namesOfWork}); absent or empty when by nothing. */
  readonly workKeys?: readonly string[];
}

/** What was said of a gap, and how late. */
interface SaidOfGap {
  readonly choice: Choice['choice'];
  readonly order: number;
  readonly workKeys: readonly string[];
}

/** Choices, found by what they are about. */
export interface ChoiceIndex {
  /** By scope and key. */
  readonly named: ReadonlyMap<string, SaidOfGap>;
  /** What was said of gaps, by each key of their works. */
  readonly works: ReadonlyMap<string, readonly SaidOfGap[]>;
}

/** Indexes what a person has said, the earliest first: of two words about a work the later counts. */
export function indexChoices(choices: readonly Choice[]): ChoiceIndex {
  const named = new Map<string, SaidOfGap>();
  const works = new Map<string, SaidOfGap[]>();
  for (const [order, { scope, key, choice, workKeys = [] }] of choices.entries()) {
    const said = { choice, order, workKeys };
    named.set(`${scope} ${key}`, said);
    if (scope === 'gap') for (const workKey of workKeys) addAt(works, workKey, said);
  }
  return { named, works };
}

/**
 * What a person has said of a gap; null when nothing. The narrower word counts: of the gap itself
 * before its series, of the series before its authors. A word about a gap is one about its work:
 * it stays with the work when that gets another key, and leaves the key to another work.
 */
export function choiceFor(gap: Gap, choices: ChoiceIndex): Choice['choice'] | null {
  const ofGap = saidOfWork(gap, choices);
  if (ofGap !== null) return ofGap;
  const said = (key: string) => choices.named.get(key)?.choice;
  const ofSeries = seriesNamesOf(gap).map((name) => said(`series ${seriesKey(name)}`));
  if (ofSeries.includes('exclude')) return 'exclude';
  if (ofSeries.includes('include')) return 'include';
  const ofAuthors = authorKeys(gap.authors).map((key) => said(`author ${key}`));
  if (ofAuthors.includes('exclude')) return 'exclude';
  return ofAuthors.includes('include') ? 'include' : null;
}

/** The latest word about a gap, or about its work under whatever key. */
function saidOfWork(gap: Gap, { named, works }: ChoiceIndex): Choice['choice'] | null {
  const underKey = named.get(`gap ${gap.key}`);
  if (underKey === undefined && works.size === 0) return null;
  const keys = namesOfWork(gap);
  const said = keys.flatMap((key) =>
    // A number is one work's today and another's tomorrow: it counts where no title is known.
    (works.get(key) ?? []).filter((one) => isOfItself(key) || !areTitled(one.workKeys, keys)),
  );
  if (underKey !== undefined && !isOfAnother(underKey.workKeys, keys)) said.push(underKey);
  return said.toSorted((a, b) => b.order - a.order)[0]?.choice ?? null;
}

const TITLE = 'title:';
const KNOWN = 'known:';

/**
 * What a gap's work is known by to what a person says of it: its keys, and the ids that catalogues
 * give it. A title that is the series' own name tells nothing without its number; the ids do, when
 * the number is corrected.
 */
export function namesOfWork(gap: Gap): readonly string[] {
  const ids = gap.work?.ids ?? [];
  return [...workKeysOfGap(gap), ...ids.map((id) => `${KNOWN}${id}`)];
}

/** Tells the keys of a work that are its own, its title's and its ids, from those of its number. */
export function isOfItself(key: string): boolean {
  return isTitleKey(key) || key.startsWith(KNOWN);
}

function isTitleKey(key: string): boolean {
  return key.startsWith(TITLE);
}

function areTitled(...works: readonly (readonly string[])[]): boolean {
  return works.every((keys) => keys.some(isTitleKey));
}

/** Both have titles, of which none is part of another: a subtitle may come or go. */
function isOfAnother(before: readonly string[], now: readonly string[]): boolean {
  if (!areTitled(before, now)) return false;
  const known = titlesIn(now);
  return !titlesIn(before).some((title) =>
    known.some((other) => other.includes(title) || title.includes(other)),
  );
}

/** Bare titles, as words between spaces. */
function titlesIn(workKeys: readonly string[]): readonly string[] {
  const titles = workKeys
    .filter(isTitleKey)
    .map((key) => key.slice(TITLE.length).split(/[:#]/u, 1));
  return titles.map(([title = '']) => ` ${title} `);
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
