import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { findGaps, findGapsInSteps } from '../../src/domain/gaps.ts';
import type { LibraryItem } from '../../src/domain/item.ts';
import { openCourt, openCourtInSteps } from '../../src/domain/judge.ts';
import type { Steps } from '../../src/domain/steps.ts';
import { at, makeCandidate, makeItem, makeLedger } from './make.ts';

/** Tells which items were looked at since it was last asked. */
class Watch {
  #seen = new Set<number>();
  readonly items: readonly LibraryItem[];

  constructor(count: number) {
    this.items = Array.from({ length: count }, (_, n) => this.#watched(n));
  }

  #watched(n: number): LibraryItem {
    const title = `Tale ${n}`;
    const series = at(`Saga ${n % 700}`, String(1 + (n % 9)));
    const item = makeItem({ id: String(n), title, series });
    return Object.defineProperty(item, 'title', {
      enumerable: true,
      get: () => {
        this.#seen.add(n);
        return title;
      },
    });
  }

  looked(): number {
    const { size } = this.#seen;
    this.#seen = new Set();
    return size;
  }
}

/** Drives the steps to the end; the most items that one of them looked at. */
function drive<T>(steps: Steps<T>, watch: Watch): { readonly result: T; readonly most: number } {
  let most = 0;
  watch.looked();
  for (;;) {
    const step = steps.next();
    most = Math.max(most, watch.looked());
    if (step.done === true) return { result: step.value, most };
  }
}

const ITEMS = 4_000;
const MOST_A_STEP = 500;
const rules = { authorMinItems: 10 };

describe('work on a large library', () => {
  const watch = new Watch(ITEMS);
  const found = findGaps(watch.items, rules);

  test('finds the same gaps in small steps as at once', () => {
    const { result, most } = drive(findGapsInSteps(watch.items, rules), watch);
    assert.ok(most <= MOST_A_STEP, `${most} items in one step`);
    assert.ok(found.gaps.length > 1_000);
    assert.deepEqual(result, found);
  });

  test('opens the same court in small steps as at once', () => {
    const ground = { gaps: found.gaps, items: watch.items };
    const { result, most } = drive(openCourtInSteps(ground), watch);
    assert.ok(most <= MOST_A_STEP, `${most} items in one step`);
    const circumstances = {
      ledger: makeLedger(),
      account: { userClass: null },
      policy: { minSeeders: 1 },
    };
    const candidates = found.gaps.slice(0, 200).map(({ series, position }, n) =>
      makeCandidate({
        sourceId: String(n),
        title: `Other ${n}`,
        series: at(series ?? 'None', String(position ?? 1)),
      }),
    );
    const judged = result.withCircumstances(circumstances).judge(candidates);
    const atOnce = openCourt(ground).withCircumstances(circumstances).judge(candidates);
    assert.deepEqual(judged, atOnce);
    assert.ok([...judged.values()].some((one) => one.verdict === 'accept'));
  });

  test('over many gaps goes in small steps too', () => {
    const steps = openCourtInSteps({ gaps: found.gaps, items: [] });
    let count = 1;
    while (steps.next().done !== true) count += 1;
    assert.ok(count > found.gaps.length / MOST_A_STEP, `${count} steps`);
  });
});
