import type { Reason, ReasonName } from './decision.ts';
import type { GapOutcome } from './gap.ts';

/** A reason as a sentence for a person. */
export function reasonSentence(reason: Reason): string {
  const { name, got, want } = reason;
  switch (name) {
    case 'wrong-author':
      return `It is by ${got}; wanted is ${want}.`;
    case 'wrong-series':
      return `It belongs to another series (${got}); wanted is ${want}.`;
    case 'wrong-work':
      return `It is another work (${got}); wanted is ${want}.`;
    case 'not-released':
      return `The work is not out yet (${got}); it is due ${want}.`;
    case 'wrong-recording':
      return `It is read by ${got}; wanted is ${want}, who read the rest of what you own.`;
    case 'wrong-runtime':
      return `It plays ${got}; the recording that is wanted plays ${want}.`;
    case 'size-implausible':
      return `Its size is out of reason (${got}); for its playing time ${want} would be likely.`;
    case 'format-below-policy':
      return `Its format is ${got}; your policy takes ${want}.`;
    case 'bitrate-below-policy':
      return `Its bitrate is ${got}; your policy wants at least ${want}.`;
    case 'not-free':
      return 'It is not free, and your policy takes only what is.';
    case 'blocked':
      return `Your policy blocks it (${got}).`;
    case 'doubtful':
      return `It may be the right one, and may not (${got}); wanted is ${want}.`;
    case 'indistinct':
      return `It can't be told apart from another that fits as well: ${want}; this one is ${got}.`;
    case 'ratio-budget':
      return `It would cost more of the ratio than there is to spend (${got}); left are ${want}.`;
    case 'unsatisfied-budget':
      return `The account has as many unsatisfied torrents as it may (${got}).`;
    case 'wrong-volume':
      return `It is another volume (${got}); wanted is ${want}.`;
    case 'fills-no-gap':
      return `It fills no gap (${got}); wanted is ${want}.`;
    case 'not-an-audiobook':
      return `It is no audiobook (${got}).`;
    case 'wrong-language':
      return `Its language is ${got}; the rest of what you own is in ${want}.`;
    case 'abridged':
      return 'It is abridged.';
    case 'dramatised':
      return `It is a dramatisation (“${got}”), not a reading.`;
    case 'too-few-seeders':
      return `It has ${got} seeders; at least ${want} are wanted.`;
    case 'vip-only':
      return `It is for VIPs only, and the account's class is ${got}.`;
    case 'already-owned':
      return `The library holds it already (${got}).`;
    case 'already-queued':
      return `It, or what it would fill, is on its way already (${got}).`;
    case 'already-snatched':
      return `The account has fetched it before (${got}).`;
    case 'pack-repeats-owned':
      return `The pack brings too little that is new (${got}); wanted are ${want}.`;
    case 'better-candidate':
      return `A better one was chosen: ${want}; this one is ${got}.`;
    case 'one-work-per-author':
      return `It waits for the next run (${got}): ${want}.`;
    case 'run-cap':
      return `It waits for the next run: this one has queued as many as it may (${got}).`;
    default:
      return name satisfies never;
  }
}

/** A reason's name as the head of a line in a table. */
export function reasonTitle(name: ReasonName): string {
  switch (name) {
    case 'wrong-author':
      return 'by another author';
    case 'wrong-series':
      return 'of another series';
    case 'wrong-work':
      return 'another work';
    case 'not-released':
      return 'not out yet';
    case 'wrong-recording':
      return 'another narrator';
    case 'wrong-runtime':
      return 'another playing time';
    case 'size-implausible':
      return 'a size out of reason';
    case 'format-below-policy':
      return 'a format below policy';
    case 'bitrate-below-policy':
      return 'a bitrate below policy';
    case 'not-free':
      return 'not free';
    case 'blocked':
      return 'blocked';
    case 'doubtful':
      return 'in doubt';
    case 'indistinct':
      return 'not to be told apart';
    case 'ratio-budget':
      return 'beyond the ratio to spend';
    case 'unsatisfied-budget':
      return 'too many unsatisfied torrents';
    case 'wrong-volume':
      return 'another volume';
    case 'fills-no-gap':
      return 'fills no gap';
    case 'not-an-audiobook':
      return 'no audiobook';
    case 'wrong-language':
      return 'in another language';
    case 'abridged':
      return 'abridged';
    case 'dramatised':
      return 'dramatised';
    case 'too-few-seeders':
      return 'too few seeders';
    case 'vip-only':
      return 'for VIPs only';
    case 'already-owned':
      return 'owned already';
    case 'already-queued':
      return 'on its way already';
    case 'already-snatched':
      return 'fetched before';
    case 'pack-repeats-owned':
      return 'a pack that repeats what is owned';
    case 'better-candidate':
      return 'a better one was chosen';
    case 'one-work-per-author':
      return 'one work per author and run';
    case 'run-cap':
      return 'the run had no slot left';
    default:
      return name satisfies never;
  }
}

/** What became of a gap, as a sentence for a person. */
export function outcomeSentence(outcome: GapOutcome): string {
  switch (outcome) {
    case 'queued':
      return 'A torrent for it was queued.';
    case 'would-queue':
      return 'A torrent for it was found; the dry run queued nothing.';
    case 'already-queued':
      return 'An earlier run queued a torrent for it; it is on its way.';
    case 'deferred':
      return 'Something fits and waits for the next run.';
    case 'to-review':
      return 'Something was found that may fit; it waits for you to say.';
    case 'refused':
      return 'Something was found, but nothing that fits.';
    case 'not-found':
      return 'It was searched for, and the tracker lists nothing of it.';
    case 'not-searched':
      return 'It was not searched for in this run.';
    case 'failed':
      return 'Its search or its torrent failed.';
    default:
      return outcome satisfies never;
  }
}

/** What became of a gap, as a word or two in a list. */
export function outcomeTitle(outcome: GapOutcome): string {
  switch (outcome) {
    case 'queued':
      return 'queued';
    case 'would-queue':
      return 'would be queued';
    case 'already-queued':
      return 'on its way';
    case 'deferred':
      return 'waits for the next run';
    case 'to-review':
      return 'waits for your review';
    case 'refused':
      return 'nothing that fits';
    case 'not-found':
      return 'not listed';
    case 'not-searched':
      return 'not searched';
    case 'failed':
      return 'failed';
    default:
      return outcome satisfies never;
  }
}
