import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  choiceFor,
  indexChoices,
  standingOf,
  stateAfterChoice,
  type Choice,
} from '../../src/domain/choices.ts';
import type { LackingWork } from '../../src/domain/lacking.ts';
import type { GapState } from '../../src/domain/standing.ts';
import { makeKnownGap } from './make.ts';

const gap = makeKnownGap({}, { key: 'g', series: 'The Mistborn Saga', authors: ['J. R. Doe'] });

const say = (scope: Choice['scope'], key: string, choice: Choice['choice']): Choice => ({
  scope,
  key,
  choice,
});

const SAID: readonly (readonly [string, readonly Choice[], Choice['choice'] | null])[] = [
  ['nothing', [], null],
  ['something of another gap', [say('gap', 'other', 'exclude')], null],
  ['no to the gap', [say('gap', 'g', 'exclude')], 'exclude'],
  ['no to its series', [say('series', 'mistborn', 'exclude')], 'exclude'],
  ['no to its author', [say('author', 'jr doe', 'exclude')], 'exclude'],
  [
    'no to its author, and yes to its series',
    [say('author', 'jr doe', 'exclude'), say('series', 'mistborn', 'include')],
    'include',
  ],
  [
    'no to its series, and yes to the gap',
    [say('series', 'mistborn', 'exclude'), say('gap', 'g', 'include')],
    'include',
  ],
];

describe('of a gap a person has said', () => {
  for (const [what, choices, expected] of SAID) {
    test(`${expected ?? 'nothing'}, having said ${what}`, () => {
      assert.equal(choiceFor(gap, indexChoices(choices)), expected);
    });
  }

  test('no, when one of its two authors is excluded', () => {
    const two = { ...gap, authors: ['Ann Other', 'JR Doe'] };
    assert.equal(choiceFor(two, indexChoices([say('author', 'jr doe', 'exclude')])), 'exclude');
  });
});

describe('an analysis that finds', () => {
  const found: readonly (readonly [LackingWork['state'], Choice['choice'] | null, GapState])[] = [
    ['open', null, 'open'],
    ['open', 'exclude', 'excluded'],
    ['open', 'include', 'open'],
    ['question', null, 'question'],
    ['question', 'exclude', 'excluded'],
    ['question', 'include', 'open'],
    ['upcoming', 'exclude', 'excluded'],
    ['upcoming', 'include', 'upcoming'],
  ];
  for (const [state, choice, expected] of found) {
    test(`it ${state}, of which “${choice ?? 'nothing'}” was said, lists it as ${expected}`, () => {
      const choices = choice === null ? [] : [say('gap', 'g', choice)];
      const work: LackingWork = { gap, state, sources: [], releaseDate: null };
      assert.equal(standingOf(work, indexChoices(choices)).state, expected);
    });
  }
});

describe('a word takes effect at once:', () => {
  const words: readonly (readonly [GapState, string | null, Choice['choice'] | null, GapState])[] =
    [
      ['open', null, 'exclude', 'excluded'],
      ['upcoming', '2027-01-01', 'exclude', 'excluded'],
      ['question', null, 'include', 'open'],
      ['excluded', null, 'include', 'open'],
      ['excluded', '2027-01-01', 'include', 'upcoming'],
      ['excluded', '2026-01-01', 'include', 'open'],
      ['upcoming', '2027-01-01', 'include', 'upcoming'],
      ['gone', null, 'include', 'gone'],
      ['gone', null, 'exclude', 'gone'],
      ['excluded', null, null, 'excluded'],
    ];
  for (const [state, releaseDate, choice, expected] of words) {
    test(`${state} (${releaseDate ?? 'no date'}), ${choice ?? 'nothing'}: ${expected}`, () => {
      assert.equal(stateAfterChoice({ state, releaseDate }, choice, '2026-11-23'), expected);
    });
  }
});
