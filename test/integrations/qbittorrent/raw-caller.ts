import assert from 'node:assert/strict';

/** Calls the API with fetch and nothing of ours: what the client did is judged from outside. */
export interface RawCaller {
  get(path: string): Promise<Response>;
  post(path: string, body: URLSearchParams | FormData): Promise<Response>;
  /** The raw row of a torrent; fails when it is not there. */
  row(hash: string): Promise<Record<string, unknown>>;
}

/** Signs in by hand. */
export async function rawCaller(server: {
  readonly url: URL;
  readonly username: string;
  readonly password: string;
}): Promise<RawCaller> {
  const base = `${server.url.href.replace(/\/$/, '')}/api/v2/`;
  const { username, password } = server;
  const login = await fetch(`${base}auth/login`, {
    method: 'POST',
    body: new URLSearchParams({ username, password }),
  });
  const cookie = login.headers.get('set-cookie')?.split(';')[0] ?? '';
  const headers = { cookie };
  const get = (path: string) => fetch(base + path, { headers });
  return {
    get,
    post: (path, body) => fetch(base + path, { method: 'POST', headers, body }),
    async row(hash) {
      const rows: unknown = await (await get(`torrents/info?hashes=${hash}`)).json();
      assert.ok(Array.isArray(rows) && rows.length === 1, `no torrent ${hash}`);
      return rows[0];
    },
  };
}
