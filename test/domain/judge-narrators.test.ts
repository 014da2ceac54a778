import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import type { Candidate } from '../../src/domain/candidate.ts';
import { findGaps } from '../../src/domain/gaps.ts';
import type { PolicyParts } from '../../src/domain/policy.ts';
import { judgeOver, makeCandidate, makeSeries } from './make.ts';

/** Volumes 1, 2 and 4, each by its readers: 3 is known by its number alone. */
function shelf(...readers: readonly (readonly string[])[]) {
  return makeSeries('Mistborn', ['1', '2', '4']).map((item, index) => {
    return { ...item, narrators: readers[index] ?? [] };
  });
}

const KRAMER = shelf(['Michael Kramer'], ['Michael Kramer'], []);
const ANN: Partial<Candidate> = { narrators: ['Ann Sterling'] };

function judge(items: typeof KRAMER, candidates: readonly Candidate[], policy: PolicyParts) {
  const { gaps } = findGaps(items, { authorMinItems: 10 });
  return judgeOver(items, { gaps, policy }).judge(candidates);
}

function verdictOf(
  parts: Partial<Candidate>,
  policy: PolicyParts,
  items = KRAMER,
): readonly string[] {
  const decision = judge(items, [makeCandidate(parts)], policy).get('1000');
  const reasons = decision?.verdict === 'accept' ? [] : (decision?.reasons ?? []);
  const told = reasons.map(({ name, got, want }) => `${name}: ${got}, not ${want}`);
  return [decision?.verdict ?? '', ...told];
}

describe('a gap that is known by its number alone', () => {
  const others = 'Michael Kramer, who read the rest of the series';
  const asked = ['ask', `doubtful: read by Ann Sterling, not ${others}`];
  const refused = ['refuse', 'wrong-recording: Ann Sterling, not Michael Kramer'];
  const ann: PolicyParts = { series: { Mistborn: { narrators: ['Ann Sterling'] } } };
  const cases: readonly (readonly [string, Partial<Candidate>, PolicyParts, readonly string[]])[] =
    [
      ['the series’ reader', {}, {}, ['accept']],
      ['the series’ reader, and the policy is strict', {}, { narrators: 'same' }, ['accept']],
      ['another reader', ANN, {}, asked],
      ['another reader, and the policy is strict', ANN, { narrators: 'same' }, refused],
      ['another reader, and the policy takes any', ANN, { narrators: 'prefer' }, ['accept']],
      ['no reader given', { narrators: [] }, { narrators: 'same' }, ['accept']],
      ['one whom the override names', ANN, ann, ['accept']],
      [
        'the series’ reader, and the override names another',
        {},
        ann,
        ['refuse', 'wrong-recording: Michael Kramer, not Ann Sterling'],
      ],
      [
        'no reader given, and the override names one',
        { narrators: [] },
        ann,
        ['ask', 'doubtful: no narrator given, not Ann Sterling'],
      ],
      [
        'a reader who is named in its words alone',
        { narrators: [], description: 'Read by Ann Sterling, unabridged' },
        {},
        asked,
      ],
    ];
  for (const [name, parts, policy, want] of cases) {
    test(`is offered a recording by ${name}: ${want[0] ?? ''}`, () => {
      assert.deepEqual(verdictOf(parts, policy), want);
    });
  }

  test('takes any of those who read what is owned', () => {
    const items = shelf(['Michael Kramer'], ['Ann Sterling'], ['Ben Hartley']);
    assert.deepEqual(verdictOf(ANN, { narrators: 'same' }, items), ['accept']);
  });

  test('takes anybody where no item says who reads it', () => {
    assert.deepEqual(verdictOf(ANN, { narrators: 'same' }, shelf()), ['accept']);
  });

  test('minds no reader of another series by its author', () => {
    const [first, ...rest] = shelf();
    const other = makeSeries('Elantris', ['1']).map((item) => {
      return { ...item, narrators: ['Ben Hartley'] };
    });
    assert.ok(first !== undefined);
    const items = [first, ...rest, ...other];
    assert.deepEqual(verdictOf(ANN, { narrators: 'same' }, items), ['accept']);
  });

  test('asks nobody while another torrent is read by the series’ reader', () => {
    const both = [
      makeCandidate({ ...ANN, sourceId: '1', seeders: 900 }),
      makeCandidate({ sourceId: '2', seeders: 3 }),
    ];
    const verdicts = (policy: PolicyParts) =>
      ['1', '2'].map((id) => judge(KRAMER, both, policy).get(id)?.verdict);
    assert.deepEqual(verdicts({}), ['refuse', 'accept']);
    assert.deepEqual(verdicts({ narrators: 'prefer' }), ['refuse', 'accept']);
  });

  test('is read by a cast as the rest is, whoever is of it', () => {
    const items = shelf(['Olive Dudley', 'full cast']);
    const parts = { narrators: ['Carla Crow', 'Full Cast'] };
    const policy = { narrators: 'same', dramatised: true } as const;
    assert.deepEqual(verdictOf(parts, policy, items), ['accept']);
  });
});
