import { comparePersons, type PersonForms } from '../authors.ts';
import type { LibraryItem } from '../item.ts';
import { languageCode } from '../languages.ts';
import { timeApart } from '../lengths.ts';
import { matchWorks, type WorkMatch } from '../matching/match.ts';
import { readWork, type Lore, type WorkReading } from '../matching/reading.ts';
import { pieceKey } from '../titles.ts';
import { covers, isGiven, NO_POSITION, wholeVolumes } from '../positions.ts';
import { isCollection } from '../title-noise.ts';
import type { Cluster, KnownWorks } from './clusters.ts';
import { holdsSeveral, tellApart } from './rows.ts';

/** An item, read, and the works of catalogues that it is. */
export interface OwnedItem {
  readonly item: LibraryItem;
  readonly reading: WorkReading;
  readonly isPack: boolean;
  /** Works that it is, or holds; the first is the best match. */
  readonly works: readonly Cluster[];
  /** By its title or an id, not by its number alone. */
  readonly isSure: boolean;
  /** Its own, else that of the recordings of its work, where all are in one; or null. */
  readonly language: string | null;
  /** Works that it may be: a person has to say. */
  readonly perhaps: readonly Cluster[];
}

/** Finds the works that an item is: by id, else by title, else by its number. */
export function findOwned(item: LibraryItem, known: KnownWorks, lore: Lore): OwnedItem {
  const owned = findWorks(item, known, lore);
  const [work] = owned.isSure ? owned.works : [];
  const said = new Set(work?.rows.flatMap(({ language }) => language ?? []));
  const [only = null] = said.size === 1 ? said : [];
  return { ...owned, language: languageCode(item.language) ?? only };
}

function findWorks(item: LibraryItem, known: KnownWorks, lore: Lore): Omit<OwnedItem, 'language'> {
  const reading = readWork(item, lore);
  const isPack = holdsSeveral(reading);
  const base = { item, reading, isPack };
  const asked = askedOf(item, reading, lore);
  const byId = known.withId(item);
  const near = known.near(reading).map((cluster) => ({
    cluster,
    match: bestMatch(cluster, asked),
  }));
  if (isPack) {
    const held = near
      .filter(({ cluster, match }) => holds(match, cluster))
      .map(({ cluster }) => cluster);
    const works = new Set([
      ...(byId === undefined ? [] : [byId]),
      ...held,
      ...inParts(item, reading, known),
    ]);
    return { ...base, works: [...works], isSure: true, perhaps: [] };
  }
  const titled = near
    .filter(({ cluster, match }) => !cluster.isPack && isTitleMatch(match))
    .filter(({ cluster, match }) => match.volume.answer !== 'other' || isNamed(cluster, reading))
    .sort((a, b) => b.match.score - a.match.score);
  // An id that belongs to another volume is a slip, where the title tells which one it is.
  const isSlip = titled.length > 0 && byId !== undefined && isOther(byId, asked);
  const named = byId === undefined || isSlip ? [] : [byId];
  const sure = [...named, ...titled.map(({ cluster }) => cluster)];
  if (sure.length > 0) return { ...base, works: sure, isSure: true, perhaps: [] };
  const set = titledSet(near);
  if (set.length > 0) return { ...base, isPack: true, works: set, isSure: true, perhaps: [] };
  const behind = behindNumber(item, known, lore);
  if (behind.length > 0) return { ...base, works: behind, isSure: true, perhaps: [] };
  const told = behindName(item, known, lore);
  if (told.length > 0) return { ...base, works: told, isSure: true, perhaps: [] };
  const parts = inParts(item, reading, known);
  if (parts.length > 0) return { ...base, isPack: true, works: parts, isSure: true, perhaps: [] };
  return { ...base, ...byNumber(near) };
}

/** Works near an item, and how well each matches it. */
type Near = readonly { readonly cluster: Cluster; readonly match: WorkMatch }[];

/** `Theft of Swords`: an omnibus by the title that it has for itself, and the volumes in it. */
function titledSet(near: Near): readonly Cluster[] {
  const sets = near
    .filter(({ cluster, match }) => cluster.isPack && match.likeness === 'same')
    .filter(({ match, cluster }) => match.persons === 'same' && isNamedAlone(cluster))
    .map(({ cluster }) => cluster);
  const held = near
    .filter(({ cluster }) => !cluster.isPack && sets.some((set) => coversAll(set, cluster)))
    .map(({ cluster }) => cluster);
  return [...sets, ...held];
}

function isNamedAlone({ rows }: Cluster): boolean {
  return rows.some(
    ({ reading, known }) => reading.title.pieces.length > 0 && !isCollection(known.title),
  );
}

function coversAll(set: Cluster, one: Cluster): boolean {
  return [...set.places].some(([key, { positions }]) => {
    const volumes = wholeVolumes(one.places.get(key)?.positions ?? NO_POSITION);
    return volumes.length > 0 && volumes.every((n) => covers(positions, n));
  });
}

/** A title of its own outranks a number; the name of a series does not. */
function isNamed({ rows }: Cluster, reading: WorkReading): boolean {
  return rows.some((row) => tellApart(row.reading, reading));
}

function isOther(cluster: Cluster, asked: Asked): boolean {
  const { likeness, volume } = bestMatch(cluster, asked);
  return likeness === 'different' && volume.answer === 'other';
}

/** A volume that it covers, or the same omnibus. */
function holds(match: WorkMatch, cluster: Cluster): boolean {
  if (match.persons === 'different') return false;
  const isSame = match.volume.answer === 'same' || match.volume.answer === 'unknown';
  return match.volume.answer === 'covered' || (cluster.isPack && isSame && isTitleMatch(match));
}

/** The same author, and a title that is sure, whatever its number says of it. */
function isTitleMatch({ score, likeness, volume, persons }: WorkMatch): boolean {
  if (persons === 'different') return false;
  // A title of its own outranks a number: lists are misnumbered, and series are numbered twice.
  if (volume.answer === 'other') return likeness === 'same' && persons === 'same';
  return score >= 75 && likeness !== 'different';
}

/** Nothing by its title: what stands at its number, unless that is known to be something else. */
function byNumber(near: Near): Pick<OwnedItem, 'works' | 'isSure' | 'perhaps'> {
  const open = near.filter(
    ({ cluster, match }) => !cluster.isPack && match.persons !== 'different',
  );
  // A part of a volume counts as it: nobody wants the whole for what is left.
  const there = open.filter(
    ({ match }) => match.volume.answer === 'same' || match.volume.answer === 'part',
  );
  const best = Math.max(0, ...there.map(({ match }) => match.score));
  const works = there.filter(({ match }) => match.score === best).map(({ cluster }) => cluster);
  const perhaps = open
    .filter(({ match }) => match.score >= 40 && match.likeness !== 'different')
    .map(({ cluster }) => cluster)
    .filter((cluster) => !works.includes(cluster));
  return { works, isSure: false, perhaps };
}

/** What of an item is compared with each work that it may be. */
interface Asked {
  readonly reading: WorkReading;
  readonly readers: PersonForms | null;
  readonly minutes: number | null;
}

function askedOf(item: LibraryItem, reading: WorkReading, lore: Lore): Asked {
  const readers = item.narrators.length === 0 ? null : lore.personsOf(item.narrators);
  const minutes = item.durationSeconds === null ? null : item.durationSeconds / 60;
  return { reading, readers, minutes };
}

/** The best of a work's recordings and names. */
function bestMatch({ rows }: Cluster, { reading, readers, minutes }: Asked): WorkMatch {
  const [first, ...others] = rows.map((row) => {
    const known = row.known.runtimeMinutes;
    const isSame = minutes !== null && known !== null && timeApart(minutes, known) <= 0.02;
    const narrators = readers === null ? 'unknown' : comparePersons(row.readers, readers);
    return matchWorks(row.reading, reading, {
      runtime: isSame ? 'exact' : 'unknown',
      narrators: narrators === 'same' ? 'same' : 'unknown',
    });
  });
  if (first === undefined) throw new Error('a work has at least one row');
  let best = first;
  for (const match of others) if (match.score > best.score) best = match;
  return best;
}

/** `12 The Gathering Storm`: a track's number, if the work of that title has it in a series. */
function behindNumber(item: LibraryItem, known: KnownWorks, lore: Lore): readonly Cluster[] {
  const [, number, title] =
    /^\s*(\d{1,3})(?:\s*[-–_.)]\s*|\s+)(?=\p{L})(.+)$/u.exec(item.title) ?? [];
  if (number === undefined || title === undefined) return [];
  return worksTitled({ ...item, title }, Number(number), { known, lore });
}

/**
 * A name, a number, and the rest: `Strike 6 The Ink Black Heart`, or a hero who is parted from it,
 * `Sharpe 08 - Eagle`: the work of that title, if it has that number in a series.
 */
function behindName(item: LibraryItem, known: KnownWorks, lore: Lore): readonly Cluster[] {
  const [, name, number, rest] =
    /^\s*(\p{L}[^\d]*?)[\s#]+(\d{1,3})(?:\s*[-–:.]\s*|\s+)(?=\p{L})([^([]+)/u.exec(item.title) ??
    [];
  if (name === undefined || number === undefined || rest === undefined) return [];
  const titled = (title: string) =>
    worksTitled({ ...item, title, subtitle: null, series: [] }, Number(number), { known, lore });
  const found = titled(rest.trim());
  return found.length > 0 ? found : titled(`${name}'s ${rest.trim()}`);
}

/** The works of an item's title that stand at a number in some series. */
function worksTitled(
  item: LibraryItem,
  number: number,
  { known, lore }: { readonly known: KnownWorks; readonly lore: Lore },
): readonly Cluster[] {
  const reading = readWork(item, lore);
  const asked = askedOf(item, reading, lore);
  return known.near(reading).filter((cluster) => {
    const places = [...cluster.places.values()];
    if (!places.some(({ positions }) => covers(positions, number))) return false;
    return !cluster.isPack && isTitleMatch(bestMatch(cluster, asked));
  });
}

const JOINTS = /\s*(?:[/,;&+]|\band\b)\s*/iu;

/** An omnibus that names its works: `Unsouled / Soulsmith / Blackflame`. Two of them at least. */
function inParts(item: LibraryItem, reading: WorkReading, known: KnownWorks): readonly Cluster[] {
  const parts = `${item.title}: ${item.subtitle ?? ''}`
    .split(/:\s/u)
    .flatMap((text) => text.split(JOINTS))
    .filter((part) => pieceKey(part).length > 3);
  if (parts.length < 2 || parts.length > 30) return [];
  const found = new Map<Cluster, string>();
  for (const title of parts) {
    const key = pieceKey(title);
    const part = { ...reading.title, pieces: [key], asides: [] };
    for (const cluster of known.near({
      persons: reading.persons,
      title: part,
      places: new Map(),
    })) {
      const isNamedSo = cluster.rows.some((row) => row.reading.title.pieces[0] === key);
      if (isNamedSo && !found.has(cluster)) found.set(cluster, key);
    }
  }
  return new Set(found.values()).size >= 2 ? [...found.keys()] : [];
}

/** The whole volumes of a series that an item holds, by what it says itself; none when unsaid. */
export function volumesHeld({ reading, isPack }: OwnedItem, series: string): readonly number[] {
  const listed = reading.places.get(series);
  const own = listed !== undefined && isGiven(listed) ? listed : reading.title.positions;
  if (listed === undefined || !isGiven(own)) return [];
  return isPack ? wholeVolumes(own).filter((n) => covers(own, n)) : wholeVolumes(own);
}
