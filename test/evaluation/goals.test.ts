import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readSet, SETS, TODAY, type SetName } from '../../scripts/evaluation/read-set.ts';
import { readPolicy } from '../../src/evaluation/policy.ts';
import { evaluateDecisions, evaluateGaps } from '../../src/evaluation/run.ts';
import { scoreDecisions } from '../../src/evaluation/score-decisions.ts';
import { missedGaps, scoreGaps } from '../../src/evaluation/score-gaps.ts';

const ALLOWED = { precision: 0.99, recall: 0.99, filled: 0.95, wrong: 0.005 };

/**
 * Of the 62 gaps of `tags`, two have no number in any row, and are asked about; one volume is held
 * in an omnibus whose title is misspelt and whose number is the omnibus's own. `second` has a series
 * whose volumes have two English titles each, under two names of the series. Of the 135 gaps that
 * `second` fills, seven are left to a person: titles under another number or another name, a
 * narrator's other name, two readers of whom neither is wanted more.
 */
const ALLOWED_OF: Partial<Record<SetName, Partial<typeof ALLOWED>>> = {
  tags: { precision: 0.98, recall: 0.96 },
  second: { precision: 0.96, filled: 0.94 },
};

/*
 * The held-out set was measured once, when the judge was done: gap precision and recall 1 (90 gaps),
 * 99.4 % filled, nothing wrong. The set that was held out before was at 0.987 (one of 77) and is
 * tuned on since, as `former`.
 */

for (const name of SETS) {
  const set = await readSet(name);

  test(`the gaps of ${name} are found, and no others`, () => {
    const output = evaluateGaps(set.library, set.catalogue, { today: TODAY });
    const { precision, recall } = scoreGaps(output, set.expectedGaps);
    const misses = missedGaps(output, set.expectedGaps).map(
      ({ bucket, fault }) => `${fault} ${bucket}`,
    );
    const shown = misses.slice(0, 20).join('\n');
    const allowed = { ...ALLOWED, ...ALLOWED_OF[name] };
    assert.ok((precision ?? 0) >= allowed.precision, `precision ${precision}\n${shown}`);
    assert.ok((recall ?? 0) >= allowed.recall, `recall ${recall}\n${shown}`);
  });

  test(`the gaps of ${name} are filled with the right recording, or left for a person`, () => {
    const output = evaluateDecisions(set.gaps, set.candidates, readPolicy('the defaults', '{}'));
    const score = scoreDecisions(output, set.expectedDecisions);
    const allowed = { ...ALLOWED, ...ALLOWED_OF[name] };
    assert.equal(score.wrongRecording, 0);
    assert.ok((score.wrongChoiceRate ?? 1) <= allowed.wrong, `wrong ${score.wrongChoiceRate}`);
    assert.ok((score.fillRate ?? 0) >= allowed.filled, `filled ${score.fillRate}`);
  });
}
