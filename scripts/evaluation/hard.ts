import { z } from 'zod';
import {
  CandidateRow,
  CatalogueRow,
  ExpectedDecision,
  GapRow,
  LibraryRow,
  type ExpectedGap,
} from '../../src/evaluation/formats.ts';
import type { DecisionSet } from './decisions.ts';
import type { GapSet } from './gaps.ts';

/** Gaps written by hand, and what is offered: each offer says which gaps its work is of. */
const DecisionGroups = z.array(
  z.object({
    bucket: z.string(),
    gaps: z.array(GapRow.extend({ expected: ExpectedDecision.shape.expected.optional() })),
    offers: z.array(
      CandidateRow.omit({ id: true }).extend({
        fills: z.array(z.string()).default([]),
        truth: z
          .enum(['right', 'recording', 'tolerated', 'plausible', 'doubtful', 'other'])
          .default('right'),
      }),
    ),
  }),
);

const GapGroups = z.array(
  z.object({
    bucket: z.string(),
    library: z.array(LibraryRow.omit({ id: true })),
    catalogue: z.array(
      CatalogueRow.omit({ id: true }).extend({
        expected: z.enum(['gap', 'none', 'upcoming', 'question', 'either']),
      }),
    ),
  }),
);

/** Makes the files of `eval decide` from hand-written groups; an offer says no more than it must. */
export function makeHardDecisions(text: string): DecisionSet {
  const gaps: GapRow[] = [];
  const candidates: CandidateRow[] = [];
  const expected: ExpectedDecision[] = [];
  for (const group of DecisionGroups.parse(JSON.parse(text))) {
    const offers = group.offers.map(({ fills, truth, ...row }, index) => {
      const id = `h${String(candidates.length + index + 1).padStart(3, '0')}`;
      return {
        fills,
        truth,
        row: { formats: ['m4b'], seeders: 15, language: 'English', ...row, id },
      };
    });
    candidates.push(...offers.map(({ row }) => row));
    for (const { expected: said, ...gap } of group.gaps) {
      const told = (truth: string): string[] =>
        offers
          .filter((offer) => offer.truth === truth && offer.fills.includes(String(gap.id)))
          .map(({ row }) => row.id);
      const clear = told('right');
      const plausible = [...told('plausible'), ...told('doubtful')];
      const byOffers = clear.length > 0 ? 'accept' : plausible.length > 0 ? 'ask' : 'none';
      gaps.push(gap);
      expected.push({
        gap: gap.id,
        expected: said ?? byOffers,
        right: [...clear, ...told('plausible')],
        tolerated: told('tolerated'),
        wrongRecording: told('recording'),
        bucket: group.bucket,
      });
    }
  }
  return { gaps, candidates, expected };
}

/** Makes the files of `eval gaps` from hand-written groups. */
export function makeHardGaps(text: string): GapSet {
  const library: LibraryRow[] = [];
  const catalogue: CatalogueRow[] = [];
  const expected: ExpectedGap[] = [];
  for (const group of GapGroups.parse(JSON.parse(text))) {
    for (const row of group.library) library.push({ id: `l${String(library.length + 1)}`, ...row });
    for (const { expected: said, ...row } of group.catalogue) {
      const id = `w${String(catalogue.length + 1)}`;
      catalogue.push({ id, ...row });
      expected.push({ work: id, expected: said, bucket: group.bucket });
    }
  }
  return { library, catalogue, expected };
}
