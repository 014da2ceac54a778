import { comparePersons, personForms, type PersonForms } from '../authors.ts';
import { timeApart } from '../lengths.ts';
import { compareTitles } from '../matching/likeness.ts';
import { titleBeside } from '../matching/reading.ts';
import { authorKeys } from '../names.ts';
import { addAt } from '../order.ts';
import { isGiven, NO_POSITION, wholeVolumes, type PositionSet } from '../positions.ts';
import { isCollection } from '../title-noise.ts';
import type { Cluster } from './clusters.ts';
import type { FoundMissing, MissingGround, MissingWork } from './found.ts';
import { alsoCalled, placeIn, type HeldSeries } from './held-series.ts';
import { knowsRecordings, LISTINGS } from './trust.ts';
import { isComplete, leastAgreeing } from './well-known.ts';
import { isUpcoming } from './release.ts';
import { toMissing, wantedRows, type Finding, type Taste } from './wanted.ts';
import type { KnownRow } from './rows.ts';

/** A work that is lacking in a series, before it is known whether it is alone at its place. */
interface Lack {
  readonly cluster: Cluster;
  readonly rows: readonly [KnownRow, ...KnownRow[]];
  readonly positions: PositionSet;
  /** Null where nobody gives a number. */
  readonly number: number | null;
}

/** What a held series lacks of what is known of it. */
export function missingInSeries(held: HeldSeries, ground: MissingGround): FoundMissing {
  const gaps: MissingWork[] = [];
  const questions: MissingWork[] = [];
  const upcoming: MissingWork[] = [];
  const override = ground.overrides.forAny([held.name, ...alsoCalled(held)], held.authors);
  const found = { gaps, questions, upcoming };
  if (override.ignore === true || held.isWhole) return found;
  const { language } = held;
  const readers = personForms(held.narrators);
  const taste = { ground, override, language, readers };
  for (const lack of onePerPlace(lacksOf(held, taste), held, readers)) {
    const doubt = doubtAbout(lack, held, ground);
    const missing = toMissing(findingOf(lack, { held, ground, doubt }));
    if (isUpcoming(lack.rows, ground.today)) upcoming.push(missing);
    else if (doubt !== null) questions.push(missing);
    else gaps.push(missing);
  }
  return found;
}

function lacksOf(held: HeldSeries, taste: Taste): readonly Lack[] {
  const { ground, override } = taste;
  const lacks: Lack[] = [];
  for (const cluster of held.works) {
    if (ground.isOwned(cluster) || (cluster.isPack && !isOnlyForm(cluster, held))) continue;
    const positions = placeIn(cluster, held)?.positions ?? NO_POSITION;
    const number = cluster.isPack ? (wholeVolumes(positions)[0] ?? null) : volumeOf(positions);
    if (number === null ? !isUnplaced(positions) : !isVolume(number, ground.policy.novellas))
      continue;
    // A world's name beside a series of its own: that series decides.
    if (number === null && isNumberedElsewhere(cluster, held)) continue;
    if (override.stopAt !== undefined && (number ?? 0) > override.stopAt) continue;
    const [row, ...rows] = wantedRows(cluster, taste);
    if (row !== undefined) lacks.push({ cluster, rows: [row, ...rows], positions, number });
  }
  return lacks;
}

/** True for an omnibus with a name of its own, of which no volume is owned or sold alone. */
function isOnlyForm(cluster: Cluster, held: HeldSeries): boolean {
  const volumes = wholeVolumes(placeIn(cluster, held)?.positions ?? NO_POSITION);
  const isNamed = cluster.rows.some(
    ({ reading, known }) => reading.title.pieces.length > 0 && !isCollection(known.title),
  );
  if (!isNamed || volumes.length === 0 || volumes.some((n) => held.numbers.has(n))) return false;
  const wanted = new Set(volumes);
  return !held.works.some((other) => {
    const there = wholeVolumes(placeIn(other, held)?.positions ?? NO_POSITION);
    return !other.isPack && there.some((n) => wanted.has(n));
  });
}

/** The one number of a place, or null: none, several, or a part. */
function volumeOf({ spans }: PositionSet): number | null {
  const [span, more] = spans;
  if (span === undefined || more !== undefined || span.part !== null) return null;
  return span.from === span.to ? span.from : null;
}

/** Nobody says where it stands; a `Prequel` does stand somewhere. */
function isUnplaced(positions: PositionSet): boolean {
  return !isGiven(positions);
}

function isNumberedElsewhere({ places }: Cluster, { keys }: HeldSeries): boolean {
  return [...places].some(([other, { positions }]) => !keys.includes(other) && isGiven(positions));
}

/** Halves and 0 are novellas and prequels. */
function isVolume(number: number, novellas: boolean): boolean {
  return novellas || (Number.isInteger(number) && number >= 1);
}

/**
 * Of several works at one place the one that is most likely the series' own; the others are it
 * under another name, or of a spin-off that shares its parent's name.
 */
function onePerPlace(
  lacks: readonly Lack[],
  held: HeldSeries,
  readers: PersonForms,
): readonly Lack[] {
  const byNumber = new Map<number | Cluster, Lack>();
  const placed = placedAt(held);
  for (const lack of lacks) {
    const place = lack.number ?? lack.cluster;
    if (lack.number !== null && held.numbers.has(lack.number) && !isAnotherWork(lack, placed))
      continue;
    const known = byNumber.get(place);
    if (known === undefined || worth(lack, held, readers) > worth(known, held, readers))
      byNumber.set(place, lack);
  }
  return [...byNumber.values()];
}

/** The series' reader and language, more rows, and no other series named speak for a work. */
function worth({ cluster, rows: [best] }: Lack, held: HeldSeries, readers: PersonForms): number {
  const isRead = comparePersons(readers, best.readers) === 'same';
  const isUsual = Number(isRead) * 1000 + Number(best.language === held.language) * 100;
  return isUsual + cluster.rows.length * 10 - cluster.places.size;
}

/** True when what is owned at its place is known to be something else than it. */
function isAnotherWork(
  { cluster, number }: Lack,
  placed: ReadonlyMap<number | null, readonly Cluster[]>,
): boolean {
  const there = (placed.get(number) ?? []).filter((other) => other !== cluster);
  return there.length > 0 && there.every((other) => areDifferent(cluster, other));
}

function placedAt(held: HeldSeries): ReadonlyMap<number | null, readonly Cluster[]> {
  const placed = new Map<number | null, Cluster[]>();
  for (const cluster of held.works) {
    addAt(placed, volumeOf(placeIn(cluster, held)?.positions ?? NO_POSITION), cluster);
  }
  return placed;
}

/** Titles without likeness, and playing times that no two readers of one text would have. */
function areDifferent(one: Cluster, other: Cluster): boolean {
  return one.rows.every((a) =>
    other.rows.every((b) => {
      const [x, y] = [a.known.runtimeMinutes, b.known.runtimeMinutes];
      const likeness = compareTitles(
        titleBeside(a.reading, b.reading),
        titleBeside(b.reading, a.reading),
      );
      return likeness === 'different' && x !== null && y !== null && timeApart(x, y) > 0.2;
    }),
  );
}

/** Why a claim is doubtful, as the end of a sentence; null when it can be believed. */
function doubtAbout(
  { cluster, number }: Lack,
  held: HeldSeries,
  ground: MissingGround,
): string | null {
  if (number !== null && held.numbers.has(number)) return `another work is held at ${number}`;
  if (number === null && held.numbering === 'numbered') return 'it has no number there';
  if (isByAnother(cluster, held)) return 'another author wrote it, and nothing of theirs is held';
  const isPerhapsHeld =
    ground.isPerhapsOwned(cluster) ||
    (number !== null && ground.isStrangerAt(cluster, held.key, number));
  if (isPerhapsHeld) return 'something that may be it is held';
  const { agreeing } = held;
  if (agreeing < leastAgreeing(held)) {
    return `the catalogue agrees with only ${agreeing} of the ${held.held} that are held`;
  }
  return doubtOfSources(cluster, number, held);
}

/** By somebody who goes on with the series, or who writes one of the same name. */
function isByAnother({ rows }: Cluster, { begunBy }: HeldSeries): boolean {
  if (begunBy === null) return false;
  return !rows.some(({ reading }) => [...reading.persons.sure].some((form) => begunBy.has(form)));
}

/** What is only printed may never be read aloud; what is only listed may be numbered by anybody. */
function doubtOfSources({ rows }: Cluster, number: number | null, held: HeldSeries): string | null {
  if (rows.some(({ known }) => knowsRecordings(known.source))) return null;
  const sources = new Set(rows.map(({ known }) => known.source));
  if (!sources.has(LISTINGS)) return 'it is known as a book alone';
  if (sources.size > 1) return null;
  if (isComplete(held)) return 'only the tracker lists it, and a catalogue knows the whole series';
  const at = (work: Cluster) => placeIn(work, held)?.positions ?? NO_POSITION;
  const listed = new Set(held.works.map((work) => volumeOf(at(work))));
  for (let n = held.highest + 1; n < (number ?? Infinity); n += 1) {
    if (!listed.has(n)) return 'only the tracker lists it, and nothing before it';
  }
  return null;
}

function findingOf(
  { cluster, rows, positions, number }: Lack,
  given: {
    readonly held: HeldSeries;
    readonly ground: MissingGround;
    readonly doubt: string | null;
  },
): Finding {
  const { held, ground, doubt } = given;
  const owned = listNumbers(held.numbers);
  const of = owned === '' ? `${held.held} of` : `${owned} of`;
  const isHole = number === null || number < held.highest;
  const has = `The library holds ${of} “${held.name}”`;
  const what = number === null ? `“${rows[0].known.title}”` : String(number);
  const lack = isHole ? `${has}, but not ${what}` : `${has}; ${what} follows`;
  return {
    cluster,
    row: rows[0],
    kind: isHole ? 'interior' : 'next',
    series: { key: held.key, name: held.name, alsoCalled: alsoCalled(held) },
    positions: isGiven(positions) ? positions : NO_POSITION,
    held: held.held,
    heldBy: authorKeys(held.authors),
    narrators: held.narrators,
    why: doubt === null ? lack : `${lack}, though ${doubt}`,
    today: ground.today,
  };
}

/** `1-3, 5`. */
function listNumbers(numbers: ReadonlySet<number>): string {
  const runs: [number, number][] = [];
  for (const n of [...numbers].sort((a, b) => a - b)) {
    const run = runs.at(-1);
    if (run !== undefined && run[1] === n - 1) run[1] = n;
    else runs.push([n, n]);
  }
  return runs.map(([from, to]) => (from === to ? `${from}` : `${from}-${to}`)).join(', ');
}
