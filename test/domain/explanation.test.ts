import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { REASON_NAMES, type Decision, type Reason } from '../../src/domain/decision.ts';
import type { GapFacts, JudgedFact, TorrentFacts } from '../../src/domain/explaining/facts.ts';
import { gapsMeant, namesOfGaps } from '../../src/domain/explaining/meant.ts';
import { explainGap } from '../../src/domain/explaining/of-gap.ts';
import { explainTorrent } from '../../src/domain/explaining/of-torrent.ts';
import type { Explanation } from '../../src/domain/explanation.ts';
import { GAP_OUTCOMES } from '../../src/domain/gap.ts';
import { remedyOf } from '../../src/domain/remedies.ts';
import { makeKnownGap } from './make.ts';

const NOW = new Date('2026-11-23T12:00:00Z');
const DAY = 24 * 60 * 60 * 1000;
const ago = (days: number): Date => new Date(NOW.getTime() - days * DAY);
const CLOCK = { now: NOW, momentOf: (at: Date) => at.toISOString().slice(0, 10) };

const { work: _, ...NUMBERED } = makeKnownGap({}, { key: 'k', series: 'Mistborn', position: 3 });

function facts(parts: Partial<GapFacts> = {}): GapFacts {
  return {
    id: '12',
    gap: NUMBERED,
    state: 'open',
    firstSeen: ago(3),
    lastSeen: ago(0),
    releaseDate: null,
    sources: [],
    tries: 0,
    lastTriedAt: null,
    lastOutcome: null,
    nextTryAt: null,
    choices: [],
    runs: [],
    judged: [],
    torrents: [],
    reviews: [],
    ...parts,
  };
}

function refusal(...names: readonly Reason['name'][]): Decision {
  const [first, ...rest] = names.map((name) => ({ name, got: 'this', want: 'that' }));
  if (first === undefined) throw new Error('a refusal has a reason');
  return { verdict: 'refuse', gapKeys: ['k'], reasons: [first, ...rest], nearMiss: false };
}

function judged(decision: Decision, parts: Partial<JudgedFact> = {}): JudgedFact {
  return {
    runId: 'sync-2',
    startedAt: ago(1),
    dryRun: false,
    source: 'mam',
    sourceId: '7',
    title: 'A title',
    authors: ['An Author'],
    term: 'Mistborn',
    decision,
    ...parts,
  };
}

const text = ({ subject, sections }: Explanation): string =>
  [subject, ...sections.flatMap(({ title, lines }) => [`[${title}]`, ...lines])].join('\n');

const TORRENT = {
  sourceId: '7',
  title: 'A title',
  status: 'queued',
  runId: 'sync-1',
  chosenAt: ago(2),
  queuedAt: ago(2),
  removedAt: null,
  failure: null,
};
const SEARCH = {
  label: 'Mistborn',
  status: 'done',
  pages: 5,
  total: 470,
  resultsRead: 50,
  isCut: true,
  failure: null,
};
const RUN = {
  runId: 'sync-2',
  startedAt: ago(1),
  dryRun: false,
  onItsWay: false,
  isResting: false,
  outcome: 'refused',
  detail: '1 seen',
  searches: [SEARCH],
};

/** What is known of a gap, and what its explanation says. */
const SAYS: readonly (readonly [string, Partial<GapFacts>, readonly RegExp[]])[] = [
  ['its name and number', {}, [/^Mistborn 3, by Brandon Sanderson \(gap 12\)\n/]],
  [
    'its title',
    { gap: makeKnownGap({}, { position: 3 }) },
    [/^“The Hero of Ages”, Mistborn 3, by/],
  ],
  ['an author', { gap: { ...NUMBERED, series: null, position: null } }, [/^More by Brandon/]],
  ['why, and since when', {}, [/\nIt is lacking\.\nFirst seen 2026-11-20 \(3 days ago\)\./]],
  [
    'who says so, and how old that is',
    {
      sources: [
        { source: 'audible', asOf: ago(1).toISOString() },
        { source: 'library', asOf: null },
        { source: 'x', asOf: 'May' },
      ],
    },
    [
      /audible says so, as of 2026-11-22 \(a day ago\)\./,
      /Your own library says so\./,
      /x says so, as of May\./,
    ],
  ],
  ['when it is searched', {}, [/searched for in the next sync\./]],
  ['when it was due before', { nextTryAt: ago(1) }, [/searched for in the next sync\./]],
  ['when it is due later', { nextTryAt: ago(-2) }, [/searched for from 2026-11-25 on\./]],
  [
    'that it is on its way',
    { torrents: [TORRENT] },
    [
      /on its way: it is not searched for again/,
      /“A title” \(torrent 7\): queued in qBittorrent 2026-11-21 \(2 days ago\); if you removed it there: mamcrawler gaps reopen torrent:7\. Chosen/,
    ],
  ],
  [
    'that its torrent was removed',
    { torrents: [{ ...TORRENT, status: 'removed', removedAt: ago(1), failure: 'removed' }] },
    [
      /in the next sync/,
      /queued in qBittorrent 2026-11-21 \(2 days ago\), and removed by you, as you said 2026-11-22 \(a day ago\)\. Chosen/,
    ],
  ],
  [
    'that its torrent failed',
    { torrents: [{ ...TORRENT, status: 'failed', failure: 'gone' }] },
    [/in the next sync/, /failed: gone\. Chosen/],
  ],
  [
    'how often it was tried',
    { tries: 2, lastTriedAt: ago(1), lastOutcome: 'not-found' },
    [
      /Last searched 2026-11-22 \(a day ago\)\. It was searched for, and the tracker lists nothing of it\./,
      /in vain 2 times/,
    ],
  ],
  [
    'that it is not out',
    { state: 'upcoming', releaseDate: '2027-03-02' },
    [/not released yet \(due 2027-03-02\)/],
  ],
  ['that nobody is sure', { state: 'question' }, [/mamcrawler gaps include 12, or exclude 12/]],
  [
    'that it is excluded',
    {
      state: 'excluded',
      choices: [{ scope: 'series', label: 'Mistborn', choice: 'exclude', at: ago(1) }],
    },
    [/You do not want it/, /You excluded the series “Mistborn” 2026-11-22/],
  ],
  ['that it is gone', { state: 'gone' }, [/no gap any more/]],
  [
    'what a run made of it',
    { runs: [RUN] },
    [
      /sync-2 \(2026-11-22\): Something was found, but nothing that fits \(1 seen\)\.\n {2}“Mistborn”: 50 of 470 results read on 5 pages; the rest lies beyond MAM_MAX_RESULT_PAGES\./,
    ],
  ],
  [
    'a search that failed',
    { runs: [{ ...RUN, searches: [{ ...SEARCH, status: 'failed', failure: 'blocked' }] }] },
    [/“Mistborn”: failed, blocked\./],
  ],
  [
    'a run under way',
    { runs: [{ ...RUN, outcome: null, searches: [{ ...SEARCH, status: 'pending' }] }] },
    [/Not settled yet\.\n {2}“Mistborn”: not searched yet/],
  ],
  [
    'each reason, and what would change it',
    { judged: [judged(refusal('abridged', 'too-few-seeders'))] },
    [
      /“A title” by An Author \(torrent 7\)\n {2}Refused \(sync-2, 2026-11-22, by the search “Mistborn”\)\.\n {2}It is abridged\. To change it: Set abridged/,
      /It has this seeders; .+ To change it: Lower minSeeders/,
    ],
  ],
  [
    'a torrent once, by its newest decision',
    { judged: [judged(refusal('abridged')), judged(refusal('blocked'), { runId: 'sync-1' })] },
    [/\(torrent 7, seen in 2 runs\)\n {2}Refused \(sync-2/],
  ],
  [
    'other works by their number alone',
    {
      judged: [judged(refusal('wrong-work')), judged(refusal('already-owned'), { sourceId: '8' })],
    },
    [/\[Candidates\]\n2 were about other works, or works that you own: see --json\.$/],
  ],
  [
    'what waits for a word',
    {
      reviews: [
        {
          id: '3',
          sourceId: '7',
          title: 'A title',
          why: 'doubt',
          status: 'open',
          openedAt: ago(2),
          decidedAt: null,
          note: null,
        },
      ],
    },
    [
      /Review 3, “A title” \(torrent 7\): you were asked about it 2026-11-21 \(2 days ago\); it waits for your word: mamcrawler review approve 3/,
    ],
  ],
];

describe('a gap is explained with', () => {
  for (const [what, parts, said] of SAYS) {
    test(what, () => {
      for (const pattern of said) assert.match(text(explainGap(facts(parts), CLOCK)), pattern);
    });
  }

  test('no section that has nothing to say', () => {
    const titles = explainGap(facts(), CLOCK).sections.map(({ title }) => title);
    assert.deepEqual(titles, ['Why it is a gap', 'How it stands']);
  });

  test('ten candidates of a hundred, the best first', () => {
    const many = Array.from({ length: 100 }, (_, n) =>
      judged(refusal('abridged'), { sourceId: `${n}` }),
    );
    const best = judged(
      { verdict: 'accept', gapKeys: ['k'], because: 'It fits.' },
      { sourceId: 'x' },
    );
    const [candidates] = explainGap(facts({ judged: [...many, best] }), CLOCK).sections.slice(-1);
    assert.equal(candidates?.lines.filter((line) => /\(torrent/.test(line)).length, 10);
    assert.match(candidates?.lines[0] ?? '', /torrent x/);
    assert.equal(candidates?.lines.at(-1), '91 more candidates: see --json.');
  });
});

const reason: fc.Arbitrary<Reason> = fc.record({
  name: fc.constantFrom(...REASON_NAMES),
  got: fc.string({ unit: 'grapheme' }),
  want: fc.string({ unit: 'grapheme' }),
});
const any = fc.string({ unit: 'grapheme' });
const maybe = fc.option(any, { nil: null });
const date = fc.date({ noInvalidDate: true });
const decision: fc.Arbitrary<Decision> = fc.oneof(
  fc.record({ verdict: fc.constant('accept' as const), gapKeys: fc.tuple(any), because: any }),
  fc.record({
    verdict: fc.constantFrom('refuse' as const, 'ask' as const, 'defer' as const),
    gapKeys: fc.array(any),
    reasons: fc.tuple(reason, reason),
    nearMiss: fc.boolean(),
  }),
);
const judgedFact = fc.record({
  runId: any,
  startedAt: date,
  dryRun: fc.boolean(),
  source: any,
  sourceId: any,
  title: any,
  authors: fc.array(any),
  term: any,
  decision,
});
const torrentFact = fc.record({
  sourceId: any,
  title: any,
  status: fc.oneof(
    any,
    fc.constantFrom('chosen', 'queued', 'removed', 'failed', 'already-there', 'would-queue'),
  ),
  runId: any,
  chosenAt: date,
  queuedAt: fc.option(date, { nil: null }),
  removedAt: fc.option(date, { nil: null }),
  failure: maybe,
});
const reviewFact = fc.record({
  id: any,
  sourceId: any,
  title: any,
  why: any,
  status: fc.oneof(any, fc.constant('open')),
  openedAt: date,
  decidedAt: fc.option(date, { nil: null }),
  note: maybe,
});
const searchFact = fc.record({
  label: any,
  status: fc.constantFrom('done', 'failed', 'pending', 'beyond-cap', ''),
  pages: fc.nat(),
  total: fc.option(fc.nat(), { nil: null }),
  resultsRead: fc.nat(),
  isCut: fc.boolean(),
  failure: maybe,
});
const runFact = fc.record({
  runId: any,
  startedAt: date,
  dryRun: fc.boolean(),
  onItsWay: fc.boolean(),
  isResting: fc.boolean(),
  outcome: fc.oneof(maybe, fc.constantFrom(...GAP_OUTCOMES)),
  detail: maybe,
  searches: fc.array(searchFact),
});
const gapFacts = fc
  .record({
    state: fc.oneof(any, fc.constantFrom('open', 'upcoming', 'question', 'excluded', 'gone')),
    sources: fc.array(fc.record({ source: any, asOf: fc.oneof(maybe, date.map(String)) })),
    tries: fc.nat(),
    lastTriedAt: fc.option(date, { nil: null }),
    lastOutcome: maybe,
    nextTryAt: fc.option(date, { nil: null }),
    releaseDate: maybe,
    choices: fc.array(fc.record({ scope: any, label: any, choice: any, at: date })),
    runs: fc.array(runFact),
    judged: fc.array(judgedFact),
    torrents: fc.array(torrentFact),
    reviews: fc.array(reviewFact),
  })
  .map((parts) => facts(parts));

function isWhole({ subject, sections }: Explanation): boolean {
  return subject !== '' && sections.every(({ lines }) => lines.length > 0);
}

test('explaining never throws, whatever is known', () => {
  fc.assert(
    fc.property(gapFacts, fc.nat(2_000_000_000), (known, bytes) => {
      assert.ok(isWhole(explainGap(known, CLOCK)));
      const torrent: TorrentFacts = {
        ...{ sourceId: '7', title: '', authors: [], narrators: [], formats: [] },
        ...{ sizeBytes: bytes, seeders: 1, blockedAt: known.lastTriedAt, gaps: [known] },
        judged: known.judged,
        torrents: known.torrents,
        reviews: known.reviews,
      };
      assert.ok(isWhole(explainTorrent(torrent, CLOCK)));
    }),
  );
});

test('every reason has a remedy that is a sentence', () => {
  for (const name of REASON_NAMES) {
    assert.match(remedyOf({ name, got: 'this', want: 'that' }), /^[A-Z].+\.$/s, name);
  }
});

const GAPS = [
  { id: '1', gap: makeKnownGap({}, { series: 'Mistborn', position: 3 }) },
  { id: '2', gap: { ...NUMBERED, series: 'Mistborn', position: 4 } },
  {
    id: '3',
    gap: { ...NUMBERED, series: 'The Expanse', position: 4, authors: ['James S. A. Corey'] },
  },
  { id: '4', gap: { ...NUMBERED, series: null, position: null, authors: ['J. R. R. Tolkien'] } },
];

/** What a person says, and the gaps that are meant. */
const MEANT: readonly (readonly [string, readonly string[]])[] = [
  ['The Hero of Ages', ['1']],
  ['the HERO of áges!', ['1']],
  ['Mistborn 4', ['2']],
  ['mistborn, Book 4', ['2']],
  ['Expanse #4', ['3']],
  ['Mistborn', ['1', '2']],
  ['sanderson', ['1', '2']],
  ['JRR Tolkien', ['4']],
  ['Hero', ['1']],
  ['Mistborn 9', []],
  ['Discworld', []],
  ['—', []],
  ['', []],
];

describe('the gaps that a person means', () => {
  for (const [said, ids] of MEANT) {
    test(`by “${said}” are ${ids.join(', ') || 'none'}`, () => {
      assert.deepEqual(
        gapsMeant(said, GAPS).map(({ id }) => id),
        ids,
      );
    });
  }

  test('are known by their titles, their volumes and their authors', () => {
    assert.deepEqual(namesOfGaps(GAPS), [
      'The Hero of Ages',
      'Mistborn 3',
      'Mistborn 4',
      'The Expanse 4',
      'J. R. R. Tolkien',
    ]);
  });
});
