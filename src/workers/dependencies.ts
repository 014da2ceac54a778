import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { Dependencies, PacedCatalogue } from '../activities/dependencies.ts';
import type { Config } from '../config.ts';
import type { Sql } from '../db/connect.ts';
import * as sites from '../db/sites.ts';
import { createAudiobookshelf, type Audiobookshelf } from '../integrations/audiobookshelf/index.ts';
import {
  createAudible,
  createGoogleBooks,
  type Catalogue,
} from '../integrations/catalogues/index.ts';
import { createQbittorrent } from '../integrations/qbittorrent/index.ts';
import { createTrackerBrowser } from '../integrations/tracker/browser/index.ts';
import { createPacer, type MeasuredPacer } from '../integrations/tracker/pacer.ts';
import { createSessionVault } from '../integrations/tracker/session-vault.ts';
import type { TrackerSite } from '../integrations/tracker/site.ts';
import type { Logger } from '../logger.ts';
import { createPolicyReader } from '../policy/load.ts';
import { Secret } from '../secret.ts';
import type { Seal } from '../sealing.ts';
import { isExecutionOpen } from '../temporal/executions.ts';
import { reviewWorkflows } from '../temporal/reviews.ts';
import { pacingStore } from './pacing-store.ts';
import type { SiteLease } from './site-lease.ts';

/** Adds to the torrent client lie at least this far apart (see the tracker's rules). */
const ADD_SPACING_MS = 2_000;

/** What the composition root has made already. */
export interface Foundation {
  readonly config: Config;
  readonly logger: Logger;
  readonly sql: Sql;
  readonly seal: Seal;
  readonly client: Client;
  readonly lease: SiteLease;
}

/** Builds what activities work with, once; `close` takes it down in reverse. */
export async function buildDependencies(
  foundation: Foundation,
): Promise<{ readonly deps: Dependencies; close(): Promise<void> }> {
  const { config, logger, sql, seal, client } = foundation;
  const clientHost = `adds to ${config.qbittorrent.url.host}`;
  await sites.ensureSite(sql, config.tracker.url.host);
  await sites.ensureSite(sql, clientHost);
  const trackerPacer = paceTracker(foundation);
  const tracker = openTracker(foundation, trackerPacer);
  const library = createAudiobookshelf({
    url: config.audiobookshelf.url,
    token: config.audiobookshelf.token ?? new Secret(''),
    timeoutMs: config.audiobookshelf.timeoutMs,
  });
  const catalogues = await openCatalogues(foundation, library);
  const coolDown = coolDownOf(sql, clientHost);
  const torrents = createQbittorrent({ ...config.qbittorrent, coolDown, logger });
  const deps: Dependencies = {
    config,
    logger,
    sql,
    seal,
    library,
    torrents,
    tracker,
    trackerPacer,
    catalogues,
    addPacer: createPacer(
      pacingStore(sql, { host: clientHost, token: () => null, backOffBaseMs: BACK_OFF_BASE_MS }),
      { ...PACE, remote: 'qbittorrent', minMs: ADD_SPACING_MS, maxMs: ADD_SPACING_MS, termMs: 0 },
    ),
    reviews: reviewWorkflows(client),
    policy: createPolicyReader(config.policy),
    isOpen: (workflowId, executionId) => isExecutionOpen(client, workflowId, executionId),
  };
  return {
    deps,
    async close() {
      await tracker.close();
      await torrents.close();
      for (const { catalogue } of catalogues) await catalogue.close();
      await library.close();
    },
  };
}

const PACE = { random: Math.random, signal: activitySignal } as const;

function paceTracker({ config, sql, lease }: Foundation): MeasuredPacer {
  const { rateLimitMinMs: minMs, rateLimitMaxMs: maxMs, searchIntervalMs: termMs } = config.tracker;
  const { host, hostname } = config.tracker.url;
  const store = pacingStore(sql, {
    host,
    token: () => lease.token() ?? NO_LEASE,
    backOffBaseMs: isLoopback(hostname) ? LOOPBACK_BASE_MS : BACK_OFF_BASE_MS,
  });
  return createPacer(store, { ...PACE, remote: 'tracker', minMs, maxMs, termMs });
}

function openTracker(foundation: Foundation, pacer: MeasuredPacer): TrackerSite {
  const { config, logger, sql, seal } = foundation;
  const { maxLoginsPerDay, timeoutMs, url } = config.tracker;
  const login = {
    username: config.tracker.username ?? new Secret(''),
    password: config.tracker.password ?? new Secret(''),
  };
  const store = sessionStore(sql, url.host);
  const vault = createSessionVault({ store, seal, url, logger, maxLoginsPerDay, ...login });
  const chromium = { chromiumPath: config.chromiumPath, sandbox: config.chromiumSandbox };
  return createTrackerBrowser({ url, ...login, ...chromium, timeoutMs, pacer, vault, logger });
}

/** Those that can be asked with what is configured, each spaced across all processes. */
async function openCatalogues(
  { config, sql }: Foundation,
  audiobookshelf: Audiobookshelf,
): Promise<readonly PacedCatalogue[]> {
  const { googleBooks, intervalMs } = config.catalogues;
  const now = (): Date => new Date();
  const paced = async (catalogue: Catalogue, perDay: number | null): Promise<PacedCatalogue> => {
    const host = `catalogue ${catalogue.name}`;
    const remote = catalogue.name === 'audible' ? 'audiobookshelf' : catalogue.name;
    await sites.ensureSite(sql, host);
    const store = pacingStore(sql, { host, token: () => null, backOffBaseMs: BACK_OFF_BASE_MS });
    const times = { minMs: intervalMs, maxMs: intervalMs, termMs: 0 };
    const pacer = createPacer(store, { ...PACE, remote, ...times });
    return { catalogue, pacer, perDay };
  };
  const all = [await paced(createAudible({ audiobookshelf, now }), null)];
  const { apiKey, perDay, ...google } = googleBooks;
  if (apiKey === null) return all;
  return [...all, await paced(createGoogleBooks({ ...google, apiKey, now }), perDay)];
}

/** The first pause of a site that does not work; a stand-in on this machine needs no such care. */
const BACK_OFF_BASE_MS = 60_000;
const LOOPBACK_BASE_MS = 1_000;

function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(?:\.\d+){3}$/.test(hostname);
}

/** A token that no lease ever has: the first is 1. */
const NO_LEASE = 0;

function sessionStore(sql: Sql, host: string) {
  return {
    load: () => sites.loadSession(sql, host),
    save: (session: Buffer | null) => sites.saveSession(sql, host, session),
    countLogins: () => sites.countLogins(sql, host),
    recordLogin: () => sites.recordLogin(sql, host),
    refusedCredentials: () => sites.refusedCredentials(sql, host),
    rememberRefusal: (fingerprint: string) => sites.rememberRefusal(sql, host, fingerprint),
  };
}

function coolDownOf(sql: Sql, host: string) {
  return {
    refusedFingerprint: () => sites.refusedCredentials(sql, host),
    remember: (fingerprint: string) => sites.rememberRefusal(sql, host, fingerprint),
  };
}

/** The activity at work, if any: a cancelled run need not wait out a pause. */
function activitySignal(): AbortSignal | undefined {
  try {
    return Context.current().cancellationSignal;
  } catch {
    // Outside of an activity there is nobody to cancel.
    return undefined;
  }
}
