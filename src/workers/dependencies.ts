import { Context } from '@temporalio/activity';
import type { Client } from '@temporalio/client';
import type { Dependencies } from '../activities/dependencies.ts';
import type { Config } from '../config.ts';
import type { Sql } from '../db/connect.ts';
import * as sites from '../db/sites.ts';
import { createAudiobookshelf } from '../integrations/audiobookshelf/index.ts';
import { createQbittorrent } from '../integrations/qbittorrent/index.ts';
import { createTrackerBrowser } from '../integrations/tracker/browser/index.ts';
import { createPacer, type PacingStore } from '../integrations/tracker/pacer.ts';
import { createSessionVault } from '../integrations/tracker/session-vault.ts';
import type { Logger } from '../logger.ts';
import { Secret } from '../secret.ts';
import type { Seal } from '../sealing.ts';
import { isExecutionOpen } from '../temporal/executions.ts';
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
  const { config, logger, sql, seal, client, lease } = foundation;
  const trackerHost = config.tracker.url.host;
  const clientHost = `adds to ${config.qbittorrent.url.host}`;
  await sites.ensureSite(sql, trackerHost);
  await sites.ensureSite(sql, clientHost);

  const { rateLimitMinMs: minMs, rateLimitMaxMs: maxMs, searchIntervalMs: termMs } = config.tracker;
  const pace = { random: Math.random, signal: activitySignal } as const;
  const trackerPacer = createPacer(pacingStore(sql, trackerHost, () => lease.token() ?? NO_LEASE), {
    remote: 'tracker',
    minMs,
    maxMs,
    termMs,
    ...pace,
  });
  const addPacer = createPacer(pacingStore(sql, clientHost, () => null), {
    remote: 'qbittorrent',
    minMs: ADD_SPACING_MS,
    maxMs: ADD_SPACING_MS,
    termMs: 0,
    ...pace,
  });
  const library = createAudiobookshelf({
    url: config.audiobookshelf.url,
    token: config.audiobookshelf.token ?? new Secret(''),
    timeoutMs: config.audiobookshelf.timeoutMs,
  });
  const torrents = createQbittorrent({
    ...config.qbittorrent,
    coolDown: coolDownOf(sql, clientHost),
    logger,
  });
  const username = config.tracker.username ?? new Secret('');
  const password = config.tracker.password ?? new Secret('');
  const { maxLoginsPerDay, timeoutMs, url } = config.tracker;
  const store = sessionStore(sql, trackerHost);
  const login = { username, password, maxLoginsPerDay };
  const vault = createSessionVault({ store, seal, url, logger, ...login });
  const { chromiumPath } = config;
  const tracker = createTrackerBrowser({
    url,
    username,
    password,
    chromiumPath,
    timeoutMs,
    pacer: trackerPacer,
    vault,
    logger,
  });
  const isOpen = (workflowId: string, executionId: string) =>
    isExecutionOpen(client, workflowId, executionId);
  const deps = { config, logger, sql, seal, library, torrents, tracker, trackerPacer, addPacer, isOpen };
  return {
    deps,
    async close() {
      await tracker.close();
      await torrents.close();
      await library.close();
    },
  };
}

/** A token that no lease ever has: the first is 1. */
const NO_LEASE = 0;

function pacingStore(sql: Sql, host: string, token: () => number | null): PacingStore {
  return {
    begin: (ask) => sites.beginRequest(sql, host, { ...ask, token: token() }),
    end: (ofTerm) => sites.endRequest(sql, host, ofTerm),
    backOff: (ms, reason) => sites.backOff(sql, host, { ms, reason }),
    halt: (reason) => sites.haltSite(sql, host, reason),
  };
}

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
