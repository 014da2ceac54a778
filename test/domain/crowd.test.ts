import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decideGaps } from '../../src/domain/decide-gaps.ts';
import { openCourt } from '../../src/domain/judge.ts';
import { readWork, type WrittenWork } from '../../src/domain/matching/reading.ts';
import { WorkIndex } from '../../src/domain/matching/work-index.ts';
import { at, makeCandidate, makeKnownGap, makeLedger } from './make.ts';

const AUTHORS = ['Brandon Sanderson'];
const WORDS = 'ash bone crown dusk ember frost glass hollow iron jade'.split(' ');

/** Thousands of titles of three words, no two alike. */
function titleOf(n: number): string {
  const word = (by: number) => WORDS[Math.floor(n / by) % WORDS.length] ?? '';
  return `The ${word(100)} ${word(10)} of ${word(1)}`;
}

function written(title: string, position: string | null = null, name = 'Mistborn'): WrittenWork {
  return {
    title,
    subtitle: null,
    authors: AUTHORS,
    series: position === '' ? [] : [{ name, position }],
  };
}

/** A long series, its volume 500 offered in one more shape. */
function nearVolume500(offered: WrittenWork): { readonly isFound: boolean; readonly met: number } {
  const index = new WorkIndex<string>(4);
  for (let n = 1; n <= 1_000; n += 1) {
    index.add(readWork(written(titleOf(n), `${n}`)), `volume ${n}`);
  }
  index.add(readWork(offered), 'offered');
  const near = index.near(readWork(written(titleOf(500), '500')));
  return { isFound: near.includes('offered'), met: near.length };
}

const SHAPES: readonly (readonly [string, WrittenWork])[] = [
  ['title and number', written(titleOf(500), '500')],
  ['the title alone', written(titleOf(500), '')],
  ['the title under a wrong number', written(titleOf(500), '17')],
  ['the title with a slip, without a number', written('The frost ash of asj', null)],
  ['series and number in the title', written('Mistborn 500', '')],
  ['another title at its number', written('Something Else', '500')],
  ['a pack that holds it', written('Mistborn 495-505', '495-505')],
  ['the whole series, without numbers', written('The Complete Mistborn Collection', null)],
  ['the name of the series and nothing else', written('Mistborn', null)],
];

for (const [shape, offered] of SHAPES) {
  test(`in a long series a volume is found by ${shape}, and few others with it`, () => {
    const { isFound, met } = nearVolume500(offered);
    assert.ok(isFound);
    assert.ok(met < 100, `${met} are met`);
  });
}

test('of a crowd each gap is given the same as alone', () => {
  const listings = Array.from({ length: 400 }, (_, n) =>
    makeCandidate({
      sourceId: `c${n}`,
      title: n % 2 === 0 ? titleOf(n) : `Mistborn ${n + 1}: ${titleOf(n)}`,
      series: n % 2 === 0 ? at('Mistborn', `${n + 1}`) : [],
    }),
  );
  const gaps = [3, 4, 150, 151, 398].map((n) =>
    makeKnownGap({ title: titleOf(n), series: at('Mistborn', `${n + 1}`) }, { key: `g${n}` }),
  );
  const decided = decideGaps({ gaps, candidates: listings });
  const chosen = decided.map((one) => one.chosen);
  assert.deepEqual(chosen, ['c3', 'c4', 'c150', 'c151', 'c398']);
  const judge = openCourt({ gaps, items: [] }).withCircumstances({
    ledger: makeLedger(),
    account: { userClass: null },
    policy: {},
  });
  const accepted = [...judge.judge(listings)].filter(([, { verdict }]) => verdict === 'accept');
  assert.deepEqual(new Set(accepted.map(([id]) => id)), new Set(chosen));
});
