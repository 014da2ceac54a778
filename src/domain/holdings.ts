import { Circles } from './circles.ts';
import type { LibraryItem } from './item.ts';
import { authorKey, isJunkAuthor } from './names.ts';
import { addAt, byText, Tally } from './order.ts';
import { formatPositions, wholeVolumes, type PositionSet } from './positions.ts';
import { eachInSteps, type Steps } from './steps.ts';
import { identify, type Identity } from './works.ts';

/** What the library holds of one series by one circle of authors. */
export interface SeriesHolding {
  readonly seriesKey: string;
  /** The series' name as most of its items write it. */
  readonly name: string;
  /** Keys of its authors, most frequent first; ties in alphabetical order. */
  readonly authorKeys: readonly string[];
  /** Their names, as most items write them. */
  readonly authors: readonly string[];
  /** Different works held. */
  readonly held: number;
  /** Whole volumes owned, ascending. A part of a volume counts as it. */
  readonly volumes: readonly number[];
  /** Volumes owned under a junk author's name: no gaps, but nothing else is known of them. */
  readonly nameless: ReadonlySet<number>;
}

/** What the library holds of one author. */
export interface AuthorHolding {
  readonly key: string;
  readonly name: string;
  readonly held: number;
}

/** One item's place in one series. */
interface Member {
  readonly identity: Identity;
  readonly name: string;
  readonly positions: PositionSet;
}

/** The library, sorted by series and by author. */
export interface Holdings {
  /** By series key, then by the key of the first author. */
  readonly series: readonly SeriesHolding[];
  /** By author key. */
  readonly authors: readonly AuthorHolding[];
}

/** Sorts a library into what it holds of each series and each author. Linear in the items. */
export function* readHoldingsInSteps(items: readonly LibraryItem[]): Steps<Holdings> {
  const members = new Map<string, Member[]>();
  const spellings = new Map<string, Tally>();
  const worksByAuthor = new Map<string, Set<string>>();
  yield* eachInSteps(items, (item) => {
    const identity = identify(item);
    countSpellings(item, spellings);
    for (const author of identity.authors) worksOf(worksByAuthor, author).add(workName(identity));
    for (const { key, name, positions } of identity.places) {
      addAt(members, key, { identity, name, positions });
    }
  });
  const nameOf = (key: string): string => spellings.get(key)?.top() ?? key;
  const series: SeriesHolding[] = [];
  yield* eachInSteps(members, ([key, list]) => {
    series.push(...holdingsOf(key, list, nameOf));
  });
  series.sort(
    (a, b) =>
      byText(a.seriesKey, b.seriesKey) || byText(a.authorKeys[0] ?? '', b.authorKeys[0] ?? ''),
  );
  yield;
  const authors = [...worksByAuthor]
    .map(([key, works]) => ({ key, name: nameOf(key), held: works.size }))
    .sort((a, b) => byText(a.key, b.key));
  return { series, authors };
}

function countSpellings(item: LibraryItem, spellings: Map<string, Tally>): void {
  for (const author of item.authors) {
    if (isJunkAuthor(author)) continue;
    const key = authorKey(author);
    const tally = spellings.get(key) ?? new Tally();
    spellings.set(key, tally);
    tally.add(author.trim());
  }
}

function worksOf(works: Map<string, Set<string>>, author: string): Set<string> {
  const known = works.get(author) ?? new Set();
  works.set(author, known);
  return known;
}

/** Items with the same name are one work, held twice. */
function workName({ titleKey, positions }: Identity): string {
  return `${titleKey}#${formatPositions(positions)}`;
}

/** Splits the members of a series key into circles of authors that share at least one book. */
function holdingsOf(
  seriesKey: string,
  members: readonly Member[],
  nameOf: (author: string) => string,
): readonly SeriesHolding[] {
  const circles = new Circles();
  for (const { identity } of members) circles.join(identity.authors);
  const byCircle = new Map<string, Member[]>();
  const nameless = new Set<number>();
  for (const member of members) {
    const [author] = member.identity.authors;
    if (author === undefined) for (const n of wholeVolumes(member.positions)) nameless.add(n);
    else addAt(byCircle, circles.rootOf(author), member);
  }
  return [...byCircle.values()].map((circle) => {
    const names = new Tally();
    const authors = new Tally();
    const works = new Set<string>();
    const volumes = new Set<number>();
    for (const { identity, name, positions } of circle) {
      names.add(name.trim());
      for (const author of identity.authors) authors.add(author);
      works.add(workName(identity));
      for (const volume of wholeVolumes(positions)) volumes.add(volume);
    }
    const keys = authors.ranked();
    return {
      seriesKey,
      name: names.top() ?? seriesKey,
      authorKeys: keys,
      authors: keys.map(nameOf),
      held: works.size,
      volumes: [...volumes].sort((a, b) => a - b),
      nameless,
    };
  });
}
