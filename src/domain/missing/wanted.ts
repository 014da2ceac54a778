import { comparePersons, personForms, type PersonForms } from '../authors.ts';
import type { Gap, GapKind } from '../gap.ts';
import { languageCode } from '../languages.ts';
import { authorKeys } from '../names.ts';
import { byText } from '../order.ts';
import { contradicts, formatPositions, isGiven, type PositionSet } from '../positions.ts';
import type { Cluster } from './clusters.ts';
import type { MissingGround, MissingWork } from './found.ts';
import type { KnownRow } from './rows.ts';
import { pieceKey } from '../titles.ts';
import type { PolicyOverride } from '../policy.ts';
import { isLater, releaseOf } from './release.ts';
import { isBesideAWork } from '../title-noise.ts';
import { sourceName } from '../source-names.ts';
import { LISTINGS, trustRank } from './trust.ts';

/** What is wanted of recordings, for one series or one author. */
export interface Taste {
  readonly ground: MissingGround;
  readonly override: PolicyOverride;
  /** Language of what is held of the series or the author. */
  readonly language: string | null;
  readonly readers: PersonForms;
}

/** The recordings of a work that the user would take, the best first; none: it is not wanted. */
export function wantedRows(cluster: Cluster, taste: Taste): readonly KnownRow[] {
  return cluster.rows
    .filter((row) => row.isPack === cluster.isPack && isWanted(row, taste))
    .sort(
      (a, b) =>
        Number(isReadBy(b, taste)) - Number(isReadBy(a, taste)) ||
        Number(isPlaced(b, cluster)) - Number(isPlaced(a, cluster)) ||
        trustRank(a.known.source) - trustRank(b.known.source) ||
        byText(a.known.id, b.known.id),
    );
}

function isWanted(row: KnownRow, { ground, override, language }: Taste): boolean {
  const { policy } = ground;
  if (row.isPart || isBesideAWork(`${row.known.title}: ${row.known.subtitle ?? ''}`)) return false;
  if (row.isDrama && !(override.dramatised ?? policy.dramatised)) return false;
  if (row.isAbridged && !(override.abridged ?? policy.abridged)) return false;
  if (row.language === null) return true;
  const said = (override.languages ?? policy.languages).map(languageCode);
  if (said.length > 0) return said.includes(row.language);
  const wanted = language ?? ground.language;
  return wanted === null || wanted === row.language;
}

function isReadBy(row: KnownRow, { readers }: Taste): boolean {
  return comparePersons(readers, row.readers) === 'same';
}

/** True for a row that has a number, and none that is not believed. */
function isPlaced({ reading }: KnownRow, { places }: Cluster): boolean {
  const said = [...reading.places];
  const isContradicted = said.some(([key, positions]) => {
    const believed = places.get(key)?.positions;
    return believed !== undefined && contradicts(believed, positions);
  });
  return !isContradicted && said.some(([, positions]) => isGiven(positions));
}

/** What a {@link MissingWork} is made from. */
export interface Finding {
  readonly cluster: Cluster;
  readonly row: KnownRow;
  readonly kind: GapKind;
  /** The series in which it is lacking, or null. */
  readonly series: {
    readonly key: string;
    readonly name: string;
    readonly alsoCalled: readonly string[];
  } | null;
  readonly positions: PositionSet;
  readonly held: number;
  /** Keys of the authors of what is held of the series. */
  readonly heldBy: readonly string[];
  readonly narrators: readonly string[];
  /** Without the sentence's end: which knowledge says so is added. */
  readonly why: string;
  readonly today: string;
}

/** Puts a finding into words, and into a run's form. */
export function toMissing(finding: Finding): MissingWork {
  const { cluster, row, kind, series, positions, narrators, held, heldBy, why, today } = finding;
  const { known } = row;
  const sources = sourcesOf(cluster);
  const names = sources.map(({ source }) => sourceName(source)).join(' and ');
  const because = `${why}; ${names} ${sources.length > 1 ? 'know' : 'knows'} “${known.title}”.`;
  const releaseDate = releaseOf(row, cluster.rows);
  const number = positions.spans[0]?.from ?? null;
  const gap: Gap = {
    key: keyOf(finding),
    kind,
    series: series?.name ?? null,
    ...(series === null || series.alsoCalled.length === 0 ? {} : { alsoCalled: series.alsoCalled }),
    position: number,
    authors: known.authors,
    held,
    because,
    work: {
      title: known.title,
      subtitle: known.subtitle,
      series: known.series,
      narrators,
      runtimeMinutes: isReadByOwned(row, narrators) ? known.runtimeMinutes : null,
      language: known.language,
      releaseDate: isLater(releaseDate, today) ? releaseDate : null,
      ids: idsOf(cluster),
    },
  };
  const position = isGiven(positions) ? formatPositions(positions) : null;
  return {
    work: known.id,
    kind,
    series: series?.name ?? null,
    position,
    because,
    releaseDate,
    gap,
    heldBy,
    sources,
  };
}

/** Another reader's playing time says nothing about the recording that is wanted. */
function isReadByOwned({ known }: KnownRow, narrators: readonly string[]): boolean {
  return comparePersons(personForms(narrators), personForms(known.narrators)) !== 'different';
}

/** The same as a run without catalogues gives, so that a gap stays the same one when they come. */
function keyOf({ series, row, positions }: Finding): string {
  const author = authorKeys(row.known.authors)[0] ?? '';
  const number = positions.spans[0]?.from;
  if (series !== null && number !== undefined) return `series:${series.key}:${author}:${number}`;
  return `work:${author}:${row.reading.title.pieces.join('') || pieceKey(row.known.title)}`;
}

/** What a listing is of is anybody's word: its id counts where there is no other. */
function idsOf({ rows }: Cluster): readonly string[] {
  const catalogued = rows.filter(({ known }) => known.source !== LISTINGS);
  const telling = catalogued.length > 0 ? catalogued : rows;
  return telling.map(({ known }) => known.id).sort(byText);
}

function sourcesOf({ rows }: Cluster): MissingWork['sources'] {
  const newest = new Map<string, string | null>();
  for (const { known } of rows) {
    const before = newest.get(known.source) ?? null;
    const isNewer = before === null || (known.asOf !== null && known.asOf > before);
    newest.set(known.source, isNewer ? known.asOf : before);
  }
  return [...newest].sort(([a], [b]) => byText(a, b)).map(([source, asOf]) => ({ source, asOf }));
}
