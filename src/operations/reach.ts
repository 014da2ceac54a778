import type { Client } from '@temporalio/client';
import type { Config } from '../config.ts';
import { isDatabaseAway, type Sql } from '../db/connect.ts';
import { isDatabaseMisnamed, isSchemaAbsent, serverVersion } from '../db/schema.ts';
import { createAudiobookshelf } from '../integrations/audiobookshelf/index.ts';
import { RemoteError } from '../integrations/errors.ts';
import type { LoginCoolDown } from '../integrations/qbittorrent/index.ts';
import { Secret } from '../secret.ts';
import { nothingRuns, OperationError } from './errors.ts';
import { coolDownInFile, forgetRefusedLogin, refusedLoginFile } from './refused-login.ts';
import { asking } from './temporal-calls.ts';
import { askingTorrentClient, sharedCoolDown } from './torrent-client.ts';

/** Whether a server answers us, and in which version. */
export interface Reach {
  readonly name: 'PostgreSQL' | 'Temporal' | 'Audiobookshelf' | 'qBittorrent';
  readonly isUp: boolean;
  /** What it says of itself, or what went wrong. */
  readonly what: string;
  /** What to do; empty when nothing is. */
  readonly remedy: string;
}

/** Servers to ask; null for those whose address nobody knows. */
export interface ReachDependencies {
  readonly config: Config;
  readonly sql: Sql | null;
  readonly client: Client | null;
}

/** Asks every server but the tracker, which is never touched for a check. */
export async function checkReach(deps: ReachDependencies): Promise<readonly Reach[]> {
  return Promise.all([
    reach('PostgreSQL', () => askDatabase(deps.sql)),
    reach('Temporal', () => askTemporal(deps.client)),
    reach('Audiobookshelf', () => askLibrary(deps.config)),
    reach('qBittorrent', () => askTorrentClient(deps)),
  ]);
}

type Answer = Pick<Reach, 'what' | 'remedy'>;

async function reach(name: Reach['name'], ask: () => Promise<Answer>): Promise<Reach> {
  try {
    return { name, isUp: true, ...(await ask()) };
  } catch (error) {
    if (error instanceof RemoteError || error instanceof OperationError) {
      return { name, isUp: false, what: error.message, remedy: error.remedy };
    }
    if (!isDatabaseAway(error) && !isDatabaseMisnamed(error)) throw error;
    const remedy = 'Start the program with npm start, or check DATABASE_URL.';
    return {
      name,
      isUp: false,
      what: isDatabaseAway(error) ? 'it does not answer' : 'it lets nobody in',
      remedy,
    };
  }
}

async function askDatabase(sql: Sql | null): Promise<Answer> {
  if (sql === null) throw nothingRuns('PostgreSQL');
  return { what: `version ${await serverVersion(sql)}`, remedy: '' };
}

async function askTemporal(client: Client | null): Promise<Answer> {
  if (client === null) throw nothingRuns('Temporal');
  const { serverVersion } = await asking(client, () => client.workflowService.getSystemInfo({}));
  return { what: `version ${serverVersion}`, remedy: '' };
}

async function askLibrary({ audiobookshelf }: Config): Promise<Answer> {
  const { url, token, timeoutMs } = audiobookshelf;
  const library = createAudiobookshelf({ url, timeoutMs, token: token ?? new Secret('') });
  try {
    const { version, userType, warnings } = await library.authorize();
    return { what: `version ${version}, as ${userType}`, remedy: warnings.join(' ') };
  } finally {
    await library.close();
  }
}

/** Refused credentials are remembered: a ban for an hour is worse than a check that says so. */
async function askTorrentClient({ config, sql }: ReachDependencies): Promise<Answer> {
  const file = refusedLoginFile(config.paths.data);
  const inDatabase = await coolDownInDatabase(sql, config);
  if (inDatabase !== null) await forgetRefusedLogin(file);
  const coolDown = inDatabase ?? coolDownInFile(file);
  try {
    return await askingTorrentClient(config, coolDown, async (torrents) => {
      const { app, isSupported } = await torrents.version();
      const remedy = isSupported ? '' : 'It is older than 4.5: update it.';
      return { what: `version ${app.replace(/^v/, '')}`, remedy };
    });
  } catch (error) {
    const isRefused = error instanceof RemoteError && error.kind === 'bad-credentials';
    if (!isRefused || inDatabase !== null) throw error;
    const remedy = `${error.remedy} If it was qBittorrent that you changed, delete ${file}.`;
    throw new OperationError(error.message, { kind: 'refused', remedy, cause: error });
  }
}

/** The memory that the workers share; null while no database, or not our tables, is there. */
async function coolDownInDatabase(sql: Sql | null, config: Config): Promise<LoginCoolDown | null> {
  if (sql === null) return null;
  try {
    return await sharedCoolDown(sql, config);
  } catch (error) {
    if (isDatabaseAway(error) || isSchemaAbsent(error) || isDatabaseMisnamed(error)) return null;
    throw error;
  }
}
