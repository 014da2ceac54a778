import type { Gap } from '../gap.ts';
import { readWork, type WorkReading } from '../matching/reading.ts';
import { WorkIndex } from '../matching/work-index.ts';
import { authorKeys, seriesKey, textKey } from '../names.ts';
import { byText, listAt } from '../order.ts';
import { pair } from './owned-index.ts';

/** A series with gaps, by one circle of authors. */
export interface SeriesTarget {
  readonly seriesKey: string;
  readonly name: string;
  readonly authorKeys: ReadonlySet<string>;
  readonly authors: readonly string[];
  /** Ascending by position; at least one. */
  readonly gaps: readonly Gap[];
  readonly byPosition: ReadonlyMap<number, Gap>;
}

/** A gap whose very work is known, read. */
export interface KnownGap {
  readonly gap: Gap;
  readonly reading: WorkReading;
}

/** The gaps, indexed so that a candidate finds its own without a walk over all of them. */
export class GapIndex {
  readonly #targets = new Map<string, SeriesTarget>();
  /** The first target, in alphabetical order, of a series' name and of an author. */
  readonly #bySeries = new Map<string, SeriesTarget>();
  readonly #byAuthor = new Map<string, SeriesTarget>();
  readonly #authorGaps = new Map<string, Gap>();
  readonly #works = new WorkIndex<KnownGap>();
  #mostWords = 0;

  /** Indexes the gaps; their order does not matter. */
  constructor(gaps: readonly Gap[]) {
    for (const gap of gaps) this.#addWork(gap);
    for (const target of readTargets(gaps.filter((gap) => gap.work == null))) this.#add(target);
    for (const gap of gaps) {
      const [author] = authorKeys(gap.authors);
      if (gap.kind === 'author' && author !== undefined) this.#authorGaps.set(author, gap);
    }
  }

  #addWork(gap: Gap): void {
    const { work, authors } = gap;
    if (work == null) return;
    const reading = readWork({ ...work, authors });
    this.#works.add(reading, { gap, reading });
  }

  #add(target: SeriesTarget): void {
    const words = target.seriesKey.split(' ').length;
    this.#mostWords = Math.max(this.#mostWords, words);
    if (!this.#bySeries.has(target.seriesKey)) this.#bySeries.set(target.seriesKey, target);
    for (const author of target.authorKeys) {
      this.#targets.set(pair(target.seriesKey, author), target);
      if (!this.#byAuthor.has(author)) this.#byAuthor.set(author, target);
    }
  }

  /** The gaps whose known work a candidate may be. */
  worksNear(offered: WorkReading): readonly KnownGap[] {
    return this.#works.near(offered);
  }

  /** The target of a series by one of the authors. */
  find(series: string, authors: readonly string[]): SeriesTarget | undefined {
    for (const author of authors) {
      const target = this.#targets.get(pair(series, author));
      if (target !== undefined) return target;
    }
    return undefined;
  }

  /** A target of this series' name, whoever wrote it. */
  findSeries(series: string): SeriesTarget | undefined {
    return this.#bySeries.get(series);
  }

  /** A target by one of the authors, whatever the series. */
  findAuthor(authors: readonly string[]): SeriesTarget | undefined {
    for (const author of authors) {
      const target = this.#byAuthor.get(author);
      if (target !== undefined) return target;
    }
    return undefined;
  }

  /** The author gaps of all of the authors who have one. */
  authorGaps(authors: readonly string[]): readonly Gap[] {
    const gaps: Gap[] = [];
    for (const author of authors) {
      const gap = this.#authorGaps.get(author);
      if (gap !== undefined) gaps.push(gap);
    }
    return gaps;
  }

  /** Keys of all runs of words in a title that may be a series' name, the longest first. */
  namesIn(title: string): readonly string[] {
    const words = textKey(title).split(' ').slice(0, MOST_TITLE_WORDS);
    const names = new Set<string>();
    for (let length = Math.min(this.#mostWords, words.length); length > 0; length -= 1) {
      for (let start = 0; start + length <= words.length; start += 1) {
        const name = words.slice(start, start + length).join(' ');
        if (this.#bySeries.has(name)) names.add(name);
      }
    }
    return [...names];
  }
}

/** Longer titles are descriptions; their names come first. Keeps the work per title bounded. */
const MOST_TITLE_WORDS = 40;

function readTargets(gaps: readonly Gap[]): readonly SeriesTarget[] {
  const groups = new Map<string, Gap[]>();
  for (const gap of gaps) {
    if (gap.series === null || gap.position === null) continue;
    const [author = ''] = authorKeys(gap.authors);
    listAt(groups, pair(seriesKey(gap.series), author)).push(gap);
  }
  const sorted = [...groups].sort(([a], [b]) => byText(a, b));
  return sorted.flatMap(([, group]) => toTarget(group));
}

function toTarget(group: readonly Gap[]): readonly SeriesTarget[] {
  const gaps = [...group].sort((a, b) => (a.position ?? 0) - (b.position ?? 0));
  const [first] = gaps;
  if (first === undefined || first.series === null) return [];
  return [
    {
      seriesKey: seriesKey(first.series),
      name: first.series,
      authorKeys: new Set(authorKeys(first.authors)),
      authors: first.authors,
      gaps,
      byPosition: new Map(gaps.map((gap) => [gap.position ?? 0, gap])),
    },
  ];
}
