import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Candidate } from '../../src/domain/candidate.ts';
import type { Decision } from '../../src/domain/decision.ts';
import type { Gap } from '../../src/domain/gap.ts';
import type { PolicyParts } from '../../src/domain/policy.ts';
import { findLacking } from '../../src/domain/lacking.ts';
import type { KnownWork } from '../../src/domain/missing/known-work.ts';
import { applyCap, openCourt, workKeysOf } from '../../src/domain/judge.ts';
import { authorKey } from '../../src/domain/names.ts';
import { settleGap, type GapHistory } from '../../src/domain/settle.ts';
import { generateTerms, type GeneratedTerms } from '../../src/domain/terms.ts';
import { differences } from '../../src/sandbox/expectation.ts';
import { createSearchIndex } from '../../src/sandbox/tracker/search-index.ts';
import { createWorld, type World } from '../../src/sandbox/world/index.ts';

interface Judged {
  readonly candidate: Candidate;
  readonly decision: Decision;
}

/** Everything that a term's search lists. */
function searcher(world: World): (text: string) => readonly Candidate[] {
  const index = createSearchIndex(world.torrents);
  return (text) => {
    const rows: Candidate[] = [];
    for (;;) {
      const request = { text, start: rows.length, categories: [], audiobooksOnly: true };
      const page = index.search({ ...request, activeOnly: false });
      rows.push(...page.rows);
      if (page.rows.length === 0) return rows;
    }
  };
}

/** What a run does with a world, without any of the machinery around the judgement. */
function crawl(
  world: World,
  made: GeneratedTerms,
  { gaps, policy }: { readonly gaps: readonly Gap[]; readonly policy: PolicyParts },
): readonly Judged[] {
  const search = searcher(world);
  const court = openCourt({ gaps, items: world.items });
  const ledger = {
    sourceIds: new Set<string>(),
    workKeys: new Set<string>(),
    gapKeys: new Set<string>(),
  };
  const account = { userClass: 'VIP' };
  const judged = new Map<string, Judged>();
  let slots = 10;
  for (const term of made.terms) {
    const fresh = search(term.text).filter((row) => !judged.has(row.sourceId));
    const judge = court.withCircumstances({ ledger, account, policy });
    const decisions = judge.judge(fresh);
    const decided = fresh.flatMap((candidate): Judged[] => {
      const decision = decisions.get(candidate.sourceId);
      return decision === undefined ? [] : [{ candidate, decision }];
    });
    const { within, beyond } = applyCap(decided, slots);
    for (const one of [...within, ...beyond]) judged.set(one.candidate.sourceId, one);
    for (const { candidate, decision } of within) {
      if (decision.verdict !== 'accept') continue;
      slots -= 1;
      ledger.sourceIds.add(candidate.sourceId);
      for (const key of workKeysOf(candidate)) ledger.workKeys.add(key);
      for (const key of decision.gapKeys) ledger.gapKeys.add(key);
    }
  }
  return [...judged.values()];
}

/** What catalogues tell a run of this world. */
function knownTo({ catalogue }: World): readonly KnownWork[] {
  return catalogue.flatMap(({ publishedDate, knownTo: sources, ...work }, at) =>
    sources.map((source) => ({
      ...work,
      id: `${source}:${at}`,
      releaseDate: publishedDate,
      source,
      asOf: null,
    })),
  );
}

/** The whole outcome of a run over a world, as a report of it would tell. */
function runOver(world: World, policy: PolicyParts, known: readonly KnownWork[]) {
  const lacking = findLacking({ library: world.items, known, policy: {}, today: '2026-11-26' });
  const gaps = lacking.gaps.map(({ gap }) => gap);
  const heldByAuthor = new Map<string, number>();
  for (const author of world.items.flatMap((item) => item.authors.map(authorKey))) {
    heldByAuthor.set(author, (heldByAuthor.get(author) ?? 0) + 1);
  }
  const made = generateTerms(gaps, { maxTerms: 1000, heldByAuthor });
  const judged = crawl(world, made, { gaps, policy });
  const told = judged.map(({ candidate, decision }) => ({ ...candidate, decision }));
  return {
    terms: [...made.terms],
    gaps: gaps.map((gap) => {
      const decisions = told.filter(({ decision }) => decision.gapKeys.includes(gap.key));
      const history: GapHistory = {
        gap,
        onItsWay: false,
        terms: [{ label: '', status: 'done', failure: null }],
        decisions,
        acquisitions: decisions
          .filter(({ decision }) => decision.verdict === 'accept')
          .map(({ title, sourceId }) => ({ title, sourceId, status: 'queued', failure: null })),
      };
      return { gap, ...settleGap(history) };
    }),
    queued: told.filter(({ decision }) => decision.verdict === 'accept'),
    deferred: told.filter(({ decision }) => decision.verdict === 'defer'),
  };
}

for (const seed of [1, 42]) {
  for (const narrators of ['ask', 'same', 'prefer'] as const) {
    test(`a run over world ${seed} comes out as its maker declared: narrators ${narrators}`, () => {
      const world = createWorld({ seed });
      const outcome = runOver(world, { narrators }, knownTo(world));
      assert.deepEqual(differences(outcome, world.expectedWithCatalogue), []);
    });
  }

  test(`a run over world ${seed} without its catalogue comes out as declared`, () => {
    const world = createWorld({ seed });
    assert.deepEqual(differences(runOver(world, {}, []), world.expected), []);
  });

  test(`where another reads all that world ${seed} lists, the policy decides`, () => {
    const world = createWorld({ seed });
    const torrents = world.torrents.map((one) => ({ ...one, narrators: ['Some Body Else'] }));
    const outcomes = (narrators: 'ask' | 'same' | 'prefer') => {
      const { gaps } = runOver({ ...world, torrents }, { narrators }, []);
      const fitting = new Set(
        world.expected.gaps.flatMap(({ key, sourceId }) => (sourceId === null ? [] : [key])),
      );
      const ofSeries = gaps.filter(({ gap }) => gap.kind !== 'author' && fitting.has(gap.key));
      return new Set(ofSeries.map(({ outcome }) => outcome));
    };
    assert.deepEqual([...outcomes('ask')], ['to-review']);
    assert.deepEqual([...outcomes('same')], ['refused']);
    assert.deepEqual(outcomes('prefer'), new Set(['queued', 'deferred']));
  });
}
