import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { after, afterEach, before, test } from 'node:test';
import { browserBench, failure, type BrowserBench } from '../../../support/tracker-browser.ts';
import { until } from '../../../support/until.ts';

/** A page of the site's that the sandbox does not have, answered by path. */
type Answers = Record<string, (request: IncomingMessage, response: ServerResponse) => void>;

const STRIP = '<a id="tmUS">x</a>';
const EMPTY = '<h1>Search Results</h1>Nothing returned, out of 0';
const FORM = `<form method="post" action="/takelogin.php"><input name="email">
<input name="password" type="password"><input type="submit" value="Log in!"></form>`;

let server: Server;
let bench: BrowserBench;
let answers: Answers = {};
let asked: string[] = [];

const page = (html: string) => (_: IncomingMessage, response: ServerResponse) => {
  response.setHeader('content-type', 'text/html');
  response.end(html);
};
const refusal =
  (status: number, headers: Record<string, string> = {}, body = '') =>
  (_: IncomingMessage, response: ServerResponse) => {
    response.writeHead(status, headers).end(body);
  };
const drawing = (script: string) => page(`${STRIP}<div id="ssr"></div><script>${script}</script>`);
const SCRIPTED = drawing(`fetch('/results').then((answer) => answer.text())
  .then((html) => { document.querySelector('#ssr').innerHTML = html; });`);

async function listen(to: Server): Promise<string> {
  await new Promise<void>((resolve) => to.listen(0, '127.0.0.1', resolve));
  const address = to.address();
  assert.ok(address !== null && typeof address === 'object');
  return `http://127.0.0.1:${address.port}`;
}

before(async () => {
  server = createServer((request, response) => {
    const path = (request.url ?? '/').split('?')[0] ?? '/';
    asked.push(path);
    (answers[path] ?? refusal(404))(request, response);
  });
  bench = browserBench(await listen(server));
  // A session that needs no login.
  const cookie = { name: 'mam_id', value: 'first%2B', domain: '127.0.0.1', path: '/' };
  const rest = { expires: -1, httpOnly: true, secure: false, sameSite: 'Lax' };
  bench.vault.stored = JSON.stringify({ cookies: [{ ...cookie, ...rest }], origins: [] });
});

afterEach(() => {
  answers = {};
  asked = [];
  bench.pacer.forget();
});

after(async () => {
  await bench.tracker.close();
  server.closeAllConnections();
  server.close();
});

test('a session that the site rotates is stored at once and verbatim', async () => {
  answers['/tor/browse.php'] = (request, response) => {
    response.setHeader('set-cookie', 'mam_id=second%2Bpart%3D; Path=/; HttpOnly');
    page(`${STRIP}<div id="ssr">${EMPTY}</div>`)(request, response);
  };
  await bench.search();
  assert.ok(bench.vault.stored?.includes('second%2Bpart%3D'));
  answers['/tor/download.php'] = (request, response) => {
    response.setHeader('set-cookie', 'mam_id=third%2B; Path=/; HttpOnly');
    assert.match(request.headers.cookie ?? '', /mam_id=second%2Bpart%3D/);
    response.end('d4:spam4:eggse');
  };
  const bytes = await bench.tracker.fetchTorrent('7');
  assert.equal(Buffer.from(bytes).toString(), 'd4:spam4:eggse');
  assert.ok(bench.vault.stored?.includes('third%2B'));
  assert.equal(bench.vault.logins, 0);
});

const limits: readonly (readonly [string, Answers, string, number])[] = [
  [
    'a 429 to what the page asks for itself',
    { '/results': refusal(429, { 'retry-after': '7' }) },
    'rate-limited',
    7_000,
  ],
  ['a 429 without a body', { '/tor/browse.php': refusal(429) }, 'rate-limited', 1_800_000],
];
for (const [title, changes, kind, ms] of limits) {
  test(`${title} is ${kind}, and the site is left alone`, async () => {
    answers = { '/tor/browse.php': SCRIPTED, ...changes };
    assert.equal((await failure(bench.search())).kind, kind);
    assert.deepEqual(bench.pacer.backOffs, [ms]);
  });
}

const downs: readonly (readonly [string, Answers, number])[] = [
  ['a 503 to what the page asks for itself', { '/results': refusal(503) }, 0],
  ['a 503 without a body', { '/tor/browse.php': refusal(503) }, 0],
  ['a 503 with a time', { '/tor/browse.php': refusal(503, { 'retry-after': '9' }) }, 9_000],
  ['a 500', { '/tor/browse.php': refusal(500) }, 0],
  ['a 522 of the proxy before it', { '/tor/browse.php': refusal(522, {}, '<p>gone</p>') }, 0],
];
for (const [title, changes, askedMs] of downs) {
  test(`${title} is a site that does not work`, async () => {
    answers = { '/tor/browse.php': SCRIPTED, ...changes };
    assert.equal((await failure(bench.search())).kind, 'unavailable');
    assert.deepEqual(bench.pacer.failures, [{ kind: 'unavailable', askedMs }]);
  });
}

test('a download that the site fails to serve is no fault of the torrent', async () => {
  answers['/tor/download.php'] = refusal(520);
  assert.equal((await failure(bench.tracker.fetchTorrent('7'))).kind, 'unavailable');
});

test('a page that goes on asking is cut off when its turn ends', async () => {
  answers['/tor/browse.php'] = drawing(
    `document.querySelector('#ssr').innerHTML = '${EMPTY}'; setInterval(() => fetch('/poll'), 40);`,
  );
  answers['/poll'] = refusal(200);
  await bench.search();
  const polls = asked.length;
  assert.equal(await bench.tracker.fetchTorrent('7').catch(() => null), null);
  await new Promise((resolve) => setTimeout(resolve, 200));
  // A poll that was on its way when the turn ended may still arrive.
  assert.ok(asked.filter((path) => path === '/poll').length <= polls + 1);
});

test('the turn of a page that keeps loading ends by closing it', async () => {
  answers['/tor/browse.php'] = drawing(
    `document.querySelector('#ssr').innerHTML = '${EMPTY}'; fetch('/hangs');`,
  );
  let wasClosed = false;
  answers['/hangs'] = (_, response) => void response.on('close', () => (wasClosed = true));
  assert.equal((await bench.search()).total, 0);
  // The server hears of it a moment after the browser did it.
  await until('the hanging request is closed', async () => (wasClosed ? true : undefined));
});

test('it says what it is', async () => {
  let agent = '';
  answers['/tor/browse.php'] = (request, response) => {
    agent = request.headers['user-agent'] ?? '';
    drawing(`document.querySelector('#ssr').innerHTML = '${EMPTY}';
      fetch('/webdriver-' + navigator.webdriver);`)(request, response);
  };
  await bench.search();
  assert.match(agent, /HeadlessChrome/);
  assert.ok(asked.includes('/webdriver-true'));
});

test('an answer larger than any torrent is refused', async () => {
  answers['/tor/download.php'] = (_, response) =>
    void response.end(Buffer.alloc(21 * 2 ** 20, 'd'));
  assert.equal((await failure(bench.tracker.fetchTorrent('7'))).kind, 'unexpected-answer');
});

test('a closed port is unreachable', async () => {
  const gone = createServer();
  const url = await listen(gone);
  await new Promise((resolve) => gone.close(resolve));
  const nobody = browserBench(url);
  nobody.vault.stored = bench.vault.stored;
  try {
    assert.equal((await failure(nobody.search())).kind, 'unreachable');
    assert.equal((await failure(nobody.tracker.fetchTorrent('7'))).kind, 'unreachable');
  } finally {
    await nobody.tracker.close();
  }
});

test('the form of the page at hand is used when it leads to no search', async () => {
  answers['/tor/browse.php'] = (request, response) => {
    const isSignedIn = /session=yes/.test(request.headers.cookie ?? '');
    page(isSignedIn ? `${STRIP}<div id="ssr">${EMPTY}</div>` : `<h1>Not logged in!</h1>${FORM}`)(
      request,
      response,
    );
  };
  answers['/takelogin.php'] = refusal(302, { location: '/', 'set-cookie': 'session=yes; Path=/' });
  answers['/'] = page(STRIP);
  assert.equal((await bench.search()).total, 0);
  assert.ok(!asked.includes('/login.php'));
});

test('another host gets neither a request nor the password', async () => {
  const strange: string[] = [];
  const elsewhere = createServer((request, response) => {
    strange.push(`${request.method} ${request.url}`);
    page(FORM)(request, response);
  });
  const other = await listen(elsewhere);
  try {
    answers['/tor/browse.php'] = drawing(`document.querySelector('#ssr').innerHTML = '${EMPTY}';
      fetch('${other}/spy', { mode: 'no-cors' }); new Image().src = '${other}/pixel';`);
    await bench.search();
    assert.deepEqual(strange, []);

    answers['/tor/browse.php'] = page(FORM.replace('/takelogin.php', `${other}/take`));
    answers['/login.php'] = answers['/tor/browse.php'];
    assert.equal((await failure(bench.search())).kind, 'layout-changed');
    assert.deepEqual(strange, []);

    answers['/login.php'] = refusal(302, { location: `${other}/login.php` });
    assert.equal((await failure(bench.search())).kind, 'unexpected-answer');
    assert.ok(strange.every((line) => line === 'GET /login.php'));
  } finally {
    elsewhere.closeAllConnections();
    elsewhere.close();
  }
});

test('a login page without its fields is a changed layout', async () => {
  answers['/login.php'] = page(
    '<title>Login | My Anonamouse</title><form><input type="password"></form>',
  );
  answers['/tor/browse.php'] = answers['/login.php'];
  assert.equal((await failure(bench.search())).kind, 'layout-changed');
});
