import type { Reason } from './decision.ts';

/** One sentence on what would change a decision that a reason stands against. Never throws. */
export function remedyOf({ name, got, want }: Reason): string {
  switch (name) {
    case 'wrong-author':
      return `If ${got} is another name of ${want}, approve it by hand.`;
    case 'wrong-series':
      return `If ${got} is another name of ${want}, approve it by hand.`;
    case 'wrong-work':
      return `If it is ${want} under another title, approve it by hand.`;
    case 'wrong-volume':
      return `If it holds ${want} all the same, approve it by hand; else wait for one that does.`;
    case 'fills-no-gap':
      return 'Nothing, unless the list of gaps is wrong: see `mamcrawler gaps`.';
    case 'not-released':
      return `Wait until ${want}: the gap is looked for again when the day has come.`;
    case 'not-an-audiobook':
      return 'Nothing: wait for a recording of the work.';
    case 'wrong-language':
      return `Add “${got}” to languages in policy.yaml, or give the series an override of its own.`;
    case 'wrong-recording':
      return `Set narrators to “prefer” in policy.yaml, or name ${got} in an override of the series.`;
    case 'abridged':
      return 'Set abridged to true in policy.yaml, for everything or for this series.';
    case 'dramatised':
      return 'Set dramatised to true in policy.yaml, for everything or for this series.';
    case 'wrong-runtime':
      return 'Raise runtime.other in policy.yaml, or approve it by hand if you know the recording.';
    case 'size-implausible':
      return 'Look at its file list, and approve it by hand if it is whole.';
    case 'format-below-policy':
      return `Add ${got} to formats in policy.yaml, or set onlyListedFormats to false.`;
    case 'bitrate-below-policy':
      return `Lower minBitrateKbps in policy.yaml to ${got} or less.`;
    case 'too-few-seeders':
      return 'Lower minSeeders in policy.yaml, or wait for more seeders.';
    case 'vip-only':
      return 'Become a VIP, or wait until the torrent is open to everybody.';
    case 'not-free':
      return 'Set onlyFree to false in policy.yaml, or wait until it is free.';
    case 'blocked':
      return `Change what policy.yaml blocks or ignores (${got}).`;
    case 'already-owned':
      return 'Nothing, while the library holds it: remove the item to fetch it anew.';
    case 'already-queued':
      return 'Nothing, while the other torrent is on its way.';
    case 'already-snatched':
      return 'Add the torrent to qBittorrent by hand if you want it again.';
    case 'pack-repeats-owned':
      return 'Approve it by hand if you want the pack all the same, or wait for single volumes.';
    case 'better-candidate':
      return 'Change the order of formats or what is preferred in policy.yaml.';
    case 'doubtful':
      return 'Approve or refuse it in `mamcrawler review`, or move thresholds in policy.yaml.';
    case 'indistinct':
      return 'Approve one of the two in `mamcrawler review`, or name a narrator in policy.yaml.';
    case 'one-work-per-author':
      return 'Wait for the next run.';
    case 'ratio-budget':
      return 'Upload more, or wait until it is free.';
    case 'unsatisfied-budget':
      return 'Wait until torrents that are seeding are satisfied.';
    case 'run-cap':
      return 'Wait for the next run, or raise how many torrents a run may queue.';
    default:
      return name satisfies never;
  }
}
