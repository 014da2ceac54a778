import { personForms } from '../authors.ts';
import { Tally } from '../order.ts';
import { NO_POSITION } from '../positions.ts';
import type { Cluster } from './clusters.ts';
import type { FoundMissing, MissingGround, MissingWork } from './found.ts';
import { isUpcoming } from './release.ts';
import type { KnownRow } from './rows.ts';
import { knowsRecordings } from './trust.ts';
import { toMissing, wantedRows } from './wanted.ts';
import { isShortForm } from '../title-noise.ts';

const NOBODY = personForms([]);

/** What is held of one author. */
interface HeldAuthor {
  held: number;
  name: string;
  readonly languages: Tally;
}

/**
 * Works in no series by authors who are collected: held in number. A series that was never begun
 * is a matter of taste, and not wanted on its author's account.
 */
export function missingOfAuthors(
  clusters: readonly Cluster[],
  ground: MissingGround,
): FoundMissing {
  const authors = heldAuthors(ground);
  const gaps: MissingWork[] = [];
  const questions: MissingWork[] = [];
  const upcoming: MissingWork[] = [];
  for (const cluster of clusters) {
    if (cluster.isPack || cluster.places.size > 0 || ground.isOwned(cluster)) continue;
    const author = collected(cluster, authors, ground.policy.authorMinItems);
    if (author === undefined || !isSold(cluster)) continue;
    const override = ground.overrides.for(null, [author.name]);
    if (override.ignore === true) continue;
    const taste = { ground, override, language: author.languages.top(), readers: NOBODY };
    const rows = wantedRows(cluster, taste);
    const [row] = rows;
    if (row === undefined || (isShort(rows) && !ground.policy.novellas)) continue;
    const missing = toMissing({
      cluster,
      row,
      kind: 'author',
      series: null,
      positions: NO_POSITION,
      held: author.held,
      heldBy: [],
      narrators: [],
      why: `The library holds ${author.held} works by ${author.name}, and not this one`,
      today: ground.today,
    });
    if (isUpcoming(rows, ground.today)) upcoming.push(missing);
    else if (ground.isPerhapsOwned(cluster)) questions.push(missing);
    else gaps.push(missing);
  }
  return { gaps, questions, upcoming };
}

/** A tale, not a book: in minutes. */
const SHORTEST_BOOK = 120;

/** True for a story or a novella that is sold alone. */
function isShort(rows: readonly KnownRow[]): boolean {
  return rows.some(
    ({ known }) =>
      (known.runtimeMinutes ?? SHORTEST_BOOK) < SHORTEST_BOOK ||
      isShortForm(`${known.title}: ${known.subtitle ?? ''}`),
  );
}

/** A book in print may never be read aloud, and a listing in no series may be anything. */
function isSold({ rows }: Cluster): boolean {
  return rows.some(({ known }) => knowsRecordings(known.source));
}

function heldAuthors({ owned }: MissingGround): ReadonlyMap<string, HeldAuthor> {
  const authors = new Map<string, HeldAuthor>();
  for (const { item, reading, language } of owned) {
    for (const form of reading.persons.sure) {
      const known = authors.get(form) ?? { held: 0, name: '', languages: new Tally() };
      authors.set(form, known);
      known.held += 1;
      known.name ||= item.authors[0] ?? '';
      if (language !== null) known.languages.add(language);
    }
  }
  return authors;
}

function collected(
  { rows }: Cluster,
  authors: ReadonlyMap<string, HeldAuthor>,
  least: number,
): HeldAuthor | undefined {
  for (const { reading } of rows) {
    for (const form of reading.persons.sure) {
      const author = authors.get(form);
      if (author !== undefined && author.held >= least) return author;
    }
  }
  return undefined;
}
