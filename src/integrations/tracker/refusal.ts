import { RemoteError, type RemoteName } from '../errors.ts';
import type { Refusal } from './pacing-store.ts';

/** The error for a turn that is not given: the site must be left alone. */
export function refusal(remote: RemoteName, answer: Refusal): RemoteError {
  switch (answer.why) {
    case 'blocked':
      return new RemoteError(
        `no request was made: the ${remote} is left alone for ${Math.ceil(answer.waitMs / 1000)} s more (${answer.reason})`,
        {
          remote,
          kind: 'rate-limited',
          retryAfterMs: answer.waitMs,
          remedy: 'nothing to do: the run goes on by itself when the time is over',
        },
      );
    case 'halted':
      return new RemoteError(
        `no request was made: all work on the ${remote} is halted (${answer.reason})`,
        {
          remote,
          kind: answer.kind,
          remedy:
            'sign in by hand in your own browser, mend what it asks for, then: mamcrawler site resume',
        },
      );
    case 'lease-lost':
      return new RemoteError(`no request was made: another process holds the ${remote}'s lease`, {
        remote,
        kind: 'unavailable',
        retryAfterMs: 2_000,
        remedy: 'nothing to do when the other process is meant to run; else stop one of the two',
      });
    default:
      return answer satisfies never;
  }
}
