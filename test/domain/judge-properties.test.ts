import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { Candidate } from '../../src/domain/candidate.ts';
import { findGaps } from '../../src/domain/gaps.ts';
import { openCourt, workKeysOf } from '../../src/domain/judge.ts';
import { reasonSentence } from '../../src/domain/sentences.ts';
import { at, judgeOver, makeCandidate, makeItem, makeLedger, makeSeries } from './make.ts';

const LIBRARY = [
  ...makeSeries('Mistborn', ['1', '2', '5']),
  ...makeSeries('Elantris', ['2']),
  ...makeSeries('Discworld', ['1-7', '9'], 'Terry Pratchett'),
  ...Array.from({ length: 12 }, (_, n) =>
    makeItem({ id: `k${n}`, title: `Tale ${n}`, authors: ['Stephen King'] }),
  ),
];

const candidate: fc.Arbitrary<Candidate> = fc
  .record({
    title: fc.oneof(
      fc.constantFrom(
        'The Hero of Ages',
        'Mistborn',
        'Mistborn 3',
        'Sourcery',
        'It',
        'Tale 3',
        'Elantris, Book 3',
        'Elantris (1 of 2)',
      ),
      fc.string({ unit: 'grapheme' }),
    ),
    authors: fc.subarray([
      'Brandon Sanderson',
      'Pratchett, Terry',
      'Stephen King',
      'Various',
      'Ann Other',
    ]),
    series: fc.array(
      fc.record({
        name: fc.constantFrom('Mistborn', 'The Elantris Series', 'Discworld', 'City Watch', ''),
        position: fc.constantFrom(null, '1', '3', '3-4', '4', '1-9', '2.5', '3p1', 'Prequel', '10'),
      }),
      { maxLength: 2 },
    ),
    formats: fc.subarray(['m4b', 'mp3', 'epub']),
    seeders: fc.nat(3),
    language: fc.constantFrom(null, 'English', 'eng', 'German'),
    abridged: fc.boolean(),
    vip: fc.boolean(),
  })
  .map((parts) => makeCandidate(parts));

const candidates = fc
  .array(candidate, { maxLength: 10 })
  .map((list) => list.map((one, index) => ({ ...one, sourceId: `${index + 1}` })));

test('decisions do not depend on the order of the candidates', () => {
  fc.assert(
    fc.property(
      candidates.chain((list) =>
        fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
      ),
      ([list, shuffled]) => {
        const judge = judgeOver(LIBRARY);
        assert.deepEqual(
          new Map([...judge.judge(shuffled)].sort()),
          new Map([...judge.judge(list)].sort()),
        );
      },
    ),
  );
});

test('each candidate has one decision, each gap at most one winner, and each reason a sentence', () => {
  fc.assert(
    fc.property(candidates, (list) => {
      const decisions = judgeOver(LIBRARY, { account: { userClass: 'User' } }).judge(list);
      assert.deepEqual([...decisions.keys()].sort(), list.map((one) => one.sourceId).sort());
      const filled: string[] = [];
      for (const decision of decisions.values()) {
        if (decision.verdict === 'accept') filled.push(...decision.gapKeys);
        else for (const reason of decision.reasons) assert.ok(reasonSentence(reason).endsWith('.'));
      }
      assert.equal(new Set(filled).size, filled.length);
    }),
  );
});

test('an irrelevant candidate never changes a choice', () => {
  const irrelevant = fc.oneof(
    candidate.map((one) => ({ ...one, authors: ['Ann Other'] })),
    candidate.map((one) => ({ ...one, seeders: 0 })),
    candidate.map((one) => ({ ...one, abridged: true })),
  );
  fc.assert(
    fc.property(candidates, irrelevant, (list, extra) => {
      const judge = judgeOver(LIBRARY);
      const alone = judge.judge(list);
      const together = judge.judge([{ ...extra, sourceId: '0' }, ...list]);
      for (const [id, decision] of alone) assert.deepEqual(together.get(id), decision);
    }),
  );
});

test('a volume number never differs and fits', () => {
  const number = fc.integer({ min: 1, max: 12 });
  fc.assert(
    fc.property(number, number, (listed, titled) => {
      const torrent = makeCandidate({
        title: `The Tale, Book ${titled}`,
        series: at('Mistborn', `${listed}`),
      });
      const decision = judgeOver(LIBRARY).judge([torrent]).get('1000');
      if (decision?.verdict !== 'accept') return;
      assert.equal(listed, titled);
      assert.deepEqual(decision.gapKeys, [`series:mistborn:brandon sanderson:${listed}`]);
    }),
  );
});

test('what was chosen is refused in the next term, whoever offers it', () => {
  fc.assert(
    fc.property(candidates, (list) => {
      const court = openCourt({
        gaps: findGaps(LIBRARY, { authorMinItems: 10 }).gaps,
        items: LIBRARY,
      });
      const given = { account: { userClass: 'VIP' }, policy: { minSeeders: 1 } };
      const first = court.withCircumstances({ ...given, ledger: makeLedger() }).judge(list);
      const accepted = list.filter((one) => first.get(one.sourceId)?.verdict === 'accept');
      const ledger = {
        sourceIds: new Set(accepted.map((one) => one.sourceId)),
        workKeys: new Set(accepted.flatMap(workKeysOf)),
        gapKeys: new Set(accepted.flatMap((one) => first.get(one.sourceId)?.gapKeys ?? [])),
      };
      const again = accepted.map((one) => ({ ...one, sourceId: `${one.sourceId}0` }));
      for (const decision of court
        .withCircumstances({ ...given, ledger })
        .judge(again)
        .values()) {
        assert.notEqual(decision.verdict, 'accept');
      }
    }),
  );
});

test('ten thousand candidates are judged against two thousand gaps in seconds', () => {
  const library = Array.from(
    { length: 2000 },
    (_, n) => makeSeries(`Series ${n}`, ['1'], `Author ${n % 700}`)[0] ?? makeItem(),
  );
  const many = Array.from({ length: 10_000 }, (_, n) =>
    makeCandidate({
      sourceId: `${n}`,
      title: `Tale ${n}`,
      authors: [`Author ${n % 700}`],
      series: at(`Series ${n % 2000}`, `${n % 4}`),
    }),
  );
  const began = performance.now();
  assert.equal(judgeOver(library).judge(many).size, 10_000);
  assert.ok(performance.now() - began < 30_000);
});
