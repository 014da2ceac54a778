import { comparePersons, personForms } from '../authors.ts';
import { timeApart } from '../lengths.ts';
import { matchWorks, type Evidence, type WorkMatch } from '../matching/match.ts';
import type { WorkReading } from '../matching/reading.ts';
import { seriesKey } from '../names.ts';
import { listAt } from '../order.ts';
import { isGiven, type PositionSet } from '../positions.ts';
import { eachInSteps, type Steps } from '../steps.ts';
import { bucketsOf, type KnownRow } from './rows.ts';

/** All rows of catalogues that are recordings, editions or names of one work. */
export interface Cluster {
  readonly rows: readonly KnownRow[];
  /** Places of all rows, by series key; the first that is numbered counts. */
  readonly places: ReadonlyMap<string, Placement>;
  readonly isPack: boolean;
}

/** A place in a series, and which row says so. */
export interface Placement {
  readonly name: string;
  readonly positions: PositionSet;
  readonly row: KnownRow;
}

/** A match this good joins two rows: as for taking a torrent without asking. */
const SAME_WORK = 75;

/** The works of catalogues, found by what names them. */
export class KnownWorks {
  readonly clusters: readonly Cluster[];
  readonly #byBucket = new Map<string, Set<Cluster>>();
  readonly #byId = new Map<string, Cluster>();

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
      listAt(heads, head).push(row);
      for (const id of idsOf(row.known)) if (!byId.has(id)) byId.set(id, head);
      if (head === row) for (const bucket of buckets) listAt(byBucket, bucket).push(row);
    });
    const works = new KnownWorks([...heads.values()].map(toCluster));
    yield* eachInSteps(works.clusters, (cluster) => works.#index(cluster));
    return works;
  }

  #index(cluster: Cluster): void {
    for (const { reading, known } of cluster.rows) {
      for (const id of idsOf(known)) this.#byId.set(id, cluster);
      for (const bucket of bucketsOf(reading)) {
        const list = this.#byBucket.get(bucket) ?? new Set();
        this.#byBucket.set(bucket, list);
        list.add(cluster);
      }
    }
  }

  /** The work with one of these ids (ASIN, ISBN). */
  withId(ids: Ids): Cluster | undefined {
    return idsOf(ids)
      .map((id) => this.#byId.get(id))
      .find((cluster) => cluster !== undefined);
  }

  /** The works that something may be. */
  near(reading: WorkReading): readonly Cluster[] {
    const found = new Set<Cluster>();
    for (const bucket of bucketsOf(reading)) {
      for (const cluster of this.#byBucket.get(bucket) ?? []) found.add(cluster);
    }
    return [...found];
  }
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
  if (digits.length === 13) ids.push(`isbn:${digits.slice(3, 12)}`);
  if (digits.length === 10) ids.push(`isbn:${digits.slice(0, 9)}`);
  return ids;
}

function sameId(row: KnownRow, byId: ReadonlyMap<string, KnownRow>): KnownRow | undefined {
  return idsOf(row.known)
    .map((id) => byId.get(id))
    .find((head) => head !== undefined);
}

function findHead(
  row: KnownRow,
  buckets: ReadonlySet<string>,
  byBucket: ReadonlyMap<string, KnownRow[]>,
): KnownRow | undefined {
  const seen = new Set<KnownRow>();
  let best: { head: KnownRow; score: number } | undefined;
  for (const bucket of buckets) {
    for (const head of byBucket.get(bucket) ?? []) {
      if (seen.has(head) || head.isPack !== row.isPack) continue;
      seen.add(head);
      const match = matchRows(head, row);
      if (match.volume.answer === 'other' || match.score < SAME_WORK) continue;
      if (best === undefined || match.score > best.score) best = { head, score: match.score };
    }
  }
  return best?.head;
}

/** Parts and dramatisations are compared as the works that they are made from. */
function matchRows(one: KnownRow, other: KnownRow): WorkMatch {
  const isComparable = !one.isDrama && !other.isDrama && !one.isAbridged && !other.isAbridged;
  return matchWorks(one.reading, other.reading, {
    runtime: isComparable
      ? runtimes(one.known.runtimeMinutes, other.known.runtimeMinutes)
      : 'unknown',
    narrators: isComparable
      ? comparePersons(personForms(one.known.narrators), personForms(other.known.narrators))
      : 'unknown',
  });
}

/** Works are compared, not recordings: another reader takes up to a fifth more time. */
function runtimes(one: number | null, other: number | null): Evidence['runtime'] {
  if (one === null || other === null) return 'unknown';
  const apart = timeApart(one, other);
  if (apart <= 0.02) return 'exact';
  return apart >= 0.3 ? 'differs' : 'unknown';
}

function toCluster(rows: readonly KnownRow[]): Cluster {
  const places = new Map<string, Placement>();
  for (const row of rows) {
    for (const [key, positions] of row.reading.places) {
      const known = places.get(key);
      if (known !== undefined && (isGiven(known.positions) || !isGiven(positions))) continue;
      places.set(key, { name: nameOf(row, key), positions, row });
    }
  }
  return { rows, places, isPack: rows.every((row) => row.isPack) };
}

function nameOf({ reading }: KnownRow, key: string): string {
  const named = reading.written.series.find((place) => seriesKey(place.name) === key);
  return named?.name ?? key;
}
