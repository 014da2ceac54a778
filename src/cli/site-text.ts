import type { SiteState } from '../db/sites.ts';
import { durationOf, momentOf } from './durations.ts';
import { table } from './table.ts';

/** What the tracker's rules say of programs like this one (as of 2026-04-18): shown, never hidden. */
const SITE_RULES = `The tracker's rule 1.7 lets members automate its documented API alone, and forbids
automated password logins and scraping. This version reads the site with a browser
session: ask the site's staff before you let it.`;

/** How each host may be touched. */
export function sitesText(
  sites: readonly SiteState[],
  clock: { readonly timeZone: string; readonly now: Date },
): string {
  if (sites.length === 0) return 'No site was touched yet.';
  const parts: string[] = [];
  for (const site of sites) {
    const rows = [['  state', stateOf(site, clock.now)]];
    const { lastAnswerEnd, sessionSavedAt } = site;
    if (lastAnswerEnd !== null)
      rows.push(['  last answer', momentOf(lastAnswerEnd, clock.timeZone)]);
    if (sessionSavedAt !== null) {
      rows.push(['  session kept since', momentOf(sessionSavedAt, clock.timeZone)]);
    }
    if (site.loginsToday > 0) rows.push(['  logins in 24 hours', String(site.loginsToday)]);
    if (site.leaseHolder !== null) rows.push(['  served by', site.leaseHolder]);
    parts.push(`${site.host}\n${table(rows)}`);
  }
  return [...parts, SITE_RULES].join('\n\n');
}

function stateOf(site: SiteState, now: Date): string {
  const { haltedAt, haltReason, blockedUntil, blockReason } = site;
  if (haltedAt !== null) {
    const why = haltReason ?? 'unknown';
    return `halted: ${why}. Mend it, then: mamcrawler site resume "${site.host}"`;
  }
  const leftMs = (blockedUntil?.getTime() ?? 0) - now.getTime();
  if (leftMs > 0) return `left alone for ${durationOf(leftMs)} more: ${blockReason ?? 'unknown'}`;
  return 'free, at its pace';
}
