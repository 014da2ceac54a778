import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Candidate } from '../../src/domain/candidate.ts';
import { decideGaps } from '../../src/domain/decide-gaps.ts';
import type { WantedWork } from '../../src/domain/gap.ts';
import type { LibraryItem } from '../../src/domain/item.ts';
import { at, makeCandidate, makeKnownGap } from './make.ts';

export const AUTHORS = ['Jane Alder'];

/** What is wanted, what is offered, and how that ends. */
export type Row = readonly [
  what: string,
  wanted: Pick<WantedWork, 'title' | 'series'>,
  offered: Partial<Candidate>,
  verdict?: 'accept' | 'ask' | 'none',
];

export function decide(
  wanted: Partial<WantedWork>,
  offered: Partial<Candidate>,
  items: LibraryItem[] = [],
) {
  const gap = makeKnownGap(
    { narrators: [], runtimeMinutes: null, ...wanted },
    { authors: AUTHORS },
  );
  const candidate = makeCandidate({ authors: AUTHORS, narrators: [], description: '', ...offered });
  const [decision] = decideGaps({ gaps: [gap], candidates: [candidate], items });
  assert.ok(decision !== undefined);
  return decision;
}

export function work(title: string, series: string | null = null, position: string | null = null) {
  return { title, series: series === null ? [] : at(series, position) };
}

/** Without a verdict: never chosen. */
export function check(rows: readonly Row[]): void {
  for (const [what, wanted, offered, verdict] of rows) {
    test(`${what}: ${verdict ?? 'never chosen'}`, () => {
      const decision = decide(wanted, offered);
      if (verdict === undefined) assert.notEqual(decision.verdict, 'accept', decision.because);
      else assert.equal(decision.verdict, verdict, decision.because);
    });
  }
}
