/**
 * A tag as qBittorrent can keep it: a comma would split it in two ("Le Guin, Ursula K."), and
 * one written in another normal form would be a second tag. May come out empty.
 */
export function cleanTag(tag: string): string {
  return tag
    .normalize('NFC')
    .replaceAll(/[,\p{Cc}]/gu, ' ')
    .replaceAll(/\s+/gu, ' ')
    .trim();
}

/** Cleans tags, and drops empty and repeated ones; the order stays. */
export function cleanTags(tags: readonly string[]): string[] {
  return [...new Set(tags.map(cleanTag))].filter((tag) => tag !== '');
}
