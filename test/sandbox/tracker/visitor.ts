import type { RunningTrackerSite } from '../../../src/sandbox/tracker/index.ts';
import { account } from './some-torrents.ts';

/** What a visitor got. */
export interface Got {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Visits a site without a browser: keeps the cookie, follows no redirect. */
export interface Visitor {
  get(path: string): Promise<Got>;
  post(path: string, fields: Readonly<Record<string, string>>): Promise<Got>;
  /** Reads a login page and gives its hidden inputs, the scripted one filled as its script would. */
  loginFields(path?: string): Promise<Record<string, string>>;
  /** Signs in, with the right password unless told otherwise. */
  logIn(password?: string): Promise<Got>;
}

/** Comes to a site as a stranger. */
export function visitorOf(site: Pick<RunningTrackerSite, 'url'>): Visitor {
  let cookie = '';
  async function send(path: string, init: RequestInit): Promise<Got> {
    const headers = { ...(init.headers as Record<string, string>), cookie };
    const answer = await fetch(`${site.url}${path}`, { ...init, headers, redirect: 'manual' });
    const set = answer.headers.get('set-cookie');
    if (set !== null) cookie = set.split(';')[0] ?? '';
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }
  const visitor: Visitor = {
    get: (path) => send(path, {}),
    post: (path, fields) =>
      send(path, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams(fields).toString(),
      }),
    async loginFields(path = '/login.php') {
      const { text } = await visitor.get(path);
      const fields: Record<string, string> = {};
      for (const [, name, value] of text.matchAll(/type="hidden" name="(\w+)" value="([^"]*)"/g)) {
        fields[name!] = value!.replaceAll('&amp;', '&');
      }
      const [, target] = /elements\['(\w+)'\]\.value = from/.exec(text)!;
      const [, source] = /from = form\.elements\['(\w+)'\]/.exec(text)!;
      fields[target!] = [...fields[source!]!].reverse().join('');
      return fields;
    },
    async logIn(password = account.password) {
      const fields = await visitor.loginFields();
      return visitor.post('/takelogin.php', { ...fields, email: account.email, password });
    },
  };
  return visitor;
}
