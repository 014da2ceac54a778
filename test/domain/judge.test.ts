import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Candidate } from '../../src/domain/candidate.ts';
import { isAboutItsGap, type Decision, type ReasonName } from '../../src/domain/decision.ts';
import type { LibraryItem } from '../../src/domain/item.ts';
import { applyCap, type JudgeInput, workKeysOf } from '../../src/domain/judge.ts';
import {
  at,
  judgeOver,
  makeCandidate,
  makeItem,
  makeKnownGap,
  makeLedger,
  makeSeries,
  reasonsOf,
} from './make.ts';

/** Volumes 1, 2 and 5 of Mistborn: 3 and 4 are holes, 6 is the next. */
const MISTBORN: readonly LibraryItem[] = [
  makeItem({ id: 'm1', title: 'The Final Empire', series: at('Mistborn', '1') }),
  makeItem({ id: 'm2', title: 'The Well of Ascension', series: at('Mistborn', '2') }),
  makeItem({ id: 'm5', title: 'Shadows of Self', series: at('Mistborn', '5') }),
];
const GAP_3 = 'series:mistborn:brandon sanderson:3';

function judgeOne(parts: Partial<Candidate>, input: Partial<JudgeInput> = {}): Decision {
  const candidate = makeCandidate(parts);
  const decision = judgeOver(MISTBORN, input).judge([candidate]).get(candidate.sourceId);
  if (decision === undefined) throw new Error('not judged');
  return decision;
}

/** What is wrong, the candidate that has it, all of its reasons, and whether it is a near miss. */
const REFUSALS: readonly (readonly [string, Partial<Candidate>, readonly ReasonName[], boolean])[] =
  [
    ['another author', { authors: ['Brian Sander'] }, ['wrong-author'], false],
    ['no author', { authors: [] }, ['wrong-author'], false],
    ['another series', { series: at('Elantris', '3'), title: 'Elantris' }, ['wrong-series'], false],
    [
      'nothing in common',
      { series: [], authors: ['Ann Other'], title: 'Elsewhere' },
      ['fills-no-gap'],
      false,
    ],
    ['another volume', { series: at('Mistborn', '7') }, ['wrong-volume'], true],
    ['a half', { series: at('Mistborn', '3.5') }, ['wrong-volume'], true],
    ['a prequel', { series: at('Mistborn', 'Prequel') }, ['wrong-volume'], true],
    ['no volume at all', { series: at('Mistborn', null) }, ['wrong-volume'], true],
    ['a part of the volume', { series: at('Mistborn', '3p1') }, ['wrong-volume'], true],
    ['a part by its title', { title: 'The Hero of Ages (2 of 3)' }, ['wrong-volume'], true],
    [
      'one number listed, another in its title',
      { title: 'The Hero of Ages, Book 4' },
      ['wrong-volume'],
      true,
    ],
    [
      'a volume that is owned',
      { title: 'Anything', series: at('Mistborn', '2') },
      ['wrong-volume', 'already-owned'],
      false,
    ],
    [
      'a title that is owned',
      { title: 'The Final Empire (Unabridged)', series: at('Mistborn', null) },
      ['wrong-volume', 'already-owned'],
      false,
    ],
    ['an owned title, misnumbered', { title: 'The Final Empire' }, ['already-owned'], false],
    ['an e-book by its category', { categoryId: 60 }, ['not-an-audiobook'], true],
    [
      'an e-book by its files',
      { categoryId: null, formats: ['epub', 'pdf'] },
      ['not-an-audiobook'],
      true,
    ],
    ['another language', { language: 'German' }, ['wrong-language'], true],
    ['abridged by flag', { abridged: true }, ['abridged'], true],
    ['abridged by word', { description: 'Abridged, 6 h' }, ['abridged'], true],
    [
      'abridged by title',
      { title: 'The Hero of Ages (Abridged)', description: '' },
      ['abridged'],
      true,
    ],
    [
      'dramatised by title',
      { title: 'The Hero of Ages [Dramatized Adaptation]' },
      ['dramatised'],
      true,
    ],
    ['dramatised by its narrator', { narrators: ['GraphicAudio'] }, ['dramatised'], true],
    [
      'dramatised by its description',
      { description: 'A full cast audio drama' },
      ['dramatised'],
      true,
    ],
    ['nobody who seeds', { seeders: 0 }, ['too-few-seeders'], true],
    ['fetched before', { ownHistory: 'snatched' }, ['already-snatched'], true],
    [
      'several things wrong',
      { seeders: 0, abridged: true, language: 'fr' },
      ['wrong-language', 'abridged', 'too-few-seeders'],
      false,
    ],
    [
      'a pack that repeats what is owned',
      { title: 'Mistborn', series: at('Mistborn', '1-3') },
      ['pack-repeats-owned'],
      true,
    ],
    [
      'a pack as old as new',
      { title: 'Mistborn', series: at('Mistborn', '1-4') },
      ['pack-repeats-owned'],
      true,
    ],
  ];

const ACCEPTED: readonly (readonly [string, Partial<Candidate>, readonly number[]])[] = [
  ['what is just right', {}, [3]],
  ['the author written differently', { authors: ['Sanderson, Brandon'] }, [3]],
  ['the series written differently', { series: at('The Mistborn Saga', '03') }, [3]],
  [
    'the volume in the title only',
    { series: at('Mistborn', null), title: 'The Hero of Ages (Mistborn, Book 3)' },
    [3],
  ],
  [
    'series and volume in the title only',
    { series: [], title: 'Mistborn 3: The Hero of Ages' },
    [3],
  ],
  ['the next volume', { title: 'The Bands of Mourning', series: at('Mistborn', '6') }, [6]],
  ['a pack of more new than old', { title: 'Mistborn', series: at('Mistborn', '2-4') }, [3, 4]],
  ['no known language, no known category', { language: null, categoryId: null, formats: [] }, [3]],
  ['the word unabridged', { description: 'Unabridged' }, [3]],
  ['a denial of drama', { description: 'This is not the Graphic Audio version.' }, [3]],
  ['for VIPs, and the account is one', { vip: true }, [3]],
];

describe('a candidate is refused for', () => {
  for (const [what, parts, reasons, nearMiss] of REFUSALS) {
    test(what, () => {
      const decision = judgeOne(parts);
      assert.deepEqual(reasonsOf(decision), reasons);
      assert.deepEqual('nearMiss' in decision && [decision.verdict, decision.nearMiss], [
        'refuse',
        nearMiss,
      ]);
    });
  }

  test('VIP only, for an account below it; an unknown class may try', () => {
    for (const userClass of ['User', 'Power User']) {
      assert.deepEqual(reasonsOf(judgeOne({ vip: true }, { account: { userClass } })), [
        'vip-only',
      ]);
    }
    assert.equal(judgeOne({ vip: true }, { account: { userClass: null } }).verdict, 'accept');
    assert.equal(
      judgeOne({ vip: true }, { account: { userClass: 'Elite VIP' } }).verdict,
      'accept',
    );
  });

  test('being on its way: by its id, by its work, by its gap', () => {
    const otherTorrent = makeCandidate({
      sourceId: '7',
      title: 'Hero of Ages, The',
      series: at('Mistborn', '3'),
    });
    const ledgers = [
      makeLedger({ sourceIds: new Set(['1000']) }),
      makeLedger({ workKeys: new Set(workKeysOf(otherTorrent)) }),
      makeLedger({ gapKeys: new Set([GAP_3]) }),
    ];
    for (const ledger of ledgers)
      assert.deepEqual(reasonsOf(judgeOne({}, { ledger })), ['already-queued']);
  });

  test('a pack’s second volume, when the first is on its way', () => {
    const pack = { title: 'Mistborn', series: at('Mistborn', '3-4') };
    const ledger = makeLedger({ gapKeys: new Set([GAP_3]) });
    assert.equal(judgeOne(pack).verdict, 'accept');
    assert.deepEqual(reasonsOf(judgeOne(pack, { ledger })), ['pack-repeats-owned']);
  });
});

test('only what may be the lacking work itself is about its gap', () => {
  assert.equal(isAboutItsGap(judgeOne({})), true);
  assert.equal(isAboutItsGap(judgeOne({ abridged: true })), true);
  assert.equal(isAboutItsGap(judgeOne({ series: at('Elantris', '3') })), false);
  assert.equal(isAboutItsGap(judgeOne({ title: 'Anything', series: at('Mistborn', '2') })), false);
});

describe('a candidate is accepted with', () => {
  for (const [what, parts, volumes] of ACCEPTED) {
    test(what, () => {
      const decision = judgeOne(parts);
      assert.deepEqual(reasonsOf(decision), []);
      assert.deepEqual(
        decision.gapKeys,
        volumes.map((n) => `series:mistborn:brandon sanderson:${n}`),
      );
    });
  }
});

/** What decides, the better one, the other one. */
const CHOICES: readonly (readonly [string, Partial<Candidate>, Partial<Candidate>])[] = [
  [
    'a single volume before a pack',
    { seeders: 1, formats: ['mp3'] },
    { title: 'Mistborn', series: at('Mistborn', '3-4') },
  ],
  ['m4b before mp3', { seeders: 1 }, { formats: ['mp3'], seeders: 99 }],
  ['more seeders', { seeders: 30 }, {}],
  ['the lower id, as a number', { sourceId: '999' }, { sourceId: '1000' }],
];

describe('of two that fit the better one wins by', () => {
  for (const [what, better, other] of CHOICES) {
    test(what, () => {
      const winner = makeCandidate({ sourceId: '2000', ...better });
      const loser = makeCandidate({ sourceId: '1000', ...other });
      for (const both of [
        [winner, loser],
        [loser, winner],
      ]) {
        const decisions = judgeOver(MISTBORN).judge(both);
        const decision = decisions.get(winner.sourceId);
        assert.deepEqual(reasonsOf(decision), []);
        assert.match(
          decision?.verdict === 'accept' ? decision.because : '',
          /^Chosen over “.+” \(.+\) because it /,
        );
        assert.deepEqual(reasonsOf(decisions.get(loser.sourceId)), ['better-candidate']);
      }
    });
  }

  test('a pack still fills what the singles leave, if that is most of it', () => {
    const single = makeCandidate({ sourceId: '1' });
    const pack = makeCandidate({
      sourceId: '2',
      title: 'Mistborn',
      series: at('Mistborn', '3-4, 6'),
    });
    const decisions = judgeOver(MISTBORN).judge([pack, single]);
    assert.deepEqual(decisions.get('1')?.gapKeys, [GAP_3]);
    assert.deepEqual(decisions.get('2')?.gapKeys, [
      'series:mistborn:brandon sanderson:4',
      'series:mistborn:brandon sanderson:6',
    ]);
  });
});

describe('an author who is held in number', () => {
  const items = Array.from({ length: 10 }, (_, n) => makeItem({ id: `${n}`, title: `Tale ${n}` }));
  const work = (sourceId: string, title: string, parts: Partial<Candidate> = {}) =>
    makeCandidate({ sourceId, title, series: [], ...parts });

  test('is given one work that is not owned; the others wait for the next run', () => {
    const decisions = judgeOver(items).judge([
      work('1', 'Warbreaker'),
      work('2', 'Elantris', { seeders: 50 }),
      work('3', 'Tale 4'),
    ]);
    assert.deepEqual(decisions.get('2')?.gapKeys, ['author:brandon sanderson']);
    assert.deepEqual(reasonsOf(decisions.get('1')), ['one-work-per-author']);
    assert.equal(decisions.get('1')?.verdict, 'defer');
    assert.deepEqual(reasonsOf(decisions.get('3')), ['already-owned']);
  });

  test('waits for the next run when an earlier term has brought one', () => {
    const ledger = makeLedger({ gapKeys: new Set(['author:brandon sanderson']) });
    const decision = judgeOver(items, { ledger })
      .judge([work('1', 'Warbreaker')])
      .get('1');
    assert.deepEqual(reasonsOf(decision), ['one-work-per-author']);
    assert.equal(decision?.verdict, 'defer');
  });

  test('is not given the work that fills a gap of a series already', () => {
    const both = [...items, ...makeSeries('Mistborn', ['1', '2'])];
    const decisions = judgeOver(both).judge([
      makeCandidate({ sourceId: '1' }),
      work('2', 'The Hero of Ages, Book 3'),
    ]);
    assert.deepEqual(decisions.get('1')?.gapKeys, [GAP_3]);
    assert.deepEqual(reasonsOf(decisions.get('2')), ['better-candidate']);
  });

  test('whose lacking work is known is given that work, and no other', () => {
    const gap = makeKnownGap(
      { title: 'Warbreaker', series: [] },
      { key: 'work:brandon sanderson:warbreaker', kind: 'author', series: null },
    );
    const decisions = judgeOver(items, { gaps: [gap] }).judge([
      work('1', 'Warbreaker'),
      work('2', 'Elantris', { seeders: 50 }),
    ]);
    assert.deepEqual(decisions.get('1')?.gapKeys, [gap.key]);
    assert.equal(decisions.get('1')?.verdict, 'accept');
    assert.equal(decisions.get('2')?.verdict, 'refuse');
  });

  test('is given a volume of a series too, when it is not owned', () => {
    const decision = judgeOver(items)
      .judge([makeCandidate({ series: at('Mistborn', '3') })])
      .get('1000');
    assert.deepEqual(decision?.gapKeys, ['author:brandon sanderson']);
  });
});

describe('an author of whom nearly all is owned', () => {
  const discworld = Array.from({ length: 41 }, (_, n) => n + 1)
    .filter((n) => n !== 7 && n !== 23)
    .map((n) =>
      makeItem({
        id: `d${n}`,
        title: `Disc ${n}`,
        authors: ['Terry Pratchett'],
        series: at('Discworld', String(n)),
      }),
    );
  const judge = (title: string, series: LibraryItem['series']) =>
    judgeOver(discworld)
      .judge([makeCandidate({ title, authors: ['Terry Pratchett'], series })])
      .get('1000');

  const refused: readonly (readonly [string, LibraryItem['series'], readonly ReasonName[]])[] = [
    [
      'The Complete Discworld Collection',
      at('Discworld', null),
      ['wrong-volume', 'pack-repeats-owned'],
    ],
    ['The Complete Discworld Collection', [], ['wrong-volume', 'pack-repeats-owned']],
    ['Terry Pratchett - 41 Audiobooks', [], ['pack-repeats-owned']],
    ['Terry Pratchett 41', [], ['pack-repeats-owned']],
    ['Everything: Books 1-41', [], ['pack-repeats-owned']],
    ['The Bromeliad Omnibus', [], ['pack-repeats-owned']],
    ['Johnny Maxwell Boxed Set', at('Johnny Maxwell', '1-3'), ['pack-repeats-owned']],
    ['A Hat Full of Sky', at('Discworld', null), ['wrong-volume']],
    ['A Hat Full of Sky: A Discworld Tale', [], ['wrong-volume']],
    ['The Lot of Them', at('Discworld', 'the whole lot'), ['wrong-volume']],
  ];
  for (const [title, series, reasons] of refused) {
    test(`is not given “${title}” ${JSON.stringify(series)}`, () => {
      const decision = judge(title, series);
      assert.deepEqual(reasonsOf(decision), reasons);
      assert.deepEqual(decision?.gapKeys, ['author:terry pratchett']);
    });
  }

  const accepted: readonly (readonly [string, LibraryItem['series'], string])[] = [
    ['Dodger', [], 'author:terry pratchett'],
    ['The Long Earth', at('The Long Earth', '1'), 'author:terry pratchett'],
    ['Johnny Maxwell', at('Johnny Maxwell', '1-3'), 'author:terry pratchett'],
    ['Nation (Complete & Unabridged)', [], 'author:terry pratchett'],
    ['Death and What Comes Next', at('Discworld', '23.5'), 'author:terry pratchett'],
    ['Pyramids', at('Discworld', '7'), 'series:discworld:terry pratchett:7'],
  ];
  for (const [title, series, gapKey] of accepted) {
    test(`is given “${title}”`, () => {
      const decision = judge(title, series);
      assert.deepEqual(reasonsOf(decision), []);
      assert.deepEqual(decision?.gapKeys, [gapKey]);
    });
  }
});

describe('a work in two series', () => {
  const guards = [
    { name: 'Discworld', position: '8' },
    { name: 'City Watch', position: '1' },
  ];
  const pratchett = (title: string, series: LibraryItem['series']) =>
    makeItem({ id: title, title, authors: ['Terry Pratchett'], series });

  test('fills a gap of each', () => {
    const items = [
      ...['1-7', '9'].map((position) => pratchett(`D${position}`, at('Discworld', position))),
      pratchett('Men at Arms', at('City Watch', '2')),
    ];
    const candidate = makeCandidate({
      title: 'Guards! Guards!',
      authors: ['Terry Pratchett'],
      series: guards,
    });
    const decision = judgeOver(items).judge([candidate]).get('1000');
    assert.deepEqual(decision?.gapKeys, [
      'series:discworld:terry pratchett:8',
      'series:city watch:terry pratchett:1',
    ]);
  });

  test('is not fetched for the one when it is owned under the other', () => {
    const items = [
      pratchett('Guards Guards', at('Discworld', '8')),
      pratchett('Men at Arms', at('City Watch', '2')),
    ];
    const candidate = makeCandidate({
      title: 'Guards! Guards!',
      authors: ['Terry Pratchett'],
      series: at('City Watch', '1'),
    });
    assert.deepEqual(reasonsOf(judgeOver(items).judge([candidate]).get('1000')), ['already-owned']);
  });
});

describe('the keys of a work', () => {
  const keys = (parts: Partial<Candidate>) => new Set(workKeysOf(makeCandidate(parts)));
  const shareOne = (a: Partial<Candidate>, b: Partial<Candidate>) =>
    [...keys(a)].some((key) => keys(b).has(key));

  test('are shared by two torrents of one work', () => {
    assert.ok(shareOne({}, { title: 'Mistborn 3', series: at('Mistborn Trilogy', '03') }));
    assert.ok(shareOne({ series: [] }, { title: 'The Hero of Ages (Unabridged)' }));
    assert.ok(shareOne({ title: 'The Hero of Ages, Book 3', series: [] }, {}));
    assert.ok(shareOne({}, { title: 'Mistborn', series: at('Mistborn', '1-3') }));
  });

  test('are never shared by two volumes', () => {
    assert.ok(
      !shareOne(
        { title: 'Cradle', series: at('Cradle', '4') },
        { title: 'Cradle', series: at('Cradle', '5') },
      ),
    );
    assert.ok(
      !shareOne({ title: 'Cradle, Book 4', series: [] }, { title: 'Cradle, Book 5', series: [] }),
    );
    assert.ok(
      !shareOne(
        { series: at('Mistborn', '3p1') },
        { title: 'Other', series: at('Mistborn', '3p2') },
      ),
    );
  });

  test('there are none without a real author', () => {
    assert.deepEqual([...keys({ authors: ['Various'] })], []);
  });
});

test('the cap lets the first ones through and defers the others, which lose nothing', () => {
  const judged = ['3', '4', '6'].map((position) => {
    const candidate = makeCandidate({
      sourceId: position,
      title: `M${position}`,
      series: at('Mistborn', position),
    });
    const decision = judgeOver(MISTBORN).judge([candidate]).get(position);
    if (decision === undefined) throw new Error('not judged');
    return { candidate, decision };
  });
  const { within, beyond } = applyCap(judged, 2);
  assert.deepEqual(
    within.map(({ candidate }) => candidate.sourceId),
    ['3', '4'],
  );
  assert.deepEqual(
    beyond.map(({ decision }) => [decision.verdict, reasonsOf(decision), decision.gapKeys]),
    [['defer', ['run-cap'], ['series:mistborn:brandon sanderson:6']]],
  );
  assert.equal(applyCap(judged, 0).beyond.length, 3);
});
