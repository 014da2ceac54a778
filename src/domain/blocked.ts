import type { Candidate } from './candidate.ts';
import type { Gap } from './gap.ts';
import { isWithin, textKey } from './names.ts';
import { OverrideIndex } from './overrides.ts';
import type { Policy } from './policy.ts';
import { identify } from './works.ts';

/** Which block of the user's meets a candidate, as words of a reason; null when none does. */
export function blockedBy(
  candidate: Pick<Candidate, 'sourceId' | 'uploader' | 'title' | 'tags'>,
  { torrents, uploaders, words }: Policy['blocked'],
): string | null {
  if (torrents.includes(candidate.sourceId)) return 'this torrent';
  const { uploader } = candidate;
  if (uploader != null && uploaders.some((name) => textKey(name) === textKey(uploader))) {
    return `the uploader ${uploader}`;
  }
  const text = textKey([candidate.title, ...candidate.tags].join(' '));
  const word = words.find((one) => isWithin(textKey(one), text));
  return word === undefined ? null : `the word “${word}”`;
}

/**
 * Why what was chosen for these gaps is not wanted any more, by the policy and the blocks of now;
 * null when it still is. The judge asks the same when it chooses.
 */
export function blockedSince(
  chosen: { readonly candidate: Candidate; readonly gaps: readonly Gap[] },
  policy: Policy,
): string | null {
  const { candidate, gaps } = chosen;
  const overrides = new OverrideIndex(policy);
  const isUnwanted = (gap: Gap) => {
    const { ignore, stopAt } = overrides.ofGap(gap);
    const isBeyond = stopAt !== undefined && gap.position !== null && gap.position > stopAt;
    return ignore === true || isBeyond;
  };
  if (gaps.length > 0 && gaps.every(isUnwanted)) return 'what it would fill, by your policy';
  return overrides.against(identify(candidate).places) ?? blockedBy(candidate, policy.blocked);
}
