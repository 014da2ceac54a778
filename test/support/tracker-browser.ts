import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { RemoteError } from '../../src/integrations/errors.ts';
import { createTrackerBrowser } from '../../src/integrations/tracker/browser/index.ts';
import type { TrackerSite } from '../../src/integrations/tracker/site.ts';
import { isOwn } from '../../src/sandbox/request-log.ts';
import { startTrackerSite, type RunningTrackerSite } from '../../src/sandbox/tracker/index.ts';
import { Secret } from '../../src/secret.ts';
import { account, someTorrents } from '../sandbox/tracker/some-torrents.ts';
import { chromiumPath } from './chromium.ts';
import { memoryVault, recordingPacer } from './site-keepers.ts';
import type { MemoryVault, RecordingPacer } from './site-keepers.ts';

/** A browser on a site, with all that it was handed. */
export interface BrowserBench {
  readonly pacer: RecordingPacer;
  readonly vault: MemoryVault;
  /** What the browser logged. */
  readonly said: readonly unknown[];
  tracker: TrackerSite;
  /** Another browser with the same pacer and vault. */
  open(): TrackerSite;
  search(start?: number): ReturnType<TrackerSite['search']>;
}

/** Opens a browser on the site at `url`; it starts with the first request. */
export function browserBench(
  url: string,
  timeoutMs = 20_000,
  chromium = chromiumPath(),
): BrowserBench {
  const pacer = recordingPacer();
  const vault = memoryVault();
  const said: unknown[] = [];
  const logger = {
    info: (...words: unknown[]) => void said.push(words),
    warn: (...words: unknown[]) => void said.push(words),
  };
  const open = () =>
    createTrackerBrowser({
      url: new URL(url),
      username: new Secret(account.email),
      password: new Secret(account.password),
      chromiumPath: chromium,
      timeoutMs,
      pacer,
      vault,
      logger,
    });
  const bench: BrowserBench = {
    pacer,
    vault,
    said,
    open,
    tracker: open(),
    search: (start = 0) => bench.tracker.search({ text: 'hollow tide', start }),
  };
  return bench;
}

/** The sandbox's site with 25 torrents that a search for "hollow tide" finds. */
export function startSite(): Promise<RunningTrackerSite> {
  return startTrackerSite({ world: { torrents: someTorrents(25) }, account, seed: 7 });
}

/** The kinds of the site's own requests since its log was `from` entries long. */
export function ownSince(site: RunningTrackerSite, from: number): string[] {
  return site.log.entries
    .slice(from)
    .filter((entry) => isOwn(entry))
    .map(({ kind }) => kind);
}

/** The failure that `work` ends in. */
export async function failure(work: Promise<unknown>): Promise<RemoteError> {
  try {
    await work;
  } catch (error) {
    assert.ok(error instanceof RemoteError, inspect(error));
    return error;
  }
  return assert.fail('nothing was raised');
}

/** Fails when `value`, however deep, holds a secret of the site or what was searched. */
export function assertSecretFree(site: RunningTrackerSite, value: unknown): void {
  const text = inspect(value, { depth: 10, showHidden: true });
  for (const secret of [...site.secrets(), account.email, 'hollow tide', 'hollow+tide']) {
    assert.ok(!text.includes(secret), `a secret in ${text}`);
  }
}
