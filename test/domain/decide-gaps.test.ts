import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Candidate } from '../../src/domain/candidate.ts';
import { decideGaps, type DecideInput, type GapDecision } from '../../src/domain/decide-gaps.ts';
import type { ReasonName } from '../../src/domain/decision.ts';
import type { Gap, WantedWork } from '../../src/domain/gap.ts';
import { remedyOf } from '../../src/domain/remedies.ts';
import { reasonSentence } from '../../src/domain/sentences.ts';
import { at, makeCandidate, makeKnownGap } from './make.ts';

function decide(
  gap: Gap,
  candidates: readonly Candidate[],
  given: Partial<DecideInput> = {},
): GapDecision {
  const [decision] = decideGaps({ gaps: [gap], candidates, ...given });
  assert.ok(decision !== undefined);
  return decision;
}

/** What is wrong, the candidate that has it, what the policy says, all reasons, the verdict. */
const CASES: readonly (readonly [
  string,
  Partial<Candidate>,
  DecideInput['policy'],
  readonly ReasonName[],
])[] = [
  [
    'another title at the same place, otherwise played',
    { title: 'Secret History', runtimeMinutes: 300 },
    {},
    ['wrong-work', 'wrong-runtime'],
  ],
  [
    'another volume',
    { title: 'Mistborn, Book 2', series: at('Mistborn', '2') },
    {},
    ['wrong-volume'],
  ],
  ['no volume at all', { title: 'Mistborn', series: at('Mistborn', null) }, {}, ['wrong-volume']],
  ['a part of it', { title: 'The Hero of Ages (2 of 3)' }, {}, ['wrong-volume']],
  ['another author', { authors: ['Ann Other'] }, {}, ['wrong-author']],
  ['another language', { language: 'German' }, {}, ['wrong-language']],
  ['abridged', { abridged: true }, {}, ['abridged']],
  ['a studio for a narrator', { narrators: ['GraphicAudio'] }, {}, ['dramatised', 'doubtful']],
  ['another playing time', { runtimeMinutes: 700, sizeBytes: 300_000_000 }, {}, ['wrong-runtime']],
  [
    'too little for its playing time',
    { sizeBytes: 20_000_000, runtimeMinutes: 1640 },
    {},
    ['size-implausible'],
  ],
  ['an e-book', { formats: ['epub'] }, {}, ['not-an-audiobook']],
  [
    'another narrator, and the policy is strict',
    { narrators: ['Ann Reader'] },
    { narrators: 'same' },
    ['wrong-recording'],
  ],
  [
    'a format below policy',
    { formats: ['mp3'] },
    { formats: ['m4b'], onlyListedFormats: true },
    ['format-below-policy'],
  ],
  ['a bitrate below policy', { bitrateKbps: 32 }, { minBitrateKbps: 64 }, ['bitrate-below-policy']],
  ['not free', {}, { onlyFree: true }, ['not-free']],
  [
    'a blocked torrent',
    {},
    { blocked: { torrents: ['1000'], uploaders: [], words: [] } },
    ['blocked'],
  ],
  [
    'a blocked uploader',
    { uploader: 'Mallory' },
    { blocked: { torrents: [], uploaders: ['mallory'], words: [] } },
    ['blocked'],
  ],
  [
    'a blocked word',
    { tags: ['AI voice'] },
    { blocked: { torrents: [], uploaders: [], words: ['ai voice'] } },
    ['blocked'],
  ],
  [
    'a series that is ignored',
    {},
    { series: { 'The Mistborn Saga': { ignore: true } } },
    ['blocked'],
  ],
  [
    'a volume after the one where the policy stops',
    {},
    { series: { Mistborn: { stopAt: 2 } } },
    ['blocked'],
  ],
  [
    'a series that is ignored under its parent’s name',
    {},
    { series: { Cosmere: { ignore: true } } },
    ['blocked'],
  ],
  [
    'an e-book by its words',
    { formats: [], narrators: [], description: 'EPUB, retail' },
    {},
    ['not-an-audiobook'],
  ],
  [
    'another language by its title',
    { title: 'The Hero of Ages [Deutsch]' },
    {},
    ['wrong-language'],
  ],
  [
    'another language by its words',
    { language: null, description: 'Ungekürzt, gelesen von Ann Reader' },
    {},
    ['wrong-language'],
  ],
  ['abridged by its tags', { tags: ['abridged'], description: '' }, {}, ['abridged']],
  [
    'abridged by its title, where another is spoken of',
    { title: 'The Hero of Ages (Abridged)', description: 'The unabridged one is up too.' },
    {},
    ['abridged'],
  ],
  [
    'a narrator whom the override does not name',
    {},
    { authors: { 'Sanderson, Brandon': { narrators: ['Ann Reader'] } } },
    ['wrong-recording'],
  ],
];

describe('a known work is not filled by', () => {
  for (const [what, parts, policy, reasons] of CASES) {
    test(what, () => {
      const places = [...at('Mistborn', '3'), ...at('Cosmere', '9')];
      const gap = makeKnownGap({ series: places }, { position: 3 });
      const decision = decide(gap, [makeCandidate(parts)], { policy: policy ?? {} });
      assert.equal(decision.verdict, 'none');
      const [judged] = decision.candidates;
      assert.equal(judged?.verdict, 'refuse');
      assert.deepEqual(
        judged?.reasons.map(({ name }) => name),
        reasons,
      );
    });
  }

  test('what is not out yet', () => {
    const gap = makeKnownGap({ releaseDate: '2027-03-02' });
    const decision = decide(gap, [makeCandidate()], { today: '2026-11-23' });
    assert.deepEqual(
      decision.candidates[0]?.reasons.map(({ name }) => name),
      ['not-released'],
    );
    assert.equal(decide(gap, [makeCandidate()], { today: '2027-03-02' }).verdict, 'accept');
  });

  test('a torrent that its owner refused before', () => {
    const candidates = [makeCandidate(), makeCandidate({ sourceId: '7', seeders: 1 })];
    const refusedBefore = new Set(['1000']);
    const decision = decide(makeKnownGap(), candidates, { refusedBefore });
    assert.equal(decision.chosen, '7');
    const [, refused] = decision.candidates;
    assert.deepEqual(refused, {
      sourceId: '1000',
      verdict: 'refuse',
      reasons: [{ name: 'refused-before', got: '“The Hero of Ages”', want: 'not refused by you' }],
    });
    assert.equal(decide(makeKnownGap(), candidates).chosen, '1000');
  });

  test('a torrent that was fetched before, unless its owner removed it and wants it again', () => {
    const candidates = [makeCandidate({ ownHistory: 'snatched' })];
    const reasonsOf = (removed?: ReadonlySet<string>) =>
      decide(makeKnownGap(), candidates, removed === undefined ? {} : { removed }).candidates[0]
        ?.reasons;
    assert.deepEqual(
      reasonsOf()?.map(({ name }) => name),
      ['already-snatched'],
    );
    assert.equal(reasonsOf(new Set(['other']))?.length, 1);
    assert.equal(decide(makeKnownGap(), candidates, { removed: new Set(['1000']) }).chosen, '1000');
  });

  test('what would break a budget: it waits', () => {
    for (const budget of [
      { bytesLeft: 1000, unsatisfiedLeft: null },
      { bytesLeft: null, unsatisfiedLeft: 0 },
    ]) {
      const decision = decide(makeKnownGap(), [makeCandidate()], { budget });
      assert.deepEqual([decision.verdict, decision.candidates[0]?.verdict], ['none', 'defer']);
    }
  });
});

const FILLING: readonly (readonly [string, Partial<WantedWork>, Partial<Candidate>])[] = [
  ['itself', {}, {}],
  ['its title alone', {}, { series: [] }],
  ['its number alone', {}, { title: 'Mistborn 3' }],
  [
    'series and number in the title alone',
    {},
    { title: 'Mistborn 03 - The Hero of Ages', series: [] },
  ],
  ['a slip of the pen', {}, { title: 'The Hreo of Ages' }],
  [
    'its place in the parent series',
    { series: [...at('Mistborn', '3'), ...at('Cosmere', '9')] },
    { series: at('The Cosmere', '9') },
  ],
  [
    'its author in the title',
    {},
    { authors: [], title: 'Brandon Sanderson - Mistborn 03 - The Hero of Ages', series: [] },
  ],
  [
    'its title and a number, where no series is known of it',
    { title: 'Wrath', series: [], narrators: [], runtimeMinutes: null },
    { title: 'Wrath (The Faithful, Book 4)', series: at('The Faithful', '4'), narrators: [] },
  ],
  [
    'its own title, in a series of another name that bears it',
    { title: 'Wolf Hall', series: at('Thomas Cromwell', '1') },
    { title: 'Wolf Hall', series: at('Wolf Hall Trilogy', '1') },
  ],
  ['a pack that holds it', {}, { title: 'Mistborn', series: at('Mistborn', '01-16, 13.5') }],
  [
    'a collection that names it in its description',
    {},
    {
      title: 'Mistborn Box Set',
      series: at('Mistborn', null),
      description: 'Contains: The Final Empire, The Hero of Ages',
    },
  ],
  [
    'a collection whose description tells its numbers',
    {},
    { title: 'Mistborn Box Set', series: at('Mistborn', null), description: 'Contains books 1-3.' },
  ],
  [
    'the same title, cut in another place',
    { title: 'Monster Hunter Vendetta', series: at('Monster Hunter', null) },
    { title: 'Monster Hunter: Vendetta', series: at('Monster Hunter International', '2') },
  ],
  [
    'a whole text that a studio reads with many voices',
    { narrators: [] },
    { narrators: ['Soundbooth Theater'], description: 'Unabridged multi-cast reading' },
  ],
  ['a pack by its title', {}, { title: 'Mistborn Trilogy: Books 1-3', series: [] }],
  [
    'a regional title that plays as long',
    { title: 'The Philosopher’s Stone' },
    { title: 'The Sorcerer’s Stone', runtimeMinutes: 1641 },
  ],
  [
    'a subtitle that describes it',
    { title: 'Sapiens', series: [] },
    { title: 'Sapiens: A Brief History of Humankind', series: [] },
  ],
];

describe('a known work is filled by', () => {
  for (const [what, work, parts] of FILLING) {
    test(what, () => {
      const decision = decide(makeKnownGap(work), [makeCandidate(parts)]);
      assert.deepEqual([decision.verdict, decision.chosen], ['accept', '1000'], decision.because);
    });
  }
});

const NEVER: readonly (readonly [string, string])[] = [
  ['The Housemaid', 'The Housemaid’s Secret'],
  ['The Housemaid’s Secret', 'The Housemaid'],
  ['Dungeon Crawler Carl', 'This Inevitable Ruin: Dungeon Crawler Carl'],
  ['This Inevitable Ruin: Dungeon Crawler Carl, Book 7', 'Dungeon Crawler Carl'],
  ['Town 4', 'Town 2'],
  ['Thrawn', 'Thrawn: Alliances'],
  ['The Final Empire', 'Summary of The Final Empire'],
  ['Beware of Chicken', 'Beware of Chicken #4'],
  ['Spellmonger', 'Spellmonger: Books 7-10'],
  ['Oathbringer: The Stormlight Archive, Book 3', 'Mistborn: Books 3-7'],
];

describe('doubt never wins', () => {
  for (const [wanted, offered] of NEVER) {
    test(`${wanted} is not filled by ${offered}`, () => {
      const gap = makeKnownGap({ title: wanted, series: [], narrators: [], runtimeMinutes: null });
      const decision = decide(gap, [makeCandidate({ title: offered, series: [], narrators: [] })]);
      assert.notEqual(decision.verdict, 'accept', decision.because);
    });
  }

  const asked: readonly (readonly [string, Partial<Candidate>])[] = [
    ['another narrator', { narrators: ['Ann Reader'] }],
    ['the title with another number', { series: at('Mistborn', '7') }],
    ['a list and a title that contradict each other', { title: 'The Hero of Ages, Book 4' }],
    [
      'a collection that leaves it out',
      {
        title: 'Mistborn Box Set',
        series: at('Mistborn', null),
        description: 'The Final Empire. The Hero of Ages is not included.',
      },
    ],
    ['nobody named as its author', { authors: [], series: [] }],
    [
      'a box set that does not say what it holds',
      { title: 'Mistborn Box Set', series: at('Mistborn', null) },
    ],
  ];
  for (const [what, parts] of asked) {
    test(`${what} is asked about`, () => {
      const decision = decide(makeKnownGap(), [makeCandidate(parts)]);
      assert.equal(decision.verdict, 'ask', decision.because);
      assert.deepEqual(
        decision.candidates[0]?.reasons.map(({ name }) => name),
        ['doubtful'],
      );
    });
  }

  test('a spin-off at its parent’s number is not the volume', () => {
    const outlander = at('Outlander', '1');
    const pairs: readonly (readonly [string, string])[] = [
      ['Outlander: Outlander, Book 1', 'Lord John and the Private Matter'],
      ['Cross Stitch: Outlander, Book 1', 'Lord John: Lord John, Book 1'],
    ];
    for (const [title, offered] of pairs) {
      const gap = makeKnownGap({ title, series: outlander, runtimeMinutes: null });
      const decision = decide(gap, [makeCandidate({ title: offered, series: outlander })]);
      assert.notEqual(decision.verdict, 'accept', offered);
    }
  });

  test('another language is asked about where nobody knows the wanted one', () => {
    const german = makeCandidate({ language: 'German' });
    const verdictOf = (work: Partial<WantedWork>, policy: DecideInput['policy'] = {}): string =>
      decide(makeKnownGap({ language: null, ...work }), [{ ...german, title: work.title ?? '' }], {
        policy,
      }).verdict;
    assert.equal(verdictOf({ title: 'Artemis' }), 'ask');
    assert.equal(verdictOf({ title: 'Der Schwarm' }), 'accept');
    assert.equal(verdictOf({ title: 'Artemis' }, { languages: ['de'] }), 'accept');
  });

  test('a narrator of the owner’s own choice counts before what the rest was read by', () => {
    const policy = { series: { Mistborn: { narrators: ['Ann Reader'] } } };
    const given = (parts: Partial<Candidate>): string =>
      decide(makeKnownGap(), [makeCandidate(parts)], { policy }).verdict;
    assert.equal(given({ narrators: ['Ann Reader'], runtimeMinutes: 1400 }), 'accept');
    assert.equal(given({ narrators: [] }), 'ask');
    assert.equal(given({ narrators: ['Michael Kramer'] }), 'none');
  });

  test('of two recordings nobody can say which is wanted; what is known of it decides', () => {
    const both = [
      makeCandidate({ sourceId: '1', narrators: ['Ann Reader'] }),
      makeCandidate({ sourceId: '2', narrators: ['Ben Reader'] }),
    ];
    const unknown = makeKnownGap({ narrators: [], runtimeMinutes: null });
    const decision = decide(unknown, both);
    assert.equal(decision.verdict, 'ask');
    assert.deepEqual(
      decision.candidates.map(({ reasons }) => reasons[0]?.name),
      ['indistinct', 'indistinct'],
    );
    assert.equal(decide(makeKnownGap({ narrators: ['Ben Reader'] }), both).chosen, '2');
  });

  test('nobody is asked where another candidate is sure', () => {
    const doubtful = makeCandidate({ sourceId: '1', narrators: ['Ann Reader'] });
    const decision = decide(makeKnownGap(), [doubtful, makeCandidate({ sourceId: '2' })]);
    assert.equal(decision.chosen, '2');
    assert.equal(decision.candidates.find(({ sourceId }) => sourceId === '1')?.verdict, 'refuse');
  });
});

const title = fc.constantFrom(
  'The Hero of Ages',
  'Mistborn',
  'Mistborn 3',
  'Secret History',
  'Mistborn: The Hero of Ages',
  'Cradle',
);
const position = fc.constantFrom(null, '1', '3', '1-3', '3p1', 'Prequel', '2.5', '4');
const candidate = fc
  .record({
    title,
    authors: fc.constantFrom(['Brandon Sanderson'], ['Sanderson, Brandon'], ['Ann Other'], []),
    series: fc.array(fc.record({ name: fc.constantFrom('Mistborn', 'Cosmere'), position }), {
      maxLength: 2,
    }),
    narrators: fc.constantFrom([], ['Michael Kramer'], ['Ann Reader'], ['GraphicAudio']),
    runtimeMinutes: fc.constantFrom(null, 1640, 1700, 900),
    seeders: fc.nat(2),
    formats: fc.subarray(['m4b', 'mp3', 'epub']),
  })
  .map((parts) => makeCandidate(parts));
const candidates = fc
  .array(candidate, { maxLength: 8 })
  .map((list) => list.map((one, index) => ({ ...one, sourceId: `${index + 1}` })));

describe('deciding', () => {
  test('does not depend on the order of the candidates', () => {
    fc.assert(
      fc.property(
        candidates.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        ([list, shuffled]) => {
          assert.deepEqual(decide(makeKnownGap(), shuffled), decide(makeKnownGap(), list));
        },
      ),
    );
  });

  test('is not changed by a candidate that is irrelevant', () => {
    const irrelevant = fc.oneof(
      candidate.map((one) => ({ ...one, authors: ['Ann Other'], title: 'Elsewhere' })),
      candidate.map((one) => ({ ...one, seeders: 0 })),
      candidate.map((one) => ({ ...one, abridged: true })),
    );
    fc.assert(
      fc.property(candidates, irrelevant, (list, extra) => {
        const alone = decide(makeKnownGap(), list);
        const together = decide(makeKnownGap(), [...list, { ...extra, sourceId: '0' }]);
        assert.deepEqual([together.chosen, together.verdict], [alone.chosen, alone.verdict]);
      }),
    );
  });

  test('never takes another number of the series for the wanted one', () => {
    const number = fc.integer({ min: 1, max: 30 });
    fc.assert(
      fc.property(
        fc.tuple(number, title),
        fc.tuple(number, title),
        ([want, wanted], [got, offered]) => {
          const gap = makeKnownGap({ title: wanted, series: at('Mistborn', `${want}`) });
          // All else agrees: nothing but the number speaks against it.
          const torrent = makeCandidate({
            title: offered,
            series: at('Mistborn', `${got}`),
            narrators: ['Michael Kramer'],
            runtimeMinutes: 1640,
          });
          if (decide(gap, [torrent]).verdict === 'accept') assert.equal(got, want);
        },
      ),
    );
  });

  test('never throws, and has a sentence for everything, whatever the names hold', () => {
    const text = fc.string({ unit: 'binary', maxLength: 30 });
    const place = fc.record({ name: text, position: fc.option(text) });
    const named = {
      title: text,
      narrators: fc.array(text, { maxLength: 2 }),
      series: fc.array(place, { maxLength: 2 }),
    };
    fc.assert(
      fc.property(
        fc.record({ ...named, subtitle: fc.option(text), language: fc.option(text) }),
        fc.record({
          ...named,
          authors: fc.array(text, { maxLength: 2 }),
          description: text,
          tags: fc.array(text),
        }),
        (work, offered) => {
          const gap = makeKnownGap(work, { authors: offered.authors });
          const decision = decide(gap, [
            makeCandidate(offered),
            makeCandidate({ sourceId: '2', title: work.title }),
          ]);
          assert.ok(decision.because.length > 0);
          for (const { reasons } of decision.candidates) {
            for (const reason of reasons) assert.ok(reasonSentence(reason).endsWith('.'));
            for (const reason of reasons) assert.ok(remedyOf(reason).endsWith('.'));
          }
        },
      ),
    );
  });
});
