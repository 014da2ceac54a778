import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { REASON_NAMES } from '../../src/domain/decision.ts';
import { NO_SLOT } from '../../src/domain/limits.ts';
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

for (const name of REASON_NAMES) {
  test(`${name} is not to be approved where there is no review to approve it in`, () => {
    const remedy = remedyOf({ name, got: 'this', want: 'that' });
    const hasReview = name === 'doubtful' || name === 'indistinct';
    assert.equal(/approve/iu.test(remedy), hasReview);
  });
}

test('what is refused as another author’s is added by hand where the two are one', () => {
  const reason = { name: 'wrong-author', got: 'R. Bachman', want: 'Stephen King' } as const;
  assert.equal(
    remedyOf(reason),
    'If R. Bachman is another name of Stephen King, add the torrent to qBittorrent by hand.',
  );
});

test('a doubt about the narrator is ended by the rule on narrators, any other by thresholds', () => {
  const doubt = { name: 'doubtful', want: 'Michael Kramer' } as const;
  assert.match(remedyOf({ ...doubt, got: 'read by Ann Sterling' }), /or set narrators in policy/);
  assert.match(remedyOf({ ...doubt, got: '“Mistborn”, 60 of 100' }), /or move thresholds in/);
});

test('a run that has no slot left has queued, proposed, or would queue as many as it may', () => {
  const said = (['queue', 'propose', 'look'] as const).map((act) =>
    reasonSentence({ name: 'run-cap', got: NO_SLOT[act], want: 'a slot of this run' }),
  );
  assert.deepEqual(said, [
    'It waits for the next run: this one has queued as many as it may (no slot left).',
    'It waits for the next run: this one has proposed as many as it may (no slot left to propose it).',
    'It waits for the next run: this one would queue as many as it may (no slot left in the dry run).',
  ]);
});
