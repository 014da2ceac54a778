import { liftHalt, listSites, type SiteState } from '../db/sites.ts';
import type { OperationDependencies } from './dependencies.ts';
import { OperationError } from './errors.ts';

/** How each host may be touched now, and when it was touched last. */
export async function siteState(
  deps: Pick<OperationDependencies, 'sql'>,
): Promise<readonly SiteState[]> {
  return listSites(deps.sql);
}

/**
 * The owner has acted: lifts the halt, the back-off and the memory of refused credentials of one
 * host, or of all. Answers the hosts that had any. Their spacing of requests stays as it is.
 *
 * @throws {OperationError} `unknown-site`, naming those that there are.
 */
export async function resumeSite(
  deps: Pick<OperationDependencies, 'sql'>,
  host?: string,
): Promise<readonly string[]> {
  const known = (await listSites(deps.sql)).map((site) => site.host);
  const meant = host === undefined ? known : known.filter((name) => name === host);
  if (meant.length === 0 && host !== undefined) {
    throw new OperationError(`there is no site “${host}”`, {
      kind: 'unknown-site',
      remedy: known.length === 0 ? 'none was touched yet' : `there are: ${known.join(', ')}`,
    });
  }
  const lifted: string[] = [];
  for (const name of meant) if (await liftHalt(deps.sql, name)) lifted.push(name);
  return lifted;
}
