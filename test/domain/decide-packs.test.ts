import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Candidate } from '../../src/domain/candidate.ts';
import { decideGaps } from '../../src/domain/decide-gaps.ts';
import { at, makeCandidate, makeItem, makeKnownGap, makeLedger } from './make.ts';
import { AUTHORS, check, decide, work } from './offers.ts';

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
  const gap = makeKnownGap(
    { ...wanted, narrators: [], runtimeMinutes: null },
    { authors: AUTHORS },
  );
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
  test('a single that is on its way by the wanted name is not fetched again', () => {
    const single = { title: 'Sixth of All', series: at('Nell Carr Mysteries', '6') };
    const verdicts = ['volume:nell carr:jane alder:6', 'volume:nell carr:jane alder:7'].map(
      (key) => {
        const ledger = makeLedger({ workKeys: new Set([key]) });
        const candidate = makeCandidate({ authors: AUTHORS, narrators: [], ...single });
        return decideGaps({ gaps: [gap], candidates: [candidate], ledger })[0]?.verdict;
      },
    );
    assert.deepEqual(verdicts, ['none', 'accept']);
  });
  test('what is on its way by the wanted name counts as well', () => {
    const keys = [1, 2, 3, 4, 5].map((n) => `volume:nell carr:jane alder:${n}`);
    const [decision] = decideGaps({
      gaps: [gap],
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

describe('a title under another number of the wanted series', () => {
  const wanted = { title: 'Blood Moon', series: at('Stone', '2'), narrators: ['Xaver Yard'] };
  const offer = (...places: readonly (readonly [string, string])[]) => ({
    title: 'Blood Moon',
    narrators: ['Xaver Yard'],
    series: places.flatMap(([name, position]) => at(name, position)),
  });
  check([
    ['beside another series', wanted, offer(['Stone', '5'], ['Moon', '1']), 'ask'],
    ['in the same series by another name', wanted, offer(['Stone Mysteries', '5']), 'ask'],
    ['with its number in another series', wanted, offer(['Stone', '5'], ['Moon', '2']), 'ask'],
    ['in two orders', wanted, offer(['Stone', '5'], ['Stone', '6'])],
    [
      'in two orders, of which the other agrees',
      wanted,
      offer(['Stone', '5'], ['Stone Chronological', '2']),
      'accept',
    ],
  ]);
});
