import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { dueLookups, lookup, lookupsOfInSteps, type Lookup } from '../../src/domain/lookups.ts';
import { runToEnd } from '../../src/domain/steps.ts';
import { makeItem, makeSeries } from './make.ts';

const DAY = 86_400_000;

const lookupsOf = (items: Parameters<typeof lookupsOfInSteps>[0]): readonly Lookup[] =>
  runToEnd(lookupsOfInSteps(items, { authorMinItems: 5 }));

describe('what catalogues are asked', () => {
  it('is the fullest series first, then authors that are collected, then what names no series', () => {
    const items = [
      ...makeSeries('Cradle', ['1', '2'], 'Will Wight'),
      ...makeSeries('Mistborn', ['1', '2', '3']),
      ...makeSeries('Legion', ['1', '2']),
      makeItem({ id: 'x', title: 'The Martian', authors: ['Andy Weir'] }),
    ];
    assert.deepEqual(
      lookupsOf(items).map(({ subject }) => subject),
      [
        { kind: 'series', name: 'Mistborn', author: 'Brandon Sanderson' },
        { kind: 'series', name: 'Cradle', author: 'Will Wight' },
        { kind: 'series', name: 'Legion', author: 'Brandon Sanderson' },
        { kind: 'author', name: 'Brandon Sanderson' },
        { kind: 'work', title: 'The Martian', author: 'Andy Weir' },
      ],
    );
  });

  it('asks once about what is written in two ways', () => {
    const items = [
      ...makeSeries('The Expanse', ['1'], 'James S. A. Corey'),
      ...makeSeries('Expanse', ['2'], 'James S.A. Corey'),
      makeItem({ id: 'a', title: 'Dune (Unabridged)', authors: ['Frank Herbert'] }),
      makeItem({ id: 'b', title: 'Dune', authors: ['Herbert, Frank'] }),
    ];
    assert.deepEqual(
      lookupsOf(items).map(({ subject }) => subject.kind),
      ['series', 'work'],
    );
  });

  it('asks nothing about an item that has no author or no title', () => {
    const nameless = [
      makeItem({ id: 'a', authors: [] }),
      makeItem({ id: 'b', title: ' ', authors: ['Andy Weir'] }),
    ];
    assert.deepEqual(lookupsOf(nameless), []);
  });
});

describe('a question to a catalogue', () => {
  const one = lookup({ kind: 'author', name: 'Will Wight' });
  const now = 1_000 * DAY;
  const told = (days: number) => ({
    askedAt: now - days * DAY,
    answeredAt: now - days * DAY,
    hasFailed: false,
  });
  const cases = [
    ['that was never asked is due', null, true],
    ['that was answered 29 days ago is not', told(29), false],
    ['that was answered 30 days ago is', told(30), true],
    [
      'that told nothing a week ago is not',
      { askedAt: now - 7 * DAY, answeredAt: null, hasFailed: false },
      false,
    ],
    [
      'that told nothing eight days ago is, whatever it told before',
      { askedAt: now - 8 * DAY, answeredAt: now - 40 * DAY, hasFailed: false },
      true,
    ],
    ['that failed is due at once', { ...told(0), hasFailed: true }, true],
  ] as const;
  for (const [title, state, isDue] of cases) {
    it(title, () => {
      const states = new Map(state === null ? [] : [[one.key, state]]);
      const due = dueLookups([one], states, { now, refreshDays: 30 });
      assert.deepEqual(due, isDue ? [one] : []);
    });
  }

  it('comes after those never asked, the oldest first', () => {
    const [a, b, c] = ['A B', 'C D', 'E F'].map((name) => lookup({ kind: 'author', name }));
    assert.ok(a && b && c);
    const states = new Map([
      [a.key, told(40)],
      [b.key, told(60)],
    ]);
    assert.deepEqual(dueLookups([a, b, c], states, { now, refreshDays: 30 }), [c, b, a]);
  });
});
