import { jaroWinkler } from './jaro-winkler.ts';
import type {
  CandidateRow,
  CatalogueRow,
  DecisionsOutput,
  GapRow,
  GapsOutput,
  LibraryRow,
} from './formats.ts';

/** What the baselines look at: nothing else. */
interface Named {
  readonly title: string;
  readonly authors: readonly string[];
}

/** A title and its authors, made ready to be compared. */
interface Read {
  readonly title: string;
  readonly words: ReadonlySet<string>;
  readonly authors: readonly string[];
}

/** A simple way to tell whether two rows are one work, as other programs do it. */
export interface Baseline {
  readonly name: string;
  /** How alike what is wanted and what is there are, 0 to 1. */
  readonly likeness: (wanted: Read, there: Read) => number;
  /** From here on they are taken for the same. */
  readonly threshold: number;
}

/** The baselines that stand beside our judge. */
export const BASELINES: readonly Baseline[] = [
  {
    name: 'exact title',
    likeness: (wanted, there) => (wanted.title === there.title ? 1 : 0),
    threshold: 1,
  },
  {
    name: 'Jaro-Winkler 0.9 with author',
    likeness: (wanted, there) =>
      shareAuthor(wanted, there) ? jaroWinkler(wanted.title, there.title) : 0,
    threshold: 0.9,
  },
  {
    name: 'title words 80 % with author',
    likeness: (wanted, there) => (shareAuthor(wanted, there) ? coverage(wanted, there) : 0),
    threshold: 0.8,
  },
  {
    name: 'best score, never abstaining',
    likeness: (wanted, there) =>
      (shareAuthor(wanted, there) ? 0.4 : 0) +
      0.3 * jaroWinkler(wanted.title, there.title) +
      0.3 * coverage(wanted, there),
    threshold: 0,
  },
];

/** A catalogue's works that a baseline finds in no row of the library, in series or by authors held. */
export function baselineGaps(
  baseline: Baseline,
  library: readonly LibraryRow[],
  catalogue: readonly CatalogueRow[],
): GapsOutput {
  const owned = library.map(read);
  const authors = new Set(owned.flatMap((one) => one.authors));
  // Without abstaining nothing would ever lack: for gaps, "best" is alike from a half on.
  const threshold = baseline.threshold === 0 ? 0.75 : baseline.threshold;
  const gaps: GapsOutput['gaps'] = [];
  for (const row of catalogue) {
    const wanted = read(row);
    if (!wanted.authors.some((author) => authors.has(author))) continue;
    if (owned.some((one) => baseline.likeness(wanted, one) >= threshold)) continue;
    const [place] = row.series ?? [];
    gaps.push({
      work: row.id,
      kind: 'author',
      series: place?.name ?? null,
      position: place?.position == null ? null : String(place.position),
      because: `${baseline.name}: nothing alike is owned.`,
    });
  }
  return { gaps, questions: [], upcoming: [] };
}

/** For each gap the candidate that is most alike, with more seeders before fewer. */
export function baselineDecisions(
  baseline: Baseline,
  gaps: readonly GapRow[],
  candidates: readonly CandidateRow[],
): DecisionsOutput {
  const offered = candidates.map((row) => ({ row, read: read(row) }));
  const decisions = gaps.map((gap): DecisionsOutput['decisions'][number] => {
    const wanted = read(gap);
    let best: { readonly row: CandidateRow; readonly likeness: number } | null = null;
    for (const { row, read: there } of offered) {
      const likeness = baseline.likeness(wanted, there);
      if (likeness < baseline.threshold) continue;
      const isBetter =
        best === null ||
        likeness > best.likeness ||
        (likeness === best.likeness && (row.seeders ?? 0) > (best.row.seeders ?? 0));
      if (isBetter) best = { row, likeness };
    }
    const because = `${baseline.name}: ${best === null ? 'nothing alike' : best.likeness.toFixed(2)}`;
    const verdict = best === null ? 'none' : 'accept';
    return { gap: gap.id, chosen: best?.row.id ?? null, verdict, because, candidates: [] };
  });
  return { decisions };
}

function read({ title, authors }: Named): Read {
  const plain = plainText(title);
  return { title: plain, words: new Set(plain.split(' ')), authors: authors.map(plainText) };
}

/** Kept apart from the domain's keys on purpose: a baseline shall not profit from them. */
function plainText(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function shareAuthor(one: Read, other: Read): boolean {
  return one.authors.some((author) => other.authors.includes(author));
}

function coverage(wanted: Read, there: Read): number {
  let shared = 0;
  for (const word of wanted.words) if (there.words.has(word)) shared += 1;
  return shared / wanted.words.size;
}
