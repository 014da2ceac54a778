import type { AccountStrip } from '../site.ts';
import { openPage, textOf, type Page } from './markup.ts';
import { parseCount, parseSize } from './numbers.ts';

/** Reads the account's state from any signed-in page; null for each field that it lacks. */
export function parseAccount(html: string): AccountStrip {
  return accountOf(openPage(html));
}

/** True when a page shows the account's user name: only signed-in pages do. */
export function isSignedIn(page: Page): boolean {
  return page('#tmUS').length > 0;
}

/** As {@link parseAccount}, of a parsed page. Older menus repeat the strip: the first counts. */
export function accountOf(page: Page): AccountStrip {
  const field = (id: string): string => textOf(page(`#${id}`).first());
  return {
    userClass: field('tmC').replace(/^\(|\)$/g, '') || null,
    ratio: parseRatio(field('tmR')),
    bonusPoints: firstNumber(field('tmBP')),
    wedges: firstNumber(field('tmFW')),
    // The site leaves the field out at zero.
    unsatisfied: firstNumber(field('tmUN')) ?? 0,
    uploadedBytes: sizeIn(field('tmUP')),
    downloadedBytes: sizeIn(field('tmDL')),
  };
}

/** `Inf`: uploaded, nothing downloaded; `---`: neither yet. Both are no bad ratio. */
function parseRatio(text: string): number | null {
  if (/^(inf\b|∞|-{2,})/i.test(text)) return Infinity;
  const found = /\d[\d,]*(?:\.\d+)?/.exec(text);
  return found === null ? null : Number(found[0].replaceAll(',', ''));
}

function firstNumber(text: string): number | null {
  const found = /\d[\d,]*/.exec(text);
  return found === null ? null : parseCount(found[0]);
}

/** The first size in a field that may have words and arrows around it. */
function sizeIn(text: string): number | null {
  const found = /[\d,]+(?:\.\d+)? ?(?:[KMGTP]i?)?B\b/i.exec(text);
  return found === null ? null : parseSize(found[0]);
}
