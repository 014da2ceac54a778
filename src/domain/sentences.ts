import type { Reason, ReasonName } from './decision.ts';
import type { GapOutcome } from './gap.ts';
import { NO_SLOT } from './limits.ts';

/** A reason as a sentence for a person. */
export function reasonSentence(reason: Reason): string {
  return REASON_SENTENCES[reason.name](reason);
}

const REASON_SENTENCES: Readonly<Record<ReasonName, (reason: Reason) => string>> = {
  'wrong-author': ({ got, want }) => `It is by ${got}; wanted is ${want}.`,
  'wrong-series': ({ got, want }) => `It belongs to another series (${got}); wanted is ${want}.`,
  'wrong-work': ({ got, want }) => `It is another work (${got}); wanted is ${want}.`,
  'not-released': ({ got, want }) => `The work is not out yet (${got}); it is due ${want}.`,
  'wrong-recording': ({ got, want }) =>
    `It is read by ${got}; wanted is ${want}, who read the rest of what you own.`,
  'wrong-runtime': ({ got, want }) =>
    `It plays ${got}; the recording that is wanted plays ${want}.`,
  'size-implausible': ({ got, want }) =>
    `Its size is out of reason (${got}); for its playing time ${want} would be likely.`,
  'format-below-policy': ({ got, want }) => `Its format is ${got}; your policy takes ${want}.`,
  'bitrate-below-policy': ({ got, want }) =>
    `Its bitrate is ${got}; your policy wants at least ${want}.`,
  'not-free': () => 'It is not free, and your policy takes only what is.',
  blocked: ({ got }) => `Your policy blocks it (${got}).`,
  doubtful: ({ got, want }) => `It may be the right one, and may not (${got}); wanted is ${want}.`,
  indistinct: ({ got, want }) =>
    `It can't be told apart from another that fits as well: ${want}; this one is ${got}.`,
  'ratio-budget': ({ got, want }) =>
    `It would cost more of the ratio than there is to spend (${got}); left are ${want}.`,
  'unsatisfied-budget': ({ got }) =>
    `The account has as many unsatisfied torrents as it may (${got}).`,
  'wrong-volume': ({ got, want }) => `It is another volume (${got}); wanted is ${want}.`,
  'fills-no-gap': ({ got, want }) => `It fills no gap (${got}); wanted is ${want}.`,
  'not-an-audiobook': ({ got }) => `It is no audiobook (${got}).`,
  'wrong-language': ({ got, want }) =>
    `Its language is ${got}; the rest of what you own is in ${want}.`,
  abridged: () => 'It is abridged.',
  dramatised: ({ got }) => `It is a dramatisation (“${got}”), not a reading.`,
  'too-few-seeders': ({ got, want }) =>
    `It has ${got} ${got === '1' ? 'seeder' : 'seeders'}; at least ${want} ${want === '1' ? 'is' : 'are'} wanted.`,
  'vip-only': ({ got }) => `It is for VIPs only, and the account's class is ${got}.`,
  'already-owned': ({ got }) => `The library holds it already (${got}).`,
  'already-queued': ({ got }) => `It, or what it would fill, is on its way already (${got}).`,
  'already-snatched': ({ got }) => `The account has fetched it before (${got}).`,
  'refused-before': ({ got }) => `You have refused this torrent before (${got}).`,
  'pack-repeats-owned': ({ got, want }) =>
    `The pack brings too little that is new (${got}); wanted are ${want}.`,
  'better-candidate': ({ got, want }) => `A better one was chosen: ${want}; this one is ${got}.`,
  'one-work-per-author': ({ got, want }) => `It waits for the next run (${got}): ${want}.`,
  'run-cap': ({ got }) => `It waits for the next run: ${asManyAsItMay(got)} (${got}).`,
};

/** What the run that had no slot left does with its slots. */
function asManyAsItMay(got: string): string {
  if (got === NO_SLOT.propose) return 'this one has proposed as many as it may';
  if (got === NO_SLOT.look) return 'this one would queue as many as it may';
  return 'this one has queued as many as it may';
}

/** A reason's name as the head of a line in a table. */
export function reasonTitle(name: ReasonName): string {
  return REASON_TITLES[name];
}

const REASON_TITLES: Readonly<Record<ReasonName, string>> = {
  'wrong-author': 'by another author',
  'wrong-series': 'of another series',
  'wrong-work': 'another work',
  'not-released': 'not out yet',
  'wrong-recording': 'another narrator',
  'wrong-runtime': 'another playing time',
  'size-implausible': 'a size out of reason',
  'format-below-policy': 'a format below policy',
  'bitrate-below-policy': 'a bitrate below policy',
  'not-free': 'not free',
  blocked: 'blocked',
  doubtful: 'in doubt',
  indistinct: 'not to be told apart',
  'ratio-budget': 'beyond the ratio to spend',
  'unsatisfied-budget': 'too many unsatisfied torrents',
  'wrong-volume': 'another volume',
  'fills-no-gap': 'fills no gap',
  'not-an-audiobook': 'no audiobook',
  'wrong-language': 'in another language',
  abridged: 'abridged',
  dramatised: 'dramatised',
  'too-few-seeders': 'too few seeders',
  'vip-only': 'for VIPs only',
  'already-owned': 'owned already',
  'already-queued': 'on its way already',
  'already-snatched': 'fetched before',
  'refused-before': 'refused by you before',
  'pack-repeats-owned': 'a pack that repeats what is owned',
  'better-candidate': 'a better one was chosen',
  'one-work-per-author': 'one work per author and run',
  'run-cap': 'the run had no slot left',
};

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
      return 'It was not searched for, or not to the end, in this run.';
    case 'resting':
      return 'It was searched for in vain before, and rests until its next search is due.';
    case 'failed':
      return 'Its search or its torrent failed.';
    default:
      return outcome satisfies never;
  }
}

/** What became of a gap, or of so many, as a word or two in a list. */
export function outcomeTitle(outcome: GapOutcome, gaps = 1): string {
  switch (outcome) {
    case 'queued':
      return 'queued';
    case 'would-queue':
      return 'would be queued';
    case 'already-queued':
      return gaps === 1 ? 'on its way' : 'on their way';
    case 'deferred':
      return gaps === 1 ? 'waits for the next run' : 'wait for the next run';
    case 'to-review':
      return gaps === 1 ? 'waits for your review' : 'wait for your review';
    case 'refused':
      return 'nothing that fits';
    case 'not-found':
      return 'not listed';
    case 'not-searched':
      return 'not searched to the end';
    case 'resting':
      return 'searched in vain lately';
    case 'failed':
      return 'failed';
    default:
      return outcome satisfies never;
  }
}
