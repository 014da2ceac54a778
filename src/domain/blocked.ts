import type { Candidate } from './candidate.ts';
import type { Gap } from './gap.ts';
import { isWithin, textKey } from './names.ts';
import { OverrideIndex } from './overrides.ts';
import type { Policy } from './policy.ts';
import { identify } from './works.ts';

/** What a block is compared with. */
type Blockable = Pick<Candidate, 'sourceId' | 'uploader' | 'title' | 'tags'>;

/** One thing that is blocked. */
export interface Block {
  readonly kind: 'torrent' | 'uploader' | 'word';
  readonly value: string;
}

/** Which block of the user's meets a candidate, as words of a reason; null when none does. */
export function blockedBy(candidate: Blockable, blocked: Policy['blocked']): string | null {
  const block = blockMeeting(candidate, blocked);
  if (block === null) return null;
  switch (block.kind) {
    case 'torrent':
      return 'this torrent';
    case 'uploader':
      return `the uploader ${candidate.uploader}`;
    case 'word':
      return `the word “${block.value}”`;
    default:
      return block.kind satisfies never;
  }
}

/** The first block that meets a candidate, as it was said; null when none does. */
export function blockMeeting(
  { sourceId, uploader, title, tags }: Blockable,
  { torrents, uploaders, words }: Policy['blocked'],
): Block | null {
  if (torrents.includes(sourceId)) return { kind: 'torrent', value: sourceId };
  const name = uploader == null ? undefined : uploaders.find((one) => isSameName(one, uploader));
  if (name !== undefined) return { kind: 'uploader', value: name };
  const text = textKey([title, ...tags].join(' '));
  const word = words.find((one) => isWithin(textKey(one), text));
  return word === undefined ? null : { kind: 'word', value: word };
}

/** True of an uploader's name, or words, written twice: case, diacritics and marks do not count. */
export function isSameName(one: string, other: string): boolean {
  return textKey(one) === textKey(other);
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
