import { comparePersons } from '../authors.ts';
import { timeApart } from '../lengths.ts';
import { matchWorks, type Evidence, type WorkMatch } from '../matching/match.ts';
import { addAt } from '../order.ts';
import { wholeVolumes } from '../positions.ts';
import { eachInSteps, type Steps } from '../steps.ts';
import { placeWorksInSteps } from './placing.ts';
import { bucketsOf, tellApart, type KnownRow, type Named } from './rows.ts';
import type { Cluster } from './cluster.ts';

export type { Cluster } from './cluster.ts';

/** A match this good joins two rows: as for taking a torrent without asking. */
const SAME_WORK = 75;

/** The works of catalogues, found by what names them. */
export class KnownWorks {
  readonly clusters: readonly Cluster[];
  /** Each work once in each list. */
  readonly #byBucket = new Map<string, Cluster[]>();
  /** Null: an id that is given to several works names none. */
  readonly #byId = new Map<string, Cluster | null>();

  private constructor(clusters: readonly Cluster[]) {
    this.clusters = clusters;
  }

  /** Joins rows that are of one work. Linear but for rows that share a name. */
  static *inSteps(rows: readonly KnownRow[]): Steps<KnownWorks> {
    const heads = new Map<KnownRow, KnownRow[]>();
    const byBucket = new Map<string, KnownRow[]>();
    const byId = new Map<string, KnownRow>();
    yield* eachInSteps(rows, (row) => {
      const buckets = bucketsOf(row.reading);
      const head = sameId(row, byId) ?? findHead(row, buckets, byBucket) ?? row;
      addAt(heads, head, row);
      for (const id of idsOf(row.known)) if (!byId.has(id)) byId.set(id, head);
      if (head === row) for (const bucket of buckets) addAt(byBucket, bucket, row);
    });
    const works = new KnownWorks(yield* placeWorksInSteps([...heads.values()]));
    yield* eachInSteps(works.clusters, (cluster) => works.#index(cluster));
    return works;
  }

  #index(cluster: Cluster): void {
    const buckets = new Set<string>();
    for (const { reading, known } of cluster.rows) {
      for (const id of idsOf(known)) {
        const before = this.#byId.get(id);
        this.#byId.set(id, before === undefined || before === cluster ? cluster : null);
      }
      for (const bucket of bucketsOf(reading)) buckets.add(bucket);
    }
    for (const bucket of buckets) addAt(this.#byBucket, bucket, cluster);
  }

  /** The work with one of these ids (ASIN, ISBN). */
  withId(ids: Ids): Cluster | undefined {
    return idsOf(ids)
      .map((id) => this.#byId.get(id) ?? undefined)
      .find((cluster) => cluster !== undefined);
  }

  /** The works that something may be. */
  near(reading: Named): readonly Cluster[] {
    const found = new Set<Cluster>();
    for (const bucket of bucketsOf(reading)) {
      const list = this.#byBucket.get(bucket);
      if (list === undefined || isTooCommon(bucket, list.length)) continue;
      for (const cluster of list) found.add(cluster);
    }
    return [...found];
  }
}

/** More works than this under one title: it tells nothing without its author. */
const MOST_NAMESAKES = 40;

function isTooCommon(bucket: string, works: number): boolean {
  return works > MOST_NAMESAKES && bucket.startsWith('*|');
}

/** What names a recording, if anything does. */
export interface Ids {
  readonly asin: string | null;
  readonly isbn: string | null;
}

function idsOf({ asin, isbn }: Ids): readonly string[] {
  const digits = (isbn ?? '').replace(/[^0-9x]/giu, '').toLowerCase();
  const ids: string[] = [];
  if (asin !== null && /^[a-z0-9]{10}$/iu.test(asin.trim()))
    ids.push(`asin:${asin.trim().toLowerCase()}`);
  // ISBN-13 and ISBN-10 of one edition share these nine digits.
  if (digits.length === 13 && isIsbn13(digits)) ids.push(`isbn:${digits.slice(3, 12)}`);
  if (digits.length === 10 && isIsbn10(digits)) ids.push(`isbn:${digits.slice(0, 9)}`);
  return ids;
}

/** A number whose last digit does not fit was mistyped or made up: it names nothing. */
function isIsbn13(digits: string): boolean {
  const sum = [...digits].reduce(
    (all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 1 : 3),
    0,
  );
  return sum > 0 && sum % 10 === 0;
}

function isIsbn10(digits: string): boolean {
  const value = (digit: string): number => (digit === 'x' ? 10 : Number(digit));
  const sum = [...digits].reduce((all, digit, at) => all + value(digit) * (10 - at), 0);
  return sum > 0 && sum % 11 === 0;
}

function sameId(row: KnownRow, byId: ReadonlyMap<string, KnownRow>): KnownRow | undefined {
  return idsOf(row.known)
    .map((id) => byId.get(id))
    .find((head) => head !== undefined && !areOthers(head, row));
}

/** A set's ISBN is often given to each of its volumes. */
function areOthers(one: KnownRow, other: KnownRow): boolean {
  const { likeness, volume } = matchRows(one, other);
  return likeness === 'different' && volume.answer === 'other';
}

function findHead(
  row: KnownRow,
  buckets: ReadonlySet<string>,
  byBucket: ReadonlyMap<string, KnownRow[]>,
): KnownRow | undefined {
  const seen = new Set<KnownRow>();
  let best: { head: KnownRow; score: number } | undefined;
  for (const bucket of buckets) {
    const list = byBucket.get(bucket);
    if (list === undefined || isTooCommon(bucket, list.length)) continue;
    for (const head of list) {
      if (seen.has(head) || head.isPack !== row.isPack) continue;
      seen.add(head);
      const match = matchRows(head, row);
      if (!isOneWork(match, head, row)) continue;
      if (best === undefined || match.score > best.score) best = { head, score: match.score };
    }
  }
  return best?.head;
}

function isOneWork(match: WorkMatch, one: KnownRow, other: KnownRow): boolean {
  const { answer } = match.volume;
  if (answer !== 'other' && match.score >= SAME_WORK) return true;
  if (answer === 'unknown' && isNamedAndNumbered(match, one, other)) return true;
  if (answer !== 'other' && answer !== 'torn') return false;
  // A title of its own tells more than a number: lists slip, and count in two orders.
  const isSame = match.likeness === 'same' && match.persons === 'same';
  return isSame && match.evidence.runtime !== 'differs' && tellApart(one.reading, other.reading);
}

/** The title before a subtitle, and one number, in series that go by other names. */
function isNamedAndNumbered({ persons }: WorkMatch, one: KnownRow, other: KnownRow): boolean {
  const [a, b] = [one.reading, other.reading];
  const [title = ''] = a.title.pieces;
  if (persons !== 'same' || title === '' || title !== b.title.pieces[0]) return false;
  const there = new Set([...b.places.values()].flatMap(wholeVolumes));
  const isThere = [...a.places.values()].flatMap(wholeVolumes).some((n) => there.has(n));
  return isThere && tellApart(a, b);
}

/** Parts and dramatisations are compared as the works that they are made from. */
function matchRows(one: KnownRow, other: KnownRow): WorkMatch {
  const isComparable = !one.isDrama && !other.isDrama && !one.isAbridged && !other.isAbridged;
  return matchWorks(one.reading, other.reading, {
    runtime: isComparable
      ? runtimes(one.known.runtimeMinutes, other.known.runtimeMinutes)
      : 'unknown',
    narrators: isComparable ? comparePersons(one.readers, other.readers) : 'unknown',
  });
}

/** Works are compared, not recordings: another reader takes up to a fifth more time. */
function runtimes(one: number | null, other: number | null): Evidence['runtime'] {
  if (one === null || other === null) return 'unknown';
  const apart = timeApart(one, other);
  if (apart <= 0.02) return 'exact';
  return apart >= 0.3 ? 'differs' : 'unknown';
}
