import type { Reason, ReasonName } from './decision.ts';
import { READ_BY } from './reasons/recording.ts';

/** One sentence on what would change a decision that a reason stands against. Never throws. */
export function remedyOf(reason: Reason): string {
  return REMEDIES[reason.name](reason);
}

/** What is refused has no review in which it could be approved. */
const BY_HAND = 'add the torrent to qBittorrent by hand';

const REMEDIES: Readonly<Record<ReasonName, (reason: Reason) => string>> = {
  'wrong-author': ({ got, want }) => `If ${got} is another name of ${want}, ${BY_HAND}.`,
  'wrong-series': ({ got, want }) => `If ${got} is another name of ${want}, ${BY_HAND}.`,
  'wrong-work': ({ want }) => `If it is ${want} under another title, ${BY_HAND}.`,
  'wrong-volume': ({ want }) =>
    `If it holds ${want} all the same, ${BY_HAND}; else wait for one that does.`,
  'fills-no-gap': () => 'Nothing, unless the list of gaps is wrong: see `mamcrawler gaps`.',
  'not-released': ({ want }) =>
    `Wait until ${want}: the gap is looked for again when the day has come.`,
  'not-an-audiobook': () => 'Nothing: wait for a recording of the work.',
  'wrong-language': ({ got }) =>
    `Add “${got}” to languages in policy.yaml, or give the series an override of its own.`,
  'wrong-recording': ({ got }) =>
    `Set narrators to “prefer” in policy.yaml, or name ${got} in an override of the series.`,
  abridged: () => 'Set abridged to true in policy.yaml, for everything or for this series.',
  dramatised: () => 'Set dramatised to true in policy.yaml, for everything or for this series.',
  'wrong-runtime': () =>
    `Raise runtime.other in policy.yaml, or ${BY_HAND} if you know the recording.`,
  'size-implausible': () => `Look at its file list; if it is whole, ${BY_HAND}.`,
  'format-below-policy': ({ got }) =>
    `Add ${got} to formats in policy.yaml, or set onlyListedFormats to false.`,
  'bitrate-below-policy': ({ got }) => `Lower minBitrateKbps in policy.yaml to ${got} or less.`,
  'too-few-seeders': () => 'Lower minSeeders in policy.yaml, or wait for more seeders.',
  'vip-only': () => 'Become a VIP, or wait until the torrent is open to everybody.',
  'not-free': () => 'Set onlyFree to false in policy.yaml, or wait until it is free.',
  blocked: ({ got }) =>
    `Lift it with \`mamcrawler block lift\`, or change what policy.yaml blocks or ignores (${got}).`,
  'already-owned': () => 'Nothing, while the library holds it: remove the item to fetch it anew.',
  'already-queued': () =>
    'Nothing, while the other torrent is on its way; if it is not in qBittorrent any more, say `mamcrawler gaps reopen`.',
  'already-snatched': () => 'Add the torrent to qBittorrent by hand if you want it again.',
  'refused-before': () =>
    'Take it back with `mamcrawler review reopen`, if you have changed your mind.',
  'pack-repeats-owned': () =>
    'Add the torrent to qBittorrent by hand if you want the pack all the same, or wait for single volumes.',
  'better-candidate': () => 'Block the better one, if this is the one that you want.',
  doubtful: ({ got }) =>
    `Approve or refuse it in \`mamcrawler review\`, or ${
      got.startsWith(READ_BY) ? 'set narrators' : 'move thresholds'
    } in policy.yaml.`,
  indistinct: () =>
    'Approve one of the two in `mamcrawler review`, or name a narrator in policy.yaml.',
  'one-work-per-author': () => 'Wait for the next run.',
  'ratio-budget': () => 'Upload more, or wait until it is free.',
  'unsatisfied-budget': () => 'Wait until torrents that are seeding are satisfied.',
  'run-cap': () => 'Wait for the next run, or raise GAP_MAX_DOWNLOADS_PER_RUN.',
};
