import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  choiceFor,
  indexChoices,
  namesOfWork,
  standingOf,
  stateAfterChoice,
  type Choice,
} from '../../src/domain/choices.ts';
import type { Gap } from '../../src/domain/gap.ts';
import type { GapState } from '../../src/domain/standing.ts';
import { findLacking, type LackingWork } from '../../src/domain/lacking.ts';
import { at, makeKnown, makeKnownGap, makeSeries } from './make.ts';

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

describe('what was said of a gap', () => {
  const ANN = ['Ann Smith'];
  const place = (position: string | null) => (position === null ? [] : at('Gatefall', position));
  const ofAnn = (key: string, [title, position]: [string, string | null], authors = ANN) =>
    makeKnownGap(
      { title, series: place(position) },
      { key, authors, position: position === null ? null : Number(position) },
    );
  const numbered = (key: string, position: string, authors = ANN) => ({
    ...ofAnn(key, ['', position], authors),
    work: null,
  });
  const four = 'series:gatefall:ann smith:4';
  const five = 'series:gatefall:ann smith:5';
  /** As a catalogue knows it by its id. */
  const idOf = (gap: Gap, id: string): Gap => ({
    ...gap,
    ...(gap.work == null ? {} : { work: { ...gap.work, ids: [id] } }),
  });
  const moves: readonly (readonly [string, Gap, Gap, Choice['choice'] | null])[] = [
    [
      'stays when its number comes to be known',
      ofAnn('work:ann smith:quiet door', ['Quiet Door', null]),
      ofAnn(four, ['Quiet Door', '4']),
      'exclude',
    ],
    [
      'stays when its number is corrected',
      ofAnn(four, ['Quiet Door', '4']),
      ofAnn(five, ['Quiet Door', '5']),
      'exclude',
    ],
    [
      'stays when its number is corrected, and its title is its series’ name',
      idOf(ofAnn(four, ['Gatefall', '4']), 'audible:A'),
      idOf(ofAnn(five, ['Gatefall', '5']), 'audible:A'),
      'exclude',
    ],
    [
      'is not said of another volume that bears its series’ name as well',
      idOf(ofAnn(four, ['Gatefall', '4']), 'audible:A'),
      idOf(ofAnn(five, ['Gatefall', '5']), 'audible:B'),
      null,
    ],
    [
      'stays when the catalogue that knows it calls it otherwise, under its number',
      idOf(ofAnn(four, ['Quiet Door', '4']), 'audible:A'),
      idOf(ofAnn(four, ['Gatefall: Rising', '4']), 'audible:A'),
      'exclude',
    ],
    [
      'stays when another author is named first',
      ofAnn(four, ['Quiet Door', '4'], ['Ann Smith', 'Bo Lee']),
      ofAnn('series:gatefall:bo lee:4', ['Quiet Door', '4'], ['Bo Lee', 'Ann Smith']),
      'exclude',
    ],
    [
      'stays when of a number another author is named first',
      numbered(four, '4', ['Ann Smith', 'Bo Lee']),
      numbered('series:gatefall:bo lee:4', '4', ['Bo Lee', 'Ann Smith']),
      'exclude',
    ],
    [
      'stays when a subtitle comes',
      ofAnn(four, ['Quiet Door', '4']),
      ofAnn(four, ['The Quiet Door: What Came After', '4']),
      'exclude',
    ],
    [
      'stays when the title of its number comes to be known',
      numbered(four, '4'),
      ofAnn(four, ['Quiet Door', '4']),
      'exclude',
    ],
    [
      'is not said of another work that gets its number, and its key',
      ofAnn(four, ['Quiet Door', '4']),
      ofAnn(four, ['Loud Bell', '4']),
      null,
    ],
    [
      'is not said of another work that gets its number under another key',
      ofAnn(four, ['Quiet Door', '4'], ['Ann Smith', 'Bo Lee']),
      ofAnn('series:gatefall:bo lee:4', ['Loud Bell', '4'], ['Bo Lee', 'Ann Smith']),
      null,
    ],
    [
      'is not said of another author’s work of that title',
      ofAnn('work:ann smith:quiet door', ['Quiet Door', null]),
      ofAnn('work:bo lee:quiet door', ['Quiet Door', null], ['Bo Lee']),
      null,
    ],
  ];
  const sayOf = (one: Gap, choice: Choice['choice']): Choice => ({
    ...say('gap', one.key, choice),
    workKeys: namesOfWork(one),
  });
  for (const [what, before, now, expected] of moves) {
    test(what, () => {
      assert.equal(choiceFor(now, indexChoices([sayOf(before, 'exclude')])), expected);
    });
  }

  test('is what was said last, under whichever key', () => {
    const [, before, now] = moves[0] ?? [];
    assert.ok(before !== undefined && now !== undefined);
    const back = indexChoices([sayOf(before, 'exclude'), sayOf(now, 'include')]);
    assert.equal(choiceFor(before, back), 'include');
    assert.equal(choiceFor(now, back), 'include');
    const again = indexChoices([sayOf(now, 'include'), sayOf(before, 'exclude')]);
    assert.equal(choiceFor(now, again), 'exclude');
  });
});

test('what was said of a work by its series’ name holds when a catalogue corrects its number', () => {
  const series = makeSeries('Gatefall', ['1', '2', '4'], 'Ann Smith');
  const held = series.map(({ id, title, authors, series: places }) =>
    makeKnown({ id: `audible:${id}`, title, authors, series: places }),
  );
  const named = (position: string) =>
    makeKnown({
      id: 'audible:A',
      title: 'Gatefall',
      authors: ['Ann Smith'],
      series: at('Gatefall', position),
    });
  const listed = { ...named('3'), id: 'mam:7', source: 'mam' };
  const found = (position: string) =>
    findLacking({
      library: series,
      known: [...held, named(position), ...(position === '3' ? [listed] : [])],
      policy: {},
      today: '2026-11-23',
    }).gaps.find(({ gap: { work } }) => work?.title === 'Gatefall');
  const [before, now] = [found('3'), found('5')];
  assert.ok(before !== undefined && now !== undefined);
  assert.deepEqual([before.gap.position, now.gap.position], [3, 5]);
  assert.deepEqual(before.gap.work?.ids, ['audible:A'], 'a listing is anybody’s word');
  const said = { ...say('gap', before.gap.key, 'exclude'), workKeys: namesOfWork(before.gap) };
  assert.equal(standingOf(now, indexChoices([said])).state, 'excluded');
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
