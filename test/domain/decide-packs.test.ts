import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Candidate } from '../../src/domain/candidate.ts';
import { decideGaps } from '../../src/domain/decide-gaps.ts';
import type { WantedWork } from '../../src/domain/gap.ts';
import type { LibraryItem } from '../../src/domain/item.ts';
import { at, makeCandidate, makeItem, makeKnownGap, makeLedger } from './make.ts';

const AUTHORS = ['Jane Alder'];

/** What is wanted, what is offered, and how that ends. */
type Row = readonly [
  what: string,
  wanted: Pick<WantedWork, 'title' | 'series'>,
  offered: Partial<Candidate>,
  verdict?: 'accept' | 'ask' | 'none',
];

function decide(
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

function work(title: string, series: string | null = null, position: string | null = null) {
  return { title, series: series === null ? [] : at(series, position) };
}

/** Without a verdict: never chosen. */
function check(rows: readonly Row[]): void {
  for (const [what, wanted, offered, verdict] of rows) {
    test(`${what}: ${verdict ?? 'never chosen'}`, () => {
      const decision = decide(wanted, offered);
      if (verdict === undefined) assert.notEqual(decision.verdict, 'accept', decision.because);
      else assert.equal(decision.verdict, verdict, decision.because);
    });
  }
}

const MALLEUS = work('Malleus', 'Eisenhorn: Warhammer 40,000', '2');
const THRAWN = work('Thrawn: Alliances', 'Star Wars: Thrawn', '2');
const DARK_FORCE = work('Dark Force Rising', 'Star Wars: The Thrawn Trilogy', '2');
const TWINS = work('War of the Twins', 'Dragonlance: Legends', '2');
const THREE = 'Heir to the Empire, Dark Force Rising, The Last Command';

describe('a series that is named much like the wanted one', () => {
  const place = (name: string, position: string) => ({ series: at(name, position) });
  check([
    [
      'of one world',
      MALLEUS,
      { title: 'Ravenor: The Omnibus, Books 1-3', ...place('Ravenor: Warhammer 40,000', '1-3') },
    ],
    [
      'of one world and one hero',
      THRAWN,
      { title: 'The Thrawn Trilogy', ...place('Star Wars: The Thrawn Trilogy', '1-3') },
    ],
    [
      'which lists its own',
      THRAWN,
      {
        title: 'The Thrawn Trilogy',
        ...place('Star Wars: The Thrawn Trilogy', '1-3'),
        description: `Contains: ${THREE}`,
      },
    ],
    [
      'the other way round',
      DARK_FORCE,
      { title: 'Thrawn 1-3', ...place('Star Wars: Thrawn', '1-3') },
    ],
    ['the world itself', TWINS, { title: 'Dragonlance 1-3', ...place('Dragonlance', '1-3') }],
    [
      'of another world',
      work('The Fall', 'Halo: Origins', '2'),
      { title: 'Fallout Origins 1-3', ...place('Fallout: Origins', '1-3') },
    ],
    [
      'a wife',
      work('The Fall', 'Mr. Malory', '2'),
      { title: 'Mrs. Malory Mysteries 1-4', ...place('Mrs. Malory Mysteries', '1-4') },
    ],
    [
      'another rank',
      work('The Fall', 'Captain Stone', '2'),
      { title: 'Detective Stone 1-4', ...place('Detective Stone', '1-4') },
    ],
    [
      'a single of it',
      work('The Fall', 'Father Brown', '2'),
      { title: 'Book 2', ...place('Sister Brown', '2') },
    ],
    [
      'a duology',
      work('The Fall', 'Stone Trilogy', '2'),
      { title: 'Stone Duology', ...place('Stone Duology', '1-2') },
    ],
    [
      'in another medium',
      work('The Fall', 'Overlord', '2'),
      { title: 'Overlord 2', ...place('Overlord Light Novel', '2') },
    ],
    ['with the very title', MALLEUS, { title: 'Malleus', ...place('Eisenhorn', '2') }, 'accept'],
    [
      'in a pack that lists it',
      DARK_FORCE,
      { title: 'Thrawn 1-3', ...place('Thrawn', '1-3'), description: `Contains: ${THREE}` },
      'accept',
    ],
    [
      'in a pack without a list',
      work('The Rose Rent', 'Chronicles of Brother Anselm', '13'),
      { title: 'Brother Anselm 10-15', ...place('Brother Anselm Mysteries', '10-15') },
      'ask',
    ],
    [
      'in a pack that lists them',
      work('The Rose Rent', 'Chronicles of Brother Anselm', '13'),
      {
        title: 'Brother Anselm 12-13',
        ...place('Brother Anselm Mysteries', '12-13'),
        tags: ['The Raven', 'The Rose Rent'],
      },
      'accept',
    ],
  ]);
});

describe('a pack of a series by another name, of which all but one is owned', () => {
  const items = [1, 2, 3, 4, 5].map((n) =>
    makeItem({ title: `Tale ${n}`, authors: AUTHORS, series: at('Nell Carr', `${n}`) }),
  );
  const wanted = work('Sixth of All', 'Nell Carr', '6');
  const names = [
    'Nell Carr',
    'Nell Carr Mysteries',
    'Nell Carr Murder Mysteries',
    'The Nell Carr Investigations',
  ];
  const offer = (name: string, parts: Partial<Candidate> = {}) => ({
    title: `${name} Books 1-6`,
    series: at(name, '1-6'),
    ...parts,
  });
  for (const name of names) {
    test(`${name} is not fetched`, () => {
      const listed = { description: 'Contains: Sixth of All, Fifth of All' };
      for (const parts of [listed, { description: '' }, { ...listed, series: [] }]) {
        const { verdict, because } = decide(wanted, offer(name, parts), items);
        assert.notEqual(verdict, 'accept', because);
      }
    });
    test(`${name} is fetched where nothing is owned and it lists the work`, () => {
      const { verdict } = decide(
        wanted,
        offer(name, { description: 'Contains: Sixth of All, Fifth of All' }),
      );
      assert.equal(verdict, 'accept');
    });
  }
  test('what is on its way by the wanted name counts as well', () => {
    const keys = [1, 2, 3, 4, 5].map((n) => `volume:nell carr:jane alder:${n}`);
    const [decision] = decideGaps({
      gaps: [
        makeKnownGap({ ...wanted, narrators: [], runtimeMinutes: null }, { authors: AUTHORS }),
      ],
      candidates: [
        makeCandidate({
          authors: AUTHORS,
          narrators: [],
          ...offer('Nell Carr Mysteries', { description: 'Contains: Sixth of All, Fifth of All' }),
        }),
      ],
      ledger: makeLedger({ workKeys: new Set(keys) }),
    });
    assert.equal(decision?.verdict, 'none', decision?.because);
  });
});

describe('a title among the words of a listing that holds other works', () => {
  const lake = work('The Silent Lake');
  const winter = { title: 'Winter 1-2', series: at('Winter', '1-2') };
  const dawn = { title: 'Dawn', series: at('Dawn', '1') };
  const beta = { title: 'Beta Books 1-3', series: at('Beta', '1-3') };
  const choices = work('Choices of One', 'Alpha', '4');
  const told = (base: Partial<Candidate>, description: string) => ({ ...base, description });
  check([
    [
      'a warning',
      work('Blood'),
      told({ title: 'Dawn', series: [] }, 'Contains: violence, blood, and sex.'),
    ],
    ['a warning with capitals', work('Blood'), told(dawn, 'Contains: Violence, Blood, and Sex.')],
    [
      'a kind of book',
      work('Magic', 'Wiz', '4'),
      { title: 'Dawn Omnibus', series: at('Dawn', '1-3'), tags: ['fantasy, magic, dragons'] },
    ],
    [
      'a kind of book with a capital',
      work('Magic'),
      { title: 'Dawn 1-3', series: at('Dawn', '1-3'), tags: ['Fantasy', 'Magic', 'Dragons'] },
    ],
    ...[
      'previews of',
      'excerpts from:',
      'spoilers for:',
      'references to other novels:',
      'essays on:',
      'deleted scenes from:',
    ].map((piece): Row => [
      piece,
      work('The Ghost'),
      told(dawn, `Contains ${piece} Moon, The Ghost, Sun`),
    ]),
    [
      'of the author',
      lake,
      told(
        { title: 'Winter Tales', series: [] },
        'Contains: The Glass Door, The Iron Gate. From the author of: The Silent Lake, The Mill',
      ),
    ],
    [
      'of the author, without a dot',
      lake,
      told(
        winter,
        'Contains: The Glass Door, The Iron Gate\nFrom the author of: The Silent Lake, The Mill',
      ),
    ],
    [
      'for those who like it',
      lake,
      told(
        { ...winter, title: 'Winter Omnibus' },
        'If you liked: The Silent Lake, The Mill, try these',
      ),
    ],
    ['for its readers', lake, told(winter, 'Readers Of: The Silent Lake, The Mill')],
    ['favourites', lake, told(winter, 'Favourites: The Silent Lake, The Mill')],
    ['favourites, line by line', lake, told(winter, 'Favourites:\nThe Silent Lake\nThe Mill')],
    ['in quotation marks', choices, told(beta, 'From the bestselling author of "Choices of One"')],
    [
      'on a line of its own',
      choices,
      told(beta, 'A prequel trilogy to the novel\nChoices of One\nby Jane Alder'),
    ],
    [
      'books by its author',
      choices,
      told(beta, 'Books by Jane Alder: Choices of One, The Mill, The Lake'),
    ],
    [
      'what else she wrote',
      choices,
      told(beta, 'Her work includes Choices of One, The Mill, The Lake'),
    ],
    ['what is left out', lake, told(winter, 'Contains all but The Glass Door, The Silent Lake')],
    [
      'what the next one holds',
      lake,
      told(winter, 'The next volume contains The Mill and The Silent Lake'),
    ],
    [
      'what the series holds',
      lake,
      told(winter, 'The Harrow trilogy includes The Mill, The Iron Gate and The Silent Lake'),
    ],
    [
      'what its author collects',
      lake,
      told(winter, 'Her collection contains The Mill and The Silent Lake'),
    ],
    [
      'what the first set holds',
      lake,
      told(winter, 'The first omnibus contains The Mill and The Silent Lake'),
    ],
    [
      'what set 1 holds',
      lake,
      told(
        winter,
        'Omnibus 1 contains The Mill and The Silent Lake. Omnibus 2 contains The Iron Gate and The Door',
      ),
    ],
    [
      'what is missing',
      lake,
      told(winter, 'Contents:\nThe Mill\nThe Iron Gate\nMissing:\nThe Silent Lake'),
    ],
    [
      'an order of reading',
      lake,
      told(winter, 'Reading Order: The Mill, The Iron Gate, The Silent Lake'),
    ],
    [
      'bought by others',
      lake,
      told(winter, 'Contents:\nThe Mill\nThe Iron Gate\n\nCustomers Bought\nThe Silent Lake'),
    ],
    ['fewer than there are', lake, { ...beta, tags: ['The Silent Lake', 'The Mill'] }],
    ['beside its author', lake, { ...winter, tags: ['Jane Alder', 'The Silent Lake'] }],
    [
      'beside kinds of books',
      lake,
      { ...winter, tags: ['The Silent Lake', 'The Mill', 'fantasy', 'dragons', 'unusual'] },
    ],
    [
      'one word among more',
      work('Warmage'),
      { ...winter, tags: ['Warmage', 'Podium Audio', 'Magelord'] },
    ],
  ]);
});

describe('a title in the contents of a pack', () => {
  const lake = work('The Silent Lake');
  const pack = { title: 'Winter 1-2', series: at('Winter', '1-2') };
  const inText = (description: string) => ({ ...pack, description });
  check([
    [
      'behind a count in a sentence',
      lake,
      inText('Contains all three novels: The Mill, The Silent Lake, The Door.'),
      'accept',
    ],
    [
      'behind its numbers',
      lake,
      inText('Contains books 1 and 2: The Mill, The Silent Lake'),
      'accept',
    ],
    [
      'of this volume',
      lake,
      inText('This volume contains The Mill and The Silent Lake.'),
      'accept',
    ],
    [
      'of an omnibus',
      lake,
      inText('An omnibus that contains The Mill and The Silent Lake.'),
      'accept',
    ],
    ['behind a colon', lake, inText('Contains: The Silent Lake, The Mill.'), 'accept'],
    ['behind no colon', lake, inText('This set contains The Mill and The Silent Lake.'), 'accept'],
    [
      'before another sentence',
      lake,
      inText('Contains: The Mill, The Silent Lake. Fans of ghosts will love it.'),
      'accept',
    ],
    [
      'line by line',
      lake,
      inText('Contents:\n1. The Mill\n2. The Silent Lake\n\nA tale of two sisters'),
      'accept',
    ],
    ['counted in one line', lake, inText('1. The Mill 2. The Silent Lake'), 'accept'],
    ['by slashes alone', lake, inText('The Mill / The Silent Lake'), 'accept'],
    ['before a remark', lake, inText('The Mill, The Silent Lake. Unabridged, 64 kbps'), 'accept'],
    ['behind a count', lake, inText('2 novels: The Mill, The Silent Lake'), 'accept'],
    [
      'shortened',
      lake,
      inText('The Mill; The Glass Door; The Silent Lake ... The Iron Gate'),
      'accept',
    ],
    [
      'in tags, without articles',
      work('The Viscount Who Loved Me'),
      {
        title: 'Bridgertons 1 & 2',
        series: at('Bridgertons', '1-2'),
        tags: ['Duke and I, Viscount Who Loved Me'],
      },
      'accept',
    ],
    [
      'in tags of single words',
      work('Magelord'),
      {
        title: 'The Mage Series, Books 1 to 3',
        series: at('The Mage Series', '1-3'),
        tags: ['Spellmonger, Warmage, Magelord'],
      },
      'accept',
    ],
    [
      'with extras',
      work('Tricked'),
      {
        title: 'Druid 1-3',
        series: at('Druid', '1-3'),
        tags: ['Hounded', 'Tricked', 'Trapped & shorts'],
      },
      'accept',
    ],
  ]);
});

describe('a collection of the wanted series that gives no numbers', () => {
  const lake = work('The Silent Lake', 'Harrow', '2');
  const harrow = (description: string) => ({
    title: 'Harrow Collection',
    series: at('Harrow', null),
    description,
  });
  const stone = work('The Fall', 'Stone', '2');
  const stones = (description: string) => ({
    title: 'Stone Collection',
    series: at('Stone', null),
    description,
  });
  check([
    [
      'a chapter of it',
      lake,
      harrow('Contains: The Glass Door, The Iron Gate, and the first chapter of The Silent Lake'),
    ],
    [
      'sold alone',
      lake,
      harrow(
        'Contains: The Glass Door, The Iron Gate. Book 2, The Silent Lake, is available separately',
      ),
    ],
    [
      'sold alone, in one sentence',
      lake,
      harrow(
        'Contains: The Glass Door, The Iron Gate; Book 2, The Silent Lake, is available separately',
      ),
    ],
    [
      'what it follows',
      lake,
      harrow('Contains: The Glass Door, The Iron Gate. Starts right after The Silent Lake ends'),
    ],
    [
      'for its readers',
      lake,
      harrow('Includes novels 3, 4, 5. Readers of The Silent Lake will love it.'),
    ],
    ['as an item', lake, harrow('Contains: The Glass Door, The Silent Lake'), 'accept'],
    ['of two ranges the other', stone, stones('Books 1-5 were narrated by X. This has books 6-9.')],
    [
      'what its uploader has',
      stone,
      stones('I already have books 1-5 and am looking to fill. Contains 6-9'),
    ],
    ['what its uploader has, and no more', stone, stones('I already have books 1-5')],
    ['its range', stone, stones('Contains books 1-5. Unabridged'), 'accept'],
    ['its range without a word', stone, stones('Contains 1-5'), 'accept'],
  ]);
});

describe('a title under another number of the wanted series', () => {
  const wanted = { title: 'Blood Moon', series: at('Stone', '2'), narrators: ['Xaver Yard'] };
  const offer = (...places: readonly (readonly [string, string])[]) => ({
    title: 'Blood Moon',
    narrators: ['Xaver Yard'],
    series: places.flatMap(([name, position]) => at(name, position)),
  });
  check([
    ['beside another series', wanted, offer(['Stone', '5'], ['Moon', '1']), 'ask'],
    ['in two orders', wanted, offer(['Stone', '5'], ['Stone', '6'])],
    [
      'in two orders, of which the other agrees',
      wanted,
      offer(['Stone', '5'], ['Stone Chronological', '2']),
      'accept',
    ],
  ]);
});
