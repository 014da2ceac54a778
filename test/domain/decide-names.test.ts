import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Candidate } from '../../src/domain/candidate.ts';
import { decideGaps } from '../../src/domain/decide-gaps.ts';
import type { Gap } from '../../src/domain/gap.ts';
import type { SeriesPlace } from '../../src/domain/item.ts';
import { at, makeCandidate, makeKnownGap } from './make.ts';

/** A title, and its series and number, if any: `Dark | Dark 1`. */
function written(text: string): {
  readonly title: string;
  readonly series: readonly SeriesPlace[];
} {
  const [title = '', place = ''] = text.split(' | ');
  const [, name, position] = /^(.+?)(?: ([\d.]+(?:-\d+)?))?$/u.exec(place) ?? [];
  return { title, series: name === undefined ? [] : at(name, position ?? null) };
}

interface Pair {
  readonly wanted: string;
  readonly offered: string;
  readonly description?: string;
  /** Who wrote what is offered; absent: the wanted author. */
  readonly by?: string;
  /** Who reads both; absent: nobody says. */
  readonly reader?: string;
}

function decide({ wanted, offered, description = '', by = 'Jane Alder', reader }: Pair) {
  const narrators = reader === undefined ? [] : [reader];
  const gap: Gap = makeKnownGap(
    { ...written(wanted), narrators, runtimeMinutes: null },
    { authors: ['Jane Alder'] },
  );
  const candidate: Candidate = makeCandidate({
    ...written(offered),
    authors: [by],
    narrators,
    description,
  });
  const [decision] = decideGaps({ gaps: [gap], candidates: [candidate] });
  assert.ok(decision !== undefined);
  return decision;
}

/** What is told apart, and pairs that fill a gap and pairs that never do, whoever reads them. */
interface Cause {
  readonly what: string;
  readonly fills: readonly Pair[];
  readonly never: readonly Pair[];
}

const CAUSES: readonly Cause[] = [
  {
    what: 'words of titles that are words of media too',
    fills: [
      { wanted: 'NUMA Files 3 | NUMA Files 3', offered: 'NUMA Files 3 | NUMA Files 3' },
      { wanted: 'NUMA Files 3 | NUMA Files 3', offered: 'NUMA Files 3' },
      { wanted: 'Fire Ice | NUMA Files 3', offered: 'NUMA Files 3 | NUMA Files 3' },
      { wanted: 'NUMA | NUMA Files 1', offered: 'NUMA Files 1-4' },
      { wanted: 'Cold Case | Cold Case 1', offered: 'Cold Case (CD 1-8) | Cold Case 1' },
      { wanted: 'Cold Case | Cold Case 1', offered: 'Cold Case, 8 CDs | Cold Case 1' },
      { wanted: 'Cold Case | Cold Case 1', offered: 'Cold Case - MP3 CD | Cold Case 1' },
      { wanted: 'Cold Case | Cold Case 1', offered: 'Cold Case Disc 1-12 | Cold Case 1' },
      { wanted: 'Dark | Dark 1', offered: 'Dark [Files 1-20] | Dark 1' },
      { wanted: 'Flip | Flip 1', offered: 'Flip: Sides 1-6 | Flip 1' },
    ],
    never: [
      { wanted: 'Cold Case | Cold Case 1', offered: 'Cold Case Files 3' },
      { wanted: 'Cold Case | Cold Case 1', offered: 'Cold Case Files 3 | Cold Case Files 3' },
      { wanted: 'Cold Case | Cold Case 1', offered: 'Cold Case Files 1-3' },
      { wanted: 'Dark | Dark 1', offered: 'Dark Side 3 | Dark Side 3' },
      { wanted: 'Dark | Dark 1', offered: 'Dark Side 3' },
      { wanted: 'Race', offered: 'Race Track 2' },
      { wanted: 'Flip', offered: 'Flip Side 2' },
      { wanted: 'NUMA | NUMA Files 1', offered: 'NUMA Files 4' },
      { wanted: 'The Dresden', offered: 'The Dresden Files 3' },
      { wanted: 'The Dresden', offered: 'The Dresden Files 1-3' },
      { wanted: 'Master', offered: 'Master Tape 2' },
    ],
  },
  {
    what: 'one disc of a book, and all of them',
    fills: [
      { wanted: 'The Ghost | Stone 2', offered: 'The Ghost (CD 01-12) | Stone 2' },
      { wanted: 'The Ghost | Stone 2', offered: 'The Ghost (12 CDs) | Stone 2' },
      { wanted: 'The Ghost | Stone 2', offered: 'The Ghost - Disc 1 to 12 | Stone 2' },
      { wanted: 'The Ghost | Stone 2', offered: 'The Ghost [2 MP3 CDs] | Stone 2' },
    ],
    never: [
      { wanted: 'The Ghost | Stone 2', offered: 'The Ghost Disc 1' },
      { wanted: 'The Ghost | Stone 2', offered: 'The Ghost Disc 1 | Stone 2' },
      { wanted: 'The Ghost | Stone 2', offered: 'The Ghost (CD 3) | Stone 2' },
      { wanted: 'The Ghost | Stone 2', offered: 'The Ghost - Disc 1 of 4 | Stone 2' },
      { wanted: 'The Ghost | Stone 2', offered: 'The Ghost: Tape 2 | Stone 2' },
      { wanted: 'The Ghost | Stone 2', offered: 'The Ghost [Disk 2] | Stone 2' },
      { wanted: 'Green Hills', offered: 'Town - CD 2: Green Hills' },
      { wanted: 'Green Hills | Town 2', offered: 'Town - CD 2: Green Hills | Town 2' },
    ],
  },
  {
    what: 'another title, as a description tells it',
    fills: [
      {
        wanted: 'Nightfall | Dusk 1',
        offered: 'Daybreak | Dusk 1',
        description: 'Originally published as Nightfall.',
      },
      {
        wanted: 'Nightfall | Dusk 2',
        offered: 'Daybreak | Dusk 2',
        description: 'Originally published as Nightfall, Volume Two of the Dusk saga.',
      },
      {
        wanted: 'Nightfall | Dusk 1',
        offered: 'Daybreak',
        description: 'Daybreak was first published in the UK as Nightfall, and won a prize.',
        reader: 'Ann Reader',
      },
      {
        wanted: 'The Ripper',
        offered: 'Jack',
        description: 'Jack (also published as The Ripper) is a novel.',
        reader: 'Ann Reader',
      },
      { wanted: 'Nightfall', offered: 'Daybreak (aka Nightfall)', reader: 'Ann Reader' },
      {
        wanted: 'Nightfall | Dusk 2',
        offered: 'Daybreak | Dusk 2',
        description: 'US edition of Nightfall. No. 1 in all lists.',
      },
      {
        wanted: 'Nightfall | Dusk 2',
        offered: 'Daybreak | Dusk 2',
        description: 'Originally published as Nightfall, no one sleeps here.',
      },
    ],
    never: [
      {
        wanted: 'The Ripper',
        offered: 'Jack',
        description: 'Jack, also known as The Ripper, prowls',
      },
      {
        wanted: 'Nightfall | Dusk 1',
        offered: 'Daybreak',
        description: 'Originally published as Nightfall, Volume Two of the Dusk saga',
      },
      {
        wanted: 'Nightfall | Dusk 1',
        offered: 'Daybreak',
        description: 'Also known as Nightfall, Part Two',
      },
      { wanted: 'Dragon', offered: 'The Slave', description: 'It was sold as a dragon.' },
      { wanted: 'Dragon', offered: 'The Slave', description: 'It was issued as Dragon.' },
      {
        wanted: 'dragon',
        offered: 'The Slave',
        description: 'It was first published as a dragon.',
      },
      { wanted: 'Jane', offered: 'Daybreak', description: 'First published under the name Jane' },
      { wanted: 'Jane', offered: 'Daybreak', description: 'First published under Jane' },
      {
        wanted: 'The Ripper',
        offered: 'Jack',
        description: 'Jack, formerly titled The Ripper, prowls',
      },
      {
        wanted: 'The Ripper',
        offered: 'Jack',
        description: 'Jack (also known as The Ripper) prowls',
      },
      {
        wanted: 'Nightfall | Dusk 1',
        offered: 'Daybreak',
        description: 'Originally published as Nightfall: Volume Two',
      },
      {
        wanted: 'Nightfall | Dusk 1',
        offered: 'Daybreak',
        description: 'Originally published as "Nightfall" (Part 2)',
      },
      {
        wanted: 'Nightfall | Dusk 1',
        offered: 'Daybreak',
        description: 'Originally published as Nightfall, the third novel of the Dusk saga',
      },
      { wanted: 'Nightfall', offered: 'Daybreak (aka Nightfall, Book 2)' },
      {
        wanted: 'Jane Alder',
        offered: 'Daybreak',
        description: 'First published under the name of Jane Alder',
      },
    ],
  },
  {
    what: 'a pen name',
    fills: [
      {
        wanted: 'The Ghost',
        offered: 'The Ghost',
        by: 'Bob Smith',
        description: 'Bob Smith writing as Jane Alder.',
      },
      {
        wanted: 'The Ghost',
        offered: 'The Ghost',
        by: 'Bob Smith',
        description: 'Jane Alder is the pen name of Bob Smith.',
      },
    ],
    never: [
      {
        wanted: 'The Ghost',
        offered: 'The Ghost',
        by: 'Bob Smith',
        description: 'Bob Smith writing as Jane Alder never could',
      },
      {
        wanted: 'The Ghost',
        offered: 'The Ghost',
        by: 'Bob Smith',
        description: 'Bob Smith wrote as Jane Alder lay dying',
      },
      {
        wanted: 'The Ghost',
        offered: 'The Ghost',
        by: 'Bob Smith',
        description: 'Bob Smith writes as Jane Alder sleeps.',
      },
      {
        wanted: 'The Ghost',
        offered: 'The Ghost',
        by: 'Bob Smith',
        description:
          'For fans of Jane Alder. Jane Alder is the pen name of a husband-and-wife team.',
      },
    ],
  },
  {
    what: 'numbers of volumes in front of titles',
    fills: [
      { wanted: 'Town | Town 1', offered: 'Town: Book 1 of 9' },
      { wanted: 'Green Hills | Town 2', offered: 'Town: Book 2 of 9: Green Hills' },
      { wanted: 'Green Hills | Town 2', offered: 'Town: A LitRPG Adventure 2: Green Hills' },
      { wanted: 'Green Hills | Town 2', offered: 'Town No. 2: Green Hills' },
      { wanted: 'Green Hills | Town 2', offered: 'Town: No. 2: Green Hills' },
      { wanted: 'The Five | Town 1', offered: 'The Five: Book One of Town' },
      { wanted: 'Public Enemy Number One', offered: 'Public Enemy Number One' },
      { wanted: 'The No. 1 Agency | Agency 1', offered: 'The No. 1 Agency: A Novel' },
    ],
    never: [
      { wanted: 'Town | Town 1', offered: 'Town: Book 2 of 9' },
      { wanted: 'Town | Town 1', offered: 'Town: Book Two of Nine' },
      { wanted: 'Green Hills | Town 4', offered: 'Town: Book 2 of 9: Green Hills' },
      { wanted: 'Green Hills | Town 4', offered: 'Town: A LitRPG Adventure 2: Green Hills' },
      { wanted: 'Green Hills | Town 4', offered: 'Town No. 2: Green Hills' },
      { wanted: 'Green Hills | Town 4', offered: 'Town Nr. 2 - Green Hills' },
      { wanted: 'Green Hills | Town 4', offered: 'Town, Number 2: Green Hills' },
      { wanted: 'Green Hills | Town 4', offered: 'Town: No. 2: Green Hills' },
      { wanted: 'Green Hills | Town 4', offered: 'Town: 2: Green Hills' },
      { wanted: 'Green Hills | Town 4', offered: 'Town #2 of 9: Green Hills' },
      { wanted: 'Green Hills | Town 4', offered: 'Town: Volume 2 of 9 - Green Hills' },
      { wanted: 'Green Hills | Town 4', offered: 'Town: 2 of 9: Green Hills' },
      { wanted: 'Green Hills | Town 4', offered: 'Town 2 of 9: Green Hills' },
      { wanted: 'Green Hills | Town 4', offered: 'Green Hills: A LitRPG Adventure 2' },
      { wanted: 'Green Hills | Town 4', offered: 'Green Hills: Town Book 2 of 9' },
      { wanted: 'Green Hills | Town 4', offered: 'Green Hills (Book 2 of 9)' },
      { wanted: 'Green Hills | Town 4', offered: 'Green Hills, No. 2' },
      { wanted: 'Public Enemy', offered: 'Public Enemy Number One' },
    ],
  },
];

test('another title that a description alone tells is asked about', () => {
  const { verdict, because } = decide({
    wanted: 'Nightfall | Dusk 1',
    offered: 'Daybreak',
    description: 'Originally published as Nightfall.',
  });
  assert.equal(verdict, 'ask', because);
});

function nameOf({ wanted, offered, by, description, reader }: Pair): string {
  const besides = [by, description, reader].filter((text) => text !== undefined);
  return [`“${wanted}”`, `<- “${offered}”`, ...besides].join(' ');
}

for (const { what, fills, never } of CAUSES) {
  describe(what, () => {
    for (const pair of fills) {
      test(`${nameOf(pair)}, fills`, () => {
        const { verdict, because } = decide(pair);
        assert.equal(verdict, 'accept', because);
      });
    }
    for (const pair of never) {
      test(`${nameOf(pair)}, is never chosen`, () => {
        for (const reader of [undefined, 'Ann Reader']) {
          const { verdict, because } = decide({ ...pair, ...(reader && { reader }) });
          assert.notEqual(verdict, 'accept', because);
        }
      });
    }
  });
}
