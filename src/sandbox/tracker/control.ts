import type { RequestLog } from '../request-log.ts';
import { json, type Answer } from './answers.ts';
import { isFaultName, type FaultSetting } from './faults.ts';
import type { SiteRequest } from './requests.ts';
import { stateOf, type Site } from './site.ts';

/**
 * The levers over HTTP: `GET /_sandbox/log`, `GET /_sandbox/state`, and `POST /_sandbox/faults`
 * with one fault setting, a list of them, or `{"clear": true | "<name>"}`.
 */
export function controlAnswer(site: Site, request: SiteRequest, log: RequestLog): Answer {
  switch (`${request.method} ${request.url.pathname}`) {
    case 'GET /_sandbox/log':
      return json(log.entries);
    case 'GET /_sandbox/state':
      return json({ ...stateOf(site), faults: site.faults.active() });
    case 'POST /_sandbox/faults':
      return setFaults(site, request.body);
    case 'POST /_sandbox/expire-sessions':
      site.sessions.endAll();
      return json({ ok: true });
    default:
      return json({ error: 'no such lever' }, 404);
  }
}

function setFaults(site: Site, body: string): Answer {
  let asked: unknown;
  try {
    asked = JSON.parse(body);
  } catch {
    return json({ error: 'not JSON' }, 400);
  }
  for (const one of Array.isArray(asked) ? asked : [asked]) {
    if (!applyFault(site, one)) return json({ error: 'no such fault' }, 400);
  }
  return json({ faults: site.faults.active() });
}

function applyFault(site: Site, asked: unknown): boolean {
  if (typeof asked !== 'object' || asked === null) return false;
  if ('clear' in asked) {
    site.faults.clear(isFaultName(asked.clear) ? asked.clear : undefined);
    return true;
  }
  if (!isSetting(asked)) return false;
  site.faults.set(asked);
  return true;
}

/** Only the name is checked: a test that misspells the rest sees that nothing happens. */
function isSetting(asked: object): asked is FaultSetting {
  return 'name' in asked && isFaultName(asked.name);
}
