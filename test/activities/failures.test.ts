import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ApplicationFailure, CancelledFailure } from '@temporalio/activity';
import { asFailure, fate, refuse } from '../../src/activities/failures.ts';
import {
  RemoteError,
  type RemoteErrorKind,
  type RemoteName,
} from '../../src/integrations/errors.ts';
import { PolicyError } from '../../src/policy/problem.ts';
import { readPolicyText } from '../../src/policy/read.ts';

/** What becomes of a run, by what went wrong. The type makes the table complete. */
const FATES: Readonly<Record<RemoteErrorKind, 'retry' | 'stop'>> = {
  unreachable: 'retry',
  timeout: 'retry',
  unavailable: 'retry',
  'rate-limited': 'retry',
  'browser-missing': 'stop',
  forbidden: 'stop',
  'not-signed-in': 'stop',
  'bad-credentials': 'stop',
  'login-locked': 'stop',
  captcha: 'stop',
  'layout-changed': 'stop',
  'search-refused': 'stop',
  'download-refused': 'stop',
  'downloads-frozen': 'stop',
  'not-found': 'stop',
  'unexpected-answer': 'stop',
  rejected: 'stop',
};
const KINDS = Object.keys(FATES) as RemoteErrorKind[];

/** What a stranger's error may hold. */
const HIDDEN = 'password=hunter2 https://remote.example/?token=abc';

function remoteError(kind: RemoteErrorKind): RemoteError {
  return new RemoteError('the search was not answered', {
    remote: 'tracker',
    kind,
    remedy: 'look at the site',
    cause: new Error(HIDDEN),
  });
}

function applicationFailure(error: unknown): ApplicationFailure {
  const failure = asFailure(error, 1);
  assert.ok(failure instanceof ApplicationFailure);
  return failure;
}

for (const kind of KINDS) {
  const wanted = FATES[kind];
  test(`${kind}: the run ${wanted === 'retry' ? 'waits and tries again' : 'stops'}`, () => {
    assert.equal(fate(kind), wanted);
    const failure = applicationFailure(remoteError(kind));
    assert.equal(failure.type, `tracker/${kind}`);
    assert.equal(failure.nonRetryable, wanted === 'stop');
    assert.equal(failure.message, 'The search was not answered. Look at the site.');
    assert.deepEqual(failure.details, [
      { what: 'the search was not answered', remedy: 'look at the site' },
    ]);
    assert.equal(failure.nextRetryDelay, undefined);
    assert.equal(failure.cause, undefined, 'the cause may hold what must not be seen');
    assert.ok(!JSON.stringify(failure).includes('hunter2'));
  });
}

/** Remote, how long it is to be left alone, and after what time we look again (milliseconds). */
const DELAYS: readonly (readonly [RemoteName, number, number])[] = [
  ['qbittorrent', 30_000.4, 30_001],
  ['audiobookshelf', 90_000, 90_000],
  ['tracker', 1_200.2, 1_201],
  // The pacer keeps the tracker's back-off, which its owner may lift: we look again before its end.
  ['tracker', 3_600_000, 5_000],
];

for (const [remote, retryAfterMs, delay] of DELAYS) {
  test(`${remote}, to be left alone for ${retryAfterMs} ms, is looked at again after ${delay} ms`, () => {
    const details = { remote, kind: 'rate-limited', remedy: 'wait', retryAfterMs } as const;
    const failure = applicationFailure(new RemoteError('too many requests', details));
    assert.equal(failure.nextRetryDelay, delay);
  });
}

test('a step that stood in another one’s way is made again', () => {
  const deadlock = Object.assign(new Error(HIDDEN), { code: '40P01' });
  const failure = applicationFailure(deadlock);
  assert.deepEqual([failure.type, failure.nonRetryable], ['database/conflict', false]);
});

test('a database that is away is waited for', () => {
  const away = Object.assign(new Error(HIDDEN), { code: 'ECONNREFUSED' });
  const failure = applicationFailure(away);
  assert.equal(failure.type, 'database/away');
  assert.equal(failure.nonRetryable, false);
  assert.equal(failure.nextRetryDelay, 500);
  assert.ok(!JSON.stringify(failure).includes('hunter2'));
  assert.equal(failure.cause, undefined);
});

const STRANGERS: readonly (readonly [string, unknown, string])[] = [
  ['an error', new Error(HIDDEN), 'internal/Error'],
  ['an error with a cause', new Error(HIDDEN, { cause: new Error(HIDDEN) }), 'internal/Error'],
  ['a type error', new TypeError(HIDDEN), 'internal/TypeError'],
  ['a database error', Object.assign(new Error(HIDDEN), { code: '23505' }), 'internal/Error'],
  ['several errors', new AggregateError([new Error(HIDDEN)], HIDDEN), 'internal/AggregateError'],
  ['a string', HIDDEN, 'internal/unknown'],
  ['an object', { message: HIDDEN, stack: HIDDEN }, 'internal/unknown'],
  ['nothing', undefined, 'internal/unknown'],
];

for (const [what, thrown, type] of STRANGERS) {
  test(`${what} of unknown origin is tried again, and reveals nothing`, () => {
    const failure = applicationFailure(thrown);
    assert.equal(failure.type, type);
    assert.equal(failure.nonRetryable, false);
    assert.match(failure.message, /the log has the details/);
    assert.equal(failure.cause, undefined);
    const seen = [failure.message, failure.stack, JSON.stringify(failure), String(failure)];
    for (const text of seen) assert.ok(!/hunter2|token=abc/.test(text ?? ''), text);
  });
}

test('a fault of our own that stays ends the run after a few tries', () => {
  const tries = [1, 4, 5, 6].map((attempt) => asFailure(new TypeError(HIDDEN), attempt));
  const ends = tries.map(
    (failure) => failure instanceof ApplicationFailure && failure.nonRetryable,
  );
  assert.deepEqual(ends, [false, false, true, true]);
});

test('a wait that was aborted is a cancellation, not a failure', () => {
  const aborted = new DOMException('This operation was aborted', 'AbortError');
  assert.ok(asFailure(aborted, 1) instanceof CancelledFailure);
});

test('what is a failure of ours already passes unchanged', () => {
  const refused = refuse('input/invalid', 'text is missing');
  assert.equal(asFailure(refused, 1), refused);
  assert.equal(refused.nonRetryable, true);
  assert.equal(refused.type, 'input/invalid');
  const cancelled = new CancelledFailure('cancelled');
  assert.equal(asFailure(cancelled, 1), cancelled);
});

test('a policy that can not be used stops the run at once, with its line and the remedy', () => {
  const error = new PolicyError('policy.yaml', readPolicyText('minSeeders: few').problems);
  const failure = asFailure(error, 1);
  assert.ok(failure instanceof ApplicationFailure);
  assert.equal(failure.type, 'policy/invalid');
  assert.equal(failure.nonRetryable, true);
  const [detail] = failure.details as [{ what: string; remedy: string }];
  assert.match(detail.what, /line 1, minSeeders=few is not a number$/);
  assert.match(detail.remedy, /^mend policy\.yaml \(mamcrawler config check names every problem\)/);
});
