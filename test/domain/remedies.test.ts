import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { REASON_NAMES } from '../../src/domain/decision.ts';
import { remedyOf } from '../../src/domain/remedies.ts';
import { reasonSentence, reasonTitle } from '../../src/domain/sentences.ts';

const text = fc.string({ unit: 'binary', maxLength: 30 });

for (const name of REASON_NAMES) {
  test(`${name} has a sentence and a remedy, whatever it is about`, () => {
    assert.notEqual(reasonTitle(name), '');
    fc.assert(
      fc.property(text, text, (got, want) => {
        const reason = { name, got, want };
        assert.match(reasonSentence(reason), /^[A-Z][^]*\.$/u);
        assert.match(remedyOf(reason), /^[A-Z][^]*\.$/u);
      }),
    );
  });
}

test('a remedy names what the owner would change', () => {
  const few = { name: 'too-few-seeders', got: '1', want: '3' } as const;
  assert.equal(remedyOf(few), 'Lower minSeeders in policy.yaml, or wait for more seeders.');
});
