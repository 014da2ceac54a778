import type { Candidate } from './candidate.ts';
import type { Decision, Reason, Verdict } from './decision.ts';
import type { Gap } from './gap.ts';
import type { LibraryItem } from './item.ts';
import { openCourt, readListing, type Circumstances, type Listing } from './judge.ts';
import { MOST_FAR, withoutFarVolumes } from './matching/far.ts';
import { readWork } from './matching/reading.ts';
import { WorkIndex } from './matching/work-index.ts';
import { byText } from './order.ts';
import { reasonSentence } from './sentences.ts';

/** Gaps whose works are known, and everything that was found for any of them. */
export interface DecideInput extends Partial<Circumstances> {
  readonly gaps: readonly Gap[];
  readonly candidates: readonly Candidate[];
  /** What is owned, where that is known. */
  readonly items?: readonly LibraryItem[];
}

/** What was decided for one gap. */
export interface GapDecision {
  readonly gapKey: string;
  /** The source's id of the one that was chosen, or null. */
  readonly chosen: string | null;
  /** `ask`: nothing was chosen, and something may fit. */
  readonly verdict: 'accept' | 'ask' | 'none';
  readonly because: string;
  /** Every candidate that may have to do with the gap, best first. */
  readonly candidates: readonly CandidateDecision[];
}

/** What was decided about one candidate for one gap. */
export interface CandidateDecision {
  readonly sourceId: string;
  readonly verdict: Verdict;
  readonly reasons: readonly Reason[];
}

/**
 * Chooses for each gap by itself, as a run with that gap alone would: the same judge, with nothing
 * else on its way. Every candidate is offered to every gap. Linear but for namesakes.
 */
export function decideGaps(input: DecideInput): readonly GapDecision[] {
  const index = new WorkIndex<Listing>(MOST_FAR);
  for (const candidate of input.candidates) {
    const listing = readListing(candidate);
    for (const reading of [listing.reading, ...listing.renamed]) index.add(reading, listing);
  }
  return input.gaps.map((gap) => decideGap(gap, index, input));
}

function decideGap(gap: Gap, index: WorkIndex<Listing>, input: DecideInput): GapDecision {
  const wanted = readWork({ ...wantedOf(gap), authors: gap.authors });
  const near = withoutFarVolumes(wanted, index.near(wanted));
  const { items = [], gaps: _, candidates: __, ...circumstances } = input;
  const judge = openCourt({ gaps: [gap], items }).withCircumstances({
    ledger: { sourceIds: new Set(), workKeys: new Set(), gapKeys: new Set() },
    account: { userClass: null },
    policy: {},
    ...circumstances,
  });
  const decided = [...judge.judgeListings(near)].filter(([, { gapKeys }]) =>
    gapKeys.includes(gap.key),
  );
  decided.sort(
    ([idA, a], [idB, b]) =>
      RANK[a.verdict] - RANK[b.verdict] ||
      reasonsOf(a).length - reasonsOf(b).length ||
      byText(idA, idB),
  );
  const candidates = decided.map(([sourceId, decision]): CandidateDecision => {
    return { sourceId, verdict: decision.verdict, reasons: reasonsOf(decision) };
  });
  return { gapKey: gap.key, ...outcomeOf(decided), candidates };
}

function wantedOf({ work, series, position }: Gap) {
  if (work != null) return work;
  const place = { name: series ?? '', position: position === null ? null : String(position) };
  return { title: '', subtitle: null, series: series === null ? [] : [place] };
}

const RANK: Readonly<Record<Verdict, number>> = { accept: 0, ask: 1, defer: 2, refuse: 3 };

function reasonsOf(decision: Decision): readonly Reason[] {
  return decision.verdict === 'accept' ? [] : decision.reasons;
}

function outcomeOf(
  decided: readonly (readonly [string, Decision])[],
): Pick<GapDecision, 'chosen' | 'verdict' | 'because'> {
  const [best] = decided;
  if (best === undefined) {
    return { chosen: null, verdict: 'none', because: 'Nothing that was offered is of this work.' };
  }
  const [sourceId, decision] = best;
  if (decision.verdict === 'accept') {
    return { chosen: sourceId, verdict: 'accept', because: decision.because };
  }
  const sentences = decision.reasons.map(reasonSentence).join(' ');
  const isOpen = decision.verdict === 'ask';
  const head = isOpen
    ? 'Something may fit, and a person has to say.'
    : 'Nothing that was offered fits.';
  const because = `${head} Of the nearest: ${sentences}`;
  return { chosen: null, verdict: isOpen ? 'ask' : 'none', because };
}
