import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findGaps } from '../../src/domain/gaps.ts';
import { workKeysOfGap } from '../../src/domain/judge.ts';
import type { PolicyOverride } from '../../src/domain/policy.ts';
import {
  at,
  judgeOver,
  makeCandidate,
  makeItem,
  makeKnownGap,
  makeSeries,
  reasonsOf,
} from './make.ts';

describe('a series that the policy stops or ignores', () => {
  const library = [
    ...makeSeries('Mistborn', ['1']),
    ...Array.from({ length: 12 }, (_, n) => makeItem({ id: `w${n}`, title: `Tale ${n}` })),
  ];
  /** The torrent's place, what holds for Mistborn, and the reason that is given. */
  const cases: readonly (readonly [string, PolicyOverride, RegExp | null])[] = [
    ['2', {}, null],
    ['2', { stopAt: 2 }, null],
    ['2-3', { stopAt: 2 }, null],
    ['3', { stopAt: 2 }, /stops “Mistborn” at 2/],
    ['2', { ignore: true }, /ignored by your policy/],
  ];
  for (const [position, override, got] of cases) {
    test(`volume ${position} under ${JSON.stringify(override)} fills no gap of its author either`, () => {
      const policy = { series: { mistborn: override } };
      const gaps = findGaps(library, { authorMinItems: 10, ...policy }).gaps;
      const torrent = makeCandidate({ series: at('Mistborn', position) });
      const decision = judgeOver(library, { gaps, policy }).judge([torrent]).get('1000');
      const reasons = decision?.verdict === 'accept' ? [] : (decision?.reasons ?? []);
      const blocked = reasons.find(({ name }) => name === 'blocked');
      if (got === null) assert.equal(blocked, undefined);
      else assert.match(blocked?.got ?? '', got);
    });
  }
});

describe('what fills a known gap of its own', () => {
  const author = findGaps(
    makeSeries(
      'Warbreaker',
      Array.from({ length: 10 }, () => null),
    ),
    {
      authorMinItems: 10,
    },
  ).gaps;
  const known = makeKnownGap();

  test('does not fill its author’s gap as well: there may be more', () => {
    const judge = judgeOver([], { gaps: [...author, known] });
    const decision = judge.judge([makeCandidate()]).get('1000');
    assert.deepEqual(
      [author.map(({ kind }) => kind), decision?.gapKeys],
      [['author'], [known.key]],
    );
  });

  test('is not fetched for its author’s sake once its owner has excluded it', () => {
    const excludedWorks = new Set(workKeysOfGap(known));
    const other = makeCandidate({ sourceId: '2', title: 'Elantris', series: [] });
    const judge = judgeOver([], { gaps: author, excludedWorks });
    const decisions = judge.judge([makeCandidate(), other]);
    assert.deepEqual(
      [reasonsOf(decisions.get('1000')), decisions.get('2')?.verdict],
      [['blocked'], 'accept'],
    );
  });
});
