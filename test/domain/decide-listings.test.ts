import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Candidate } from '../../src/domain/candidate.ts';
import { decideGaps } from '../../src/domain/decide-gaps.ts';
import type { Gap, WantedWork } from '../../src/domain/gap.ts';
import { workKeysOfGap } from '../../src/domain/judge.ts';
import { at, judgeOver, makeCandidate, makeItem, makeKnownGap, reasonsOf } from './make.ts';

/** One wanted work, and listings that fill it or must not, by what they say. */
interface Cause {
  readonly what: string;
  readonly wanted: Partial<WantedWork>;
  readonly authors?: readonly string[];
  readonly fills: Readonly<Record<string, Partial<Candidate>>>;
  readonly never: Readonly<Record<string, Partial<Candidate>>>;
}

const FALCONER = at('Falconer', '4');

const CAUSES: readonly Cause[] = [
  {
    what: 'a work of which title and author alone are known, in a pack that lists it',
    wanted: { title: 'The High King', series: [], narrators: [] },
    fills: {
      'in its description': {
        title: 'Chronicles of Prydain (complete)',
        series: at('Chronicles of Prydain', '1-3'),
        description: 'The Book of Three / The Black Cauldron / The High King',
      },
      'in its tags, with a count': {
        title: 'Prydain 1 thru 3',
        series: at('Prydain', '1-3'),
        tags: ['Book of Three', 'Black Cauldron', 'High King', '3 books'],
      },
    },
    never: {
      'that names it beside what it holds': {
        title: 'Chronicles of Prydain 1-3',
        series: at('Prydain', '1-3'),
        description: 'The Book of Three / The Black Cauldron. Next in the series: The High King',
      },
      'an author’s whole shelf': {
        title: 'Ann Author Audiobook Collection',
        series: [],
        description: 'The High King, The Book of Three, The Arkadians and 60 more',
      },
    },
  },
  {
    what: 'a work with extras',
    wanted: { title: 'When He Was Wicked', series: at('Bridgertons', '6') },
    fills: {
      'in its title': {
        title: 'When He Was Wicked with 2nd Epilogue',
        series: at('Bridgertons', '6'),
      },
    },
    never: {
      'which are sold alone': {
        title: 'When He Was Wicked: The 2nd Epilogue',
        series: at('Bridgertons', '6.5'),
      },
    },
  },
  {
    what: 'another title of the work',
    wanted: { title: 'Dawnspell', series: at('Deverry', '3') },
    fills: {
      'in brackets': { title: 'The Bristling Wood (aka Dawnspell)', series: at('Deverry', '3') },
      'in brackets, and no series': { title: 'The Bristling Wood (a.k.a. Dawnspell)', series: [] },
      'in its description': {
        title: 'The Bristling Wood',
        series: [],
        description: '<p>Published in the U.K. as <i>Dawnspell</i>.</p><p>Unabridged</p>',
      },
      'of a land': { title: 'The Bristling Wood', series: [], description: 'UK title: Dawnspell' },
      'of a land, in brackets': {
        title: 'The Bristling Wood',
        series: at('Deverry', '3'),
        description: '(UK: Dawnspell) A tale of the lost kingdom.',
      },
    },
    never: {
      'said of another work': {
        title: 'The Dragon Revenant',
        series: at('Deverry', '4'),
        description:
          'The book before it, The Bristling Wood, was published in the UK as Dawnspell.',
      },
      'said of another volume': {
        title: 'Darkspell',
        series: [],
        description: 'Book 3 was published in the UK as Dawnspell.',
      },
      'what a hero is known as': {
        title: 'Darkspell',
        series: [],
        description: 'The blade, known as Dawnspell, is lost.',
      },
      'read by another': {
        title: 'The Bristling Wood (aka Dawnspell)',
        series: at('Deverry', '3'),
        narrators: ['Ann Reader'],
      },
    },
  },
  {
    what: 'a work that bears its series’ name',
    wanted: { title: 'Falconer', series: at('Falconer', '1') },
    fills: {},
    never: {
      'in brackets behind a later one': { title: 'The Long Stoop (Falconer)', series: FALCONER },
    },
  },
  {
    what: 'a pen name',
    wanted: { title: 'A Dark Adapted Eye', series: [] },
    authors: ['Barbara Vine'],
    fills: {
      'behind the author': {
        title: 'A Dark Adapted Eye',
        authors: ['Ruth Rendell'],
        series: [],
        description: 'Ruth Rendell writing as Barbara Vine.',
      },
    },
    never: {
      'of two who are listed, and of whom it has no name': {
        title: 'A Dark Adapted Eye',
        authors: ['Rita Rendell', 'Rob Rendell'],
        series: [],
        description: 'Barbara Vine is the pseudonym of a husband-and-wife team.',
      },
      'of somebody else': {
        title: 'A Dark Adapted Eye',
        authors: ['Marian Oakwell'],
        series: [],
        description: 'For all who like Ruth Rendell writing as Barbara Vine.',
      },
      'of nobody': { title: 'A Dark Adapted Eye', authors: ['Ruth Rendell'], series: [] },
    },
  },
  {
    what: 'a pen name of two',
    wanted: { title: 'Magic Bled', series: [] },
    authors: ['Iris Androws'],
    fills: {
      'of those who are listed': {
        title: 'Magic Bled',
        authors: ['Androw Gordan', 'Iris Gordan'],
        series: [],
        description: 'Iris Androws is the pseudonym of a husband-and-wife team.',
      },
    },
    never: {},
  },
  {
    what: 'a series under a longer name',
    wanted: { title: 'The Rose Rent', series: at('Chronicles of Brother Anselm', '13') },
    fills: {
      'behind a world': {
        title: 'Rose Rent, The: A Tale',
        series: at('Old Shropshire: Chronicles of Brother Anselm', '13'),
      },
    },
    never: {
      'in a pack of numbers alone': {
        title: 'Brother Anselm 10-15',
        series: at('Brother Anselm Mysteries', '10-15'),
      },
      'a series of its own that is named after it': {
        title: 'Brother Anselm: The Young Years 10-15',
        series: at('Brother Anselm: The Young Years', '10-15'),
      },
      'a volume of it': {
        title: 'Brother Anselm: The Young Years 13',
        series: at('Brother Anselm: The Young Years', '13'),
      },
      'an omnibus of that number': {
        title: 'Brother Anselm Omnibus 13',
        series: at('Brother Anselm Omnibus', '13'),
      },
    },
  },
  {
    what: 'an omnibus that lists it',
    wanted: { title: 'The Vor Match', series: at('Vorkosky Saga', '6'), runtimeMinutes: 790 },
    fills: {
      'in its description': {
        title: 'Young Milo',
        series: at('Vorkosky Omnibus', '2'),
        description: 'Contains The Apprentice’s War, "The Hills of Mourning" and The Vor Match',
      },
      'line by line': {
        title: 'Young Milo',
        series: at('Vorkosky Omnibus', '2'),
        description: '<b>Contents:</b><br />1. The Apprentice&#039;s War<br />2. The Vor Match',
      },
      'in brackets': {
        title: 'Young Milo (The Apprentice’s War & The Vor Match)',
        series: at('Vorkosky Omnibus', '2'),
      },
      'in its tags': {
        title: 'Vorkosky Omnibus 2',
        series: at('Vorkosky Omnibus', '2'),
        tags: ['The Apprentice’s War', 'The Vor Match', '64 kbps'],
      },
    },
    never: {
      'as what comes next': {
        title: 'Young Milo',
        series: at('Vorkosky Omnibus', '2'),
        description: 'Contains The Apprentice’s War and Borders. Next in the series: The Vor Match',
      },
      'as left out': {
        title: 'Young Milo',
        series: at('Vorkosky Omnibus', '2'),
        description: 'Contains The Apprentice’s War, Borders; The Vor Match is missing',
      },
      'a piece of it': {
        title: 'The Apprentice’s War',
        series: at('Vorkosky Saga', '5'),
        description: 'Contains The Apprentice’s War, and a preview of, The Vor Match',
      },
      'a volume that lists its series': {
        title: 'The Apprentice’s War',
        series: at('Vorkosky Saga', '5'),
        description: 'Vorkosky Saga: The Apprentice’s War, The Vor Match, Borders.',
      },
      'read by another': {
        title: 'Young Milo',
        series: at('Vorkosky Omnibus', '2'),
        narrators: ['Ann Reader'],
        description: 'Contains The Apprentice’s War and The Vor Match',
      },
    },
  },
  {
    what: 'a first volume that bears its series’ name, of an author of many',
    wanted: { title: 'Sandworm', series: at('Sandworm Chronicles', '1') },
    fills: { 'as it is': { title: 'Sandworm', series: at('Sandworm', '1') } },
    never: {
      'in front of a prelude': {
        title: 'Sandworm: House Atria',
        series: at('Prelude to Sandworm', '1'),
      },
      'behind a prelude': {
        title: 'House Atria (Sandworm)',
        series: at('Prelude to Sandworm', '1'),
      },
      'among the series of a listing': {
        title: 'House Atria (Sandworm & Prelude)',
        series: at('Prelude to Sandworm', '1'),
      },
      'a story beside it': { title: 'Sandworm Stories 1', series: at('Sandworm Stories', '1') },
    },
  },
  {
    what: 'a saint',
    wanted: { title: 'Saint Giles’s Fair', series: at('Brother Anselm', null) },
    fills: {
      'in a list, shortened': {
        title: 'Brother Anselm Collection',
        series: at('Brother Anselm', null),
        description: 'Monk’s Cowl; St. Giles’s Fair; The Leper',
      },
    },
    never: {},
  },
  {
    what: 'a title behind its hero’s name',
    wanted: {
      title: 'Hattie Moon and the Quiche of Doom',
      series: at('Hattie Moon', '9'),
      runtimeMinutes: null,
    },
    fills: {
      'without him': { title: 'The Quiche of Doom', series: at('Hattie Moon', '9') },
      'without him, and no number': {
        title: 'The Quiche of Doom',
        series: at('Hattie Moon', null),
      },
    },
    never: {
      'another title': { title: 'The Leek of Doom', series: at('Hattie Moon', null) },
      'his name alone': { title: 'Hattie Moon', series: at('Hattie Moon', null) },
    },
  },
  {
    what: 'a title that is counted in several orders',
    wanted: { title: 'Dragon Ship', series: at('Liadan Universe', '17'), runtimeMinutes: 800 },
    fills: {
      'in one of its lists under the wanted number': {
        title: 'Dragon Ship',
        series: [...at('Liadan Universe', '17'), ...at('Thea Waitling', '4')],
      },
    },
    never: {
      'in none of its lists': {
        title: 'Dragon Ship',
        series: [...at('Liadan Universe', '15'), ...at('Thea Waitling', '4')],
      },
      'in one alone': { title: 'Dragon Ship', series: at('Liadan Universe', '15') },
      'of which another is read': {
        title: 'Dragon Ship',
        series: [...at('Liadan Universe', '15'), ...at('Thea Waitling', '4')],
        narrators: ['Ann Reader'],
      },
      'and plays otherwise': {
        title: 'Dragon Ship',
        series: [...at('Liadan Universe', '15'), ...at('Thea Waitling', '4')],
        tags: ['64 kbps', '5 hrs 10 mins'],
      },
      'with another title': {
        title: 'Ghost Ship',
        series: [...at('Liadan Universe', '15'), ...at('Thea Waitling', '4')],
      },
    },
  },
  {
    what: 'a title with a number',
    wanted: { title: 'Academy: Year 2', series: at('Academy', '9'), runtimeMinutes: null },
    fills: {},
    never: {
      'under another number': {
        title: 'Academy: Year 2',
        series: [...at('Academy', '8'), ...at('Academy Tales', '3')],
      },
    },
  },
  {
    what: 'two orders of one series',
    wanted: { title: 'The Second Stone', series: at('Stone (Publication Order)', '3') },
    fills: {
      'under its own': {
        title: 'The Second Stone',
        series: [...at('Stone', '5'), ...at('Stone (Publication Order)', '3')],
      },
    },
    never: {
      'the same number in the other': {
        title: 'Stone',
        series: [...at('Stone', '3'), ...at('Stone (Publication Order)', '1')],
      },
    },
  },
  {
    what: 'a volume of an order that nobody names',
    wanted: { title: 'The Second Stone', series: at('Stone', '3') },
    fills: {},
    never: {
      'the same number in the other': {
        title: 'Stone',
        series: [...at('Stone', '3'), ...at('Stone (Publication Order)', '1')],
      },
    },
  },
  {
    what: 'a cast',
    wanted: { narrators: ['Olive Dudley', 'Linus Hope', 'full cast'] },
    fills: { 'of others': { narrators: ['Carla Crow', 'Stephan West', 'Full Cast'] } },
    never: {
      'that plays': {
        narrators: ['Carla Crow', 'full cast'],
        description: 'GraphicAudio, a movie in your mind',
      },
      'but one reader': { narrators: ['Carla Crow'] },
    },
  },
  {
    what: 'a work for grown-ups',
    wanted: { title: 'Growing', series: [], runtimeMinutes: null },
    fills: { 'with a long subtitle': { title: 'Growing: A Memoir of the Valley', series: [] } },
    never: {
      'adapted for children': { title: 'Growing: Adapted for Young Readers', series: [] },
      'in an edition for them': { title: 'Growing (Young Readers Edition)', series: [] },
    },
  },
  {
    what: 'a work for children',
    wanted: { title: 'Growing: Young Readers Edition', series: [], runtimeMinutes: null },
    fills: { 'as it is': { title: 'Growing (Young Readers Edition)', series: [] } },
    never: {},
  },
  {
    what: 'a recording, by what its tags tell',
    wanted: { narrators: ['Michael Kramer'], runtimeMinutes: 600 },
    fills: {
      'its length and reader': { narrators: [], tags: ['10 hrs 1 mins', 'read by Michael Kramer'] },
    },
    never: {
      'another length': { narrators: [], description: '', tags: ['64 kbps', '6 hrs 10 mins'] },
      'another reader': { narrators: [], description: '', tags: ['read by Ann Reader', '64 kbps'] },
    },
  },
  {
    what: 'a lecture',
    wanted: { title: 'The Early Ages', series: [] },
    fills: { 'under its publisher’s name': { title: 'TTC - The Early Ages', series: [] } },
    never: { 'another one': { title: 'TTC - The Late Ages', series: [] } },
  },
  {
    what: 'a volume of a part',
    wanted: { title: 'Bookish Girl: Part 2 Volume 2', series: at('Bookish Girl', '5') },
    fills: {
      'whose part has a name': {
        title: 'Bookish Girl: Part 2 - The Shrine, Volume 2',
        series: at('Bookish Girl', '5'),
      },
    },
    never: {
      'of another part': {
        title: 'Bookish Girl: Part 3 - The Duke, Volume 2',
        series: at('Bookish Girl', '9'),
      },
      'another of this part': {
        title: 'Bookish Girl: Part 2 - The Shrine, Volume 1',
        series: at('Bookish Girl', '4'),
      },
    },
  },
];

function decide(gap: Gap, candidates: readonly Candidate[]) {
  const [decision] = decideGaps({ gaps: [gap], candidates });
  assert.ok(decision !== undefined);
  return decision;
}

for (const { what, wanted, authors, fills, never } of CAUSES) {
  describe(what, () => {
    const gap = makeKnownGap({ runtimeMinutes: null, ...wanted }, authors && { authors });
    for (const [how, parts] of Object.entries(fills)) {
      test(`${how}, fills`, () => {
        const decision = decide(gap, [makeCandidate(parts)]);
        assert.equal(decision.verdict, 'accept', decision.because);
      });
    }
    for (const [how, parts] of Object.entries(never)) {
      test(`${how}, is never chosen`, () => {
        const decision = decide(gap, [makeCandidate(parts)]);
        assert.notEqual(decision.verdict, 'accept', decision.because);
      });
    }
  });
}

test('the very title is chosen before a longer one that has more seeders', () => {
  const gap = makeKnownGap({ title: 'Growing', series: [], runtimeMinutes: null });
  const decision = decide(gap, [
    makeCandidate({
      sourceId: '1',
      title: 'Growing: A Memoir of the Valley',
      series: [],
      seeders: 90,
    }),
    makeCandidate({ sourceId: '2', title: 'Growing', series: [], seeders: 3 }),
  ]);
  assert.equal(decision.chosen, '2');
  assert.match(decision.because, /it bears the very title or number/);
});

test('a title under its own number is chosen before the same one of another order', () => {
  const gap = makeKnownGap({ runtimeMinutes: null });
  const decision = decide(gap, [
    makeCandidate({
      sourceId: '1',
      series: [...at('Mistborn', '5'), ...at('Cosmere', '9')],
      seeders: 90,
    }),
    makeCandidate({ sourceId: '2', seeders: 3 }),
  ]);
  assert.equal(decision.chosen, '2');
});

test('an omnibus of which as much is owned as is new is not fetched, though its titles alone tell', () => {
  const gap = makeKnownGap(
    { title: 'The Vor Match', series: at('Vorkosky Saga', '6'), runtimeMinutes: null },
    { authors: ['Lois Bold'] },
  );
  const omnibus = makeCandidate({
    title: 'Young Milo',
    authors: ['Lois Bold'],
    series: at('Vorkosky Omnibus', '2'),
    description: 'Contains The Apprentice’s War and The Vor Match',
  });
  const owned = makeItem({ title: 'The Apprentice’s War', authors: ['Lois Bold'], series: [] });
  const [reasons, whileLacking] = [[owned], []].map((items) =>
    reasonsOf(
      judgeOver(items, { gaps: [gap] })
        .judge([omnibus])
        .get('1000'),
    ),
  );
  assert.deepEqual(reasons, ['pack-repeats-owned']);
  assert.deepEqual(whileLacking, []);
  assert.ok(workKeysOfGap(gap).length > 0);
});
