import { readHoldingsInSteps } from './holdings.ts';
import type { LibraryItem } from './item.ts';
import { authorKeys, seriesKey, titleKey } from './names.ts';
import { byText } from './order.ts';
import { eachInSteps, type Steps } from './steps.ts';

/** What is asked of a catalogue. An empty `author` asks by the name or title alone. */
export type Subject =
  | { readonly kind: 'series'; readonly name: string; readonly author: string }
  | { readonly kind: 'author'; readonly name: string }
  | { readonly kind: 'work'; readonly title: string; readonly author: string };

/** A question worth asking. */
export interface Lookup {
  /** The same for the same question, however its names are written. */
  readonly key: string;
  readonly subject: Subject;
}

/** How a question went so far; times in ms since the epoch. */
export interface LookupState {
  readonly askedAt: number;
  /** When it last told us anything, or null. */
  readonly answeredAt: number | null;
  readonly hasFailed: boolean;
}

/**
 * What to ask of a library, the most valuable first: the series that it holds (the fuller the
 * earlier), the authors that it collects, and then the items that name no series, of which a
 * catalogue may know one. Linear in the items.
 */
export function* lookupsOfInSteps(
  items: readonly LibraryItem[],
  rules: { readonly authorMinItems: number },
): Steps<readonly Lookup[]> {
  const { series, authors } = yield* readHoldingsInSteps(items);
  const ofSeries = series
    .filter(({ authorKeys: keys }) => keys.length > 0)
    .toSorted((a, b) => b.held - a.held || byText(a.seriesKey, b.seriesKey))
    .map((held) => lookup({ kind: 'series', name: held.name, author: held.authors[0] ?? '' }));
  const ofAuthors = authors
    .filter(({ held }) => held >= rules.authorMinItems)
    .toSorted((a, b) => b.held - a.held || byText(a.key, b.key))
    .map(({ name }) => lookup({ kind: 'author', name }));
  const ofItems: Lookup[] = [];
  yield* eachInSteps(items, (item) => {
    const [author] = item.authors;
    if (item.series.length > 0 || author === undefined || item.title.trim() === '') return;
    ofItems.push(lookup({ kind: 'work', title: item.title, author }));
  });
  ofItems.sort((a, b) => byText(a.key, b.key));
  const unique = new Map<string, Lookup>();
  for (const one of [...ofSeries, ...ofAuthors, ...ofItems]) {
    if (!unique.has(one.key)) unique.set(one.key, one);
  }
  return [...unique.values()];
}

/** The question about a subject, with its key. */
export function lookup(subject: Subject): Lookup {
  return { key: keyOf(subject), subject };
}

function keyOf(subject: Subject): string {
  switch (subject.kind) {
    case 'series':
      return `series:${seriesKey(subject.name)}:${authorKeys([subject.author])[0] ?? ''}`;
    case 'author':
      return `author:${authorKeys([subject.name])[0] ?? ''}`;
    case 'work':
      return `work:${titleKey(subject.title, [])}:${authorKeys([subject.author])[0] ?? ''}`;
    default:
      return subject satisfies never;
  }
}

/** What was told nothing, or failed, is asked again in a share of the time. */
const SOONER = 4;
const DAY_MS = 86_400_000;

/**
 * The questions to ask now: those never asked, in the order given, then those whose answer is
 * older than `refreshDays`, the oldest first. One that told nothing is due in a quarter of that
 * time, one that failed at once.
 */
export function dueLookups(
  lookups: readonly Lookup[],
  states: ReadonlyMap<string, LookupState>,
  at: { readonly now: number; readonly refreshDays: number },
): readonly Lookup[] {
  const fresh: Lookup[] = [];
  const old: { readonly lookup: Lookup; readonly askedAt: number }[] = [];
  for (const one of lookups) {
    const state = states.get(one.key);
    if (state === undefined) fresh.push(one);
    else if (isDue(state, at)) old.push({ lookup: one, askedAt: state.askedAt });
  }
  old.sort((a, b) => a.askedAt - b.askedAt || byText(a.lookup.key, b.lookup.key));
  return [...fresh, ...old.map((one) => one.lookup)];
}

function isDue(
  state: LookupState,
  at: { readonly now: number; readonly refreshDays: number },
): boolean {
  if (state.hasFailed) return true;
  const lastTold = state.answeredAt !== null && state.answeredAt >= state.askedAt;
  const days = lastTold ? at.refreshDays : at.refreshDays / SOONER;
  return at.now - state.askedAt >= days * DAY_MS;
}
