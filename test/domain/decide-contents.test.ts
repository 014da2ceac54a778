import { describe } from 'node:test';
import type { Candidate } from '../../src/domain/candidate.ts';
import { at } from './make.ts';
import { check, work, type Row } from './offers.ts';

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
    [
      'previews, with capitals',
      work('The Ghost'),
      told(dawn, 'Contains: Moon Previews, The Ghost, Sun'),
    ],
    ['half of a title', work('Blood'), told(winter, 'Contains: The Mill and Blood')],
    [
      'half of another title',
      lake,
      told(winter, 'Contains: The Silent Lake and the Deep, The Mill, The Door'),
    ],
    [
      'half of the last title',
      work('Silent Lake'),
      told(winter, 'Contains: The Door, The Mill, and Silent Lake and Deep'),
    ],
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
    ['of two ranges the first', stone, stones('Contains books 1-5. The other set has 6-9.')],
    ['its range', stone, stones('Contains books 1-5. Unabridged'), 'accept'],
    ['its range without a word', stone, stones('Contains 1-5'), 'accept'],
  ]);
});
