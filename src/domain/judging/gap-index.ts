import { personForms, type PersonForms } from '../authors.ts';
import type { Gap, WantedWork } from '../gap.ts';
import { readWork, type WorkReading } from '../matching/reading.ts';
import { WorkIndex } from '../matching/work-index.ts';
import { authorKeys, seriesKey, textKey } from '../names.ts';
import { addAt, byText } from '../order.ts';
import { eachInSteps, type Steps } from '../steps.ts';
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
  /** Forms of the names of the wanted narrators. */
  readonly narratorForms: PersonForms;
}

/** A refusal names one gap: of the volumes next to what is offered, so many are looked at. */
const NEXT_GAPS = 2;

/** The gaps, indexed so that a candidate finds its own without a walk over all of them. */
export class GapIndex {
  readonly #targets = new Map<string, SeriesTarget>();
  /** The first target, in alphabetical order, of a series' name and of an author. */
  readonly #bySeries = new Map<string, SeriesTarget>();
  readonly #byAuthor = new Map<string, SeriesTarget>();
  readonly #authorGaps = new Map<string, Gap>();
  readonly #works = new WorkIndex<KnownGap>(NEXT_GAPS);
  #mostWords = 0;

  /** Indexes the gaps; their order does not matter. */
  static *inSteps(gaps: readonly Gap[]): Steps<GapIndex> {
    const index = new GapIndex();
    const groups = new Map<string, Gap[]>();
    yield* eachInSteps(gaps, (gap) => index.#sortIn(gap, groups));
    const sorted = [...groups].sort(([a], [b]) => byText(a, b));
    yield;
    yield* eachInSteps(sorted, ([, group]) => {
      for (const target of toTarget(group)) index.#add(target);
    });
    return index;
  }

  /**
   * A gap whose work is known is found by that work alone, and an author's gap by the author; those
   * of which only a series' number is known are gathered in its group.
   */
  #sortIn(gap: Gap, groups: Map<string, Gap[]>): void {
    if (gap.work != null) {
      this.#addWork(gap, gap.work);
      return;
    }
    const [author] = authorKeys(gap.authors);
    if (gap.kind === 'author' && author !== undefined) this.#authorGaps.set(author, gap);
    if (gap.series === null || gap.position === null) return;
    addAt(groups, pair(seriesKey(gap.series), author ?? ''), gap);
  }

  #addWork(gap: Gap, work: WantedWork): void {
    const reading = readWork({ ...work, authors: gap.authors });
    this.#works.add(reading, { gap, reading, narratorForms: personForms(work.narrators) });
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
