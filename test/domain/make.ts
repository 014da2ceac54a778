import type { Candidate } from '../../src/domain/candidate.ts';
import type { Decision, ReasonName } from '../../src/domain/decision.ts';
import type { Gap, WantedWork } from '../../src/domain/gap.ts';
import { findGaps } from '../../src/domain/gaps.ts';
import type { LibraryItem, SeriesPlace } from '../../src/domain/item.ts';
import type { KnownWork } from '../../src/domain/missing/known-work.ts';
import { createJudge, type JudgeInput, type Ledger } from '../../src/domain/judge.ts';

/** An item with the parts that a test is about. */
export function makeItem(parts: Partial<LibraryItem> = {}): LibraryItem {
  return {
    id: `${parts.title ?? 'item'}-${JSON.stringify(parts.series ?? [])}`,
    libraryId: 'books',
    title: 'The Final Empire',
    subtitle: null,
    authors: ['Brandon Sanderson'],
    narrators: [],
    series: [],
    language: 'English',
    durationSeconds: null,
    asin: null,
    isbn: null,
    publishedYear: null,
    abridged: false,
    ...parts,
  };
}

/** Volumes of a series by one author, as a library holds them. */
export function makeSeries(
  name: string,
  positions: readonly (string | null)[],
  author = 'Brandon Sanderson',
): LibraryItem[] {
  return positions.map((position, index) =>
    makeItem({
      id: `${name}-${author}-${index}`,
      title: `${name}, tale ${index}`,
      authors: [author],
      series: [{ name, position }],
    }),
  );
}

/** A candidate that would be right for volume 3 of Mistborn. */
export function makeCandidate(parts: Partial<Candidate> = {}): Candidate {
  return {
    source: 'mam',
    sourceId: '1000',
    title: 'The Hero of Ages',
    authors: ['Brandon Sanderson'],
    narrators: ['Michael Kramer'],
    series: [{ name: 'Mistborn', position: '3' }],
    description: 'Unabridged, 64 kbps',
    tags: [],
    formats: ['m4b'],
    sizeBytes: 700_000_000,
    seeders: 20,
    leechers: 0,
    snatches: 100,
    categoryId: 41,
    language: 'English',
    vip: false,
    freeleech: false,
    abridged: false,
    ownHistory: 'none',
    ...parts,
  };
}

/** One place in one series. */
export function at(name: string, position: string | null): readonly SeriesPlace[] {
  return [{ name, position }];
}

/** An empty ledger, but for the given parts. */
export function makeLedger(parts: Partial<Ledger> = {}): Ledger {
  return { sourceIds: new Set(), workKeys: new Set(), gapKeys: new Set(), ...parts };
}

/** A judge over a library, whose gaps are found as a run finds them. */
export function judgeOver(items: readonly LibraryItem[], parts: Partial<JudgeInput> = {}) {
  return createJudge({
    gaps: findGaps(items, { authorMinItems: 10 }).gaps,
    items,
    ledger: makeLedger(),
    account: { userClass: 'VIP' },
    policy: { minSeeders: 1 },
    ...parts,
  });
}

/** The names of a decision's reasons; `accept` has none. */
export function reasonsOf(decision: Decision | undefined): readonly ReasonName[] {
  if (decision === undefined) throw new Error('the candidate was not judged');
  return decision.verdict === 'accept' ? [] : decision.reasons.map((reason) => reason.name);
}

/** A gap whose very work is known: The Hero of Ages, read by Michael Kramer, unless said otherwise. */
export function makeKnownGap(parts: Partial<WantedWork> = {}, gap: Partial<Gap> = {}): Gap {
  const work: WantedWork = {
    title: 'The Hero of Ages',
    subtitle: null,
    series: at('Mistborn', '3'),
    narrators: ['Michael Kramer'],
    runtimeMinutes: 1640,
    language: 'English',
    releaseDate: null,
    ...parts,
  };
  return {
    key: 'gap',
    kind: 'interior',
    series: work.series[0]?.name ?? null,
    position: null,
    authors: ['Brandon Sanderson'],
    held: 2,
    because: 'It is lacking.',
    work,
    ...gap,
  };
}

/** A work as a catalogue knows it. */
export function makeKnown(parts: Partial<KnownWork> = {}): KnownWork {
  return {
    id: `${parts.title ?? 'work'}-${JSON.stringify(parts.series ?? [])}`,
    title: 'The Hero of Ages',
    subtitle: null,
    authors: ['Brandon Sanderson'],
    narrators: ['Michael Kramer'],
    series: [],
    language: 'English',
    runtimeMinutes: null,
    releaseDate: null,
    asin: null,
    isbn: null,
    abridged: false,
    source: 'audible',
    asOf: null,
    ...parts,
  };
}
