import type { SeriesPlace } from './item.ts';
import { authorKeys, seriesKey, textKey, titleKey } from './names.ts';
import { NUMBER } from './numbers.ts';
import {
  formatPositions,
  isGiven,
  isPack,
  NO_POSITION,
  parsePositions,
  positionsInTitle,
  wholeVolumes,
  type PositionSet,
} from './positions.ts';

/** What items and candidates have in common: enough to tell which work they are. */
export interface Titled {
  readonly title: string;
  readonly authors: readonly string[];
  readonly series: readonly SeriesPlace[];
}

/** A place in a series, read. */
export interface Place {
  /** The series' name as written. */
  readonly name: string;
  readonly key: string;
  readonly positions: PositionSet;
}

/** Which work something is, as far as its title, authors and series tell. */
export interface Identity {
  readonly titleKey: string;
  /** Keys of the real authors. */
  readonly authors: readonly string[];
  readonly places: readonly Place[];
  /** The position that the title itself gives. */
  readonly inTitle: PositionSet;
  /** Of the places, the first position given; else the title's. */
  readonly positions: PositionSet;
}

/** Reads the identity of an item or a candidate. */
export function identify(titled: Titled): Identity {
  const inTitle = positionsInTitle(titled.title);
  const places = readPlaces(titled, inTitle);
  const given = places.find((place) => isGiven(place.positions));
  return {
    titleKey: titleKey(
      titled.title,
      places.map((place) => place.key),
    ),
    authors: authorKeys(titled.authors),
    places,
    inTitle,
    positions: given?.positions ?? inTitle,
  };
}

/** One place for each series; a series named twice (double numbering) has the union of both. */
function readPlaces(titled: Titled, inTitle: PositionSet): readonly Place[] {
  const places = new Map<string, Place>();
  for (const { name, position } of titled.series) {
    const key = seriesKey(name);
    if (key === '') continue;
    const positions = firstGiven(parsePositions(position), () =>
      firstGiven(inTitle, () => positionsAfterSeries(titled.title, key)),
    );
    const known = places.get(key);
    if (known === undefined) places.set(key, { name, key, positions });
    else places.set(key, { ...known, positions: union(known.positions, positions) });
  }
  return [...places.values()];
}

function firstGiven(positions: PositionSet, otherwise: () => PositionSet): PositionSet {
  return isGiven(positions) ? positions : otherwise();
}

function union(one: PositionSet, other: PositionSet): PositionSet {
  return { spans: [...one.spans, ...other.spans], aside: one.aside || other.aside };
}

/** The number right behind a series' name at the start of a title: `Town 4`, `Drizzt 07 - …`. */
export function positionsAfterSeries(title: string, series: string): PositionSet {
  const words = textKey(title).replace(/^the\s/u, '');
  if (series === '' || !words.startsWith(`${series} `)) return NO_POSITION;
  const rest = words.slice(series.length + 1);
  const list = BEHIND_SERIES.exec(rest)?.[1];
  return list === undefined ? NO_POSITION : parsePositions(list);
}

/** `4`, `book four`, `5 and 6`, `iv`; a single `i`, `v` or `x` is more likely a word. */
const BEHIND_SERIES = new RegExp(
  String.raw`^((?:(?:book|bk|vol|volume|no)\s${NUMBER}|\d{1,3}|[ivx]{2,7})(?:\sand\s(?:\d{1,3}|[ivx]{2,7}))*)(?!\S)`,
  'u',
);

/**
 * The numbers that a set of positions names: whole volumes, halves, 0; -1 for a place that is no
 * number (`Prequel`). Two sets that share none of them are different volumes.
 */
export function placeNumbers(set: PositionSet): readonly number[] {
  const numbers = new Set(wholeVolumes(set));
  for (const { from, to } of set.spans) if (from === to) numbers.add(from);
  if (numbers.size === 0 && set.aside) numbers.add(-1);
  return [...numbers];
}

/**
 * Keys of a work, of which two recordings of it share at least one: author and title (with the
 * volume, where it is known), and author, series and volume (one for each volume of a pack).
 * Nothing without a real author has a key. Volumes that differ never share one.
 */
export function workKeys(identity: Identity): readonly string[] {
  const keys = new Set<string>();
  for (const author of identity.authors) {
    for (const title of titleIdentities(identity)) keys.add(`title:${title}:${author}`);
    for (const place of identity.places) {
      for (const volume of volumeNames(place.positions)) {
        keys.add(`volume:${place.key}:${author}:${volume}`);
      }
    }
  }
  return [...keys];
}

/** Parts of a volume are works of their own; a pack is all of its volumes. */
function volumeNames(positions: PositionSet): readonly string[] {
  const parts = positions.spans.filter((span) => span.part !== null);
  if (parts.length > 0) return parts.map((span) => `${span.from}p${span.part}`);
  return placeNumbers(positions)
    .filter((n) => n >= 0)
    .map(String);
}

function titleIdentities({ titleKey: title, places, inTitle, positions }: Identity): string[] {
  if (title === '') return [];
  if (isPack(positions)) return [`${title}#${formatPositions(positions)}`];
  const names: string[] = [];
  // A title that is the series' own name (`Cradle`) says nothing without its volume.
  const isSeriesName = places.some((place) => place.key === seriesKey(title));
  if (!isGiven(inTitle) && !(isSeriesName && isGiven(positions))) names.push(title);
  if (isGiven(positions)) names.push(`${title}#${formatPositions(positions)}`);
  return names;
}
