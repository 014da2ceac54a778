import type { LibraryItem } from '../item.ts';
import { authorKeys } from '../names.ts';
import { byText, Tally } from '../order.ts';
import { OverrideIndex } from '../overrides.ts';
import { completePolicy, type PolicyParts } from '../policy.ts';
import { eachInSteps, runToEnd, type Steps } from '../steps.ts';
import { KnownWorks } from './clusters.ts';
import type { FoundMissing, JudgedMissing, MissingGround, MissingWork } from './found.ts';
import { heldSeriesInSteps, type HeldSeries } from './held-series.ts';
import type { KnownWork } from './known-work.ts';
import { findOwned, type OwnedItem } from './owned.ts';
import { gatherLoreInSteps } from './lore.ts';
import { readKnown, type KnownRow } from './rows.ts';
import { missingOfAuthors } from './of-authors.ts';
import { missingInSeries } from './in-series.ts';
import { strangersAt } from './strangers.ts';
import { wellKnown } from './well-known.ts';

/** What {@link findMissing} depends on. */
export interface MissingInput {
  readonly library: readonly LibraryItem[];
  /** What catalogues know, of whatever age; in any order. */
  readonly known: readonly KnownWork[];
  readonly policy: PolicyParts;
  /** Today as `2026-10-01`: works that come out later are upcoming. */
  readonly today: string;
}

export type { FoundMissing, JudgedMissing, MissingWork } from './found.ts';

/**
 * Finds what a library lacks of what catalogues know: in the series that it holds, and of the
 * authors that it collects. By the identity of works, never by position alone. Linear but for
 * namesakes; independent of the order of items and works.
 */
export function findMissing(input: MissingInput): JudgedMissing {
  return runToEnd(findMissingInSteps(input));
}

/** As {@link findMissing}, in steps of some milliseconds: a large library takes seconds to judge. */
export function* findMissingInSteps(input: MissingInput): Steps<JudgedMissing> {
  const library = [...input.library].sort((a, b) => byText(a.id, b.id));
  const known = [...input.known].sort((a, b) => byText(a.id, b.id));
  yield;
  const lore = yield* gatherLoreInSteps([...library, ...known]);
  const rows: KnownRow[] = [];
  yield* eachInSteps(known, (work) => void rows.push(readKnown(work, lore)));
  const works = yield* KnownWorks.inSteps(rows);
  const owned: OwnedItem[] = [];
  yield* eachInSteps(library, (item) => void owned.push(findOwned(item, works, lore)));
  const ground = groundOf(input, owned);
  const series = yield* heldSeriesInSteps(owned, works.clusters);
  const found = new Findings();
  const { wants } = ground.policy;
  const wanted = wants.series ? byWorth(series) : [];
  yield* eachInSteps(wanted, (held) => found.add(missingInSeries(held, ground)));
  if (wants.authors) found.add(missingOfAuthors(works.clusters, ground));
  yield;
  const sorted = found.sorted();
  yield;
  return { ...sorted, wellKnown: wellKnown(series, ground) };
}

function groundOf(
  { policy: parts, today }: MissingInput,
  owned: readonly OwnedItem[],
): MissingGround {
  const policy = completePolicy(parts);
  const sure = new Set(owned.flatMap(({ works }) => works));
  const perhaps = new Set(owned.flatMap((one) => one.perhaps));
  const languages = new Tally();
  for (const { language } of owned) {
    if (language !== null) languages.add(language);
  }
  return {
    policy,
    overrides: new OverrideIndex(policy),
    today,
    owned,
    isOwned: (cluster) => sure.has(cluster),
    isPerhapsOwned: (cluster) => perhaps.has(cluster),
    isStrangerAt: strangersAt(owned),
    language: languages.top(),
  };
}

/** A work in two series is named in that of which more is held. */
function byWorth(series: readonly HeldSeries[]): readonly HeldSeries[] {
  return [...series].sort((a, b) => b.held - a.held || byText(a.key, b.key));
}

/** Works found missing, each in one list and once. A gap counts before what is doubtful. */
class Findings {
  readonly #gaps = new Map<string, MissingWork>();
  readonly #questions = new Map<string, MissingWork>();
  readonly #upcoming = new Map<string, MissingWork>();

  add({ gaps, questions, upcoming }: FoundMissing): void {
    for (const one of gaps) put(this.#gaps, one);
    for (const one of questions) put(this.#questions, one);
    for (const one of upcoming) put(this.#upcoming, one);
  }

  sorted(): FoundMissing {
    const isNew = (one: MissingWork) => !this.#gaps.has(one.work) && !this.#upcoming.has(one.work);
    return {
      gaps: [...this.#gaps.values()].sort(byPlace),
      questions: [...this.#questions.values()].filter(isNew).sort(byPlace),
      upcoming: [...this.#upcoming.values()].sort(byPlace),
    };
  }
}

function put(list: Map<string, MissingWork>, one: MissingWork): void {
  const known = list.get(one.work);
  // A hole in one series counts before the next volume of another.
  if (known === undefined || (known.kind === 'next' && one.kind === 'interior')) {
    list.set(one.work, one);
  }
}

function byPlace(a: MissingWork, b: MissingWork): number {
  const authors = byText(authorKeys(a.gap.authors)[0] ?? '', authorKeys(b.gap.authors)[0] ?? '');
  const positions = (a.gap.position ?? 0) - (b.gap.position ?? 0);
  return byText(a.series ?? '', b.series ?? '') || authors || positions || byText(a.work, b.work);
}
