import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';
import { startTrackerSite, type RunningTrackerSite } from '../../../src/sandbox/tracker/index.ts';
import { account, someTorrents } from './some-torrents.ts';
import { visitorOf, type Visitor } from './visitor.ts';

let site: RunningTrackerSite;
let visitor: Visitor;

before(async () => {
  site = await startTrackerSite({ world: { torrents: someTorrents(3) }, account, seed: 3 });
});
after(() => site.stop());
beforeEach(() => {
  visitor = visitorOf(site);
});

test('the names of the hidden inputs change from page to page', async () => {
  const first = Object.keys(await visitor.loginFields()).sort();
  const second = Object.keys(await visitor.loginFields()).sort();
  assert.equal(first.length, 3);
  assert.notDeepEqual(first, second);
});

test('the right password with the whole form leads to the start page and its account strip', async () => {
  const answer = await visitor.logIn();
  assert.equal(answer.status, 302);
  assert.equal(answer.headers.get('location'), '/');
  const { text } = await visitor.get('/');
  assert.match(text, /<span id="tmC">\(VIP\)<\/span>/);
  assert.match(text, /id="tmUN"[^>]*>3 Unsat\(s\)/);
  assert.match(text, /FL Wedges: 116/);
});

test('a form whose scripted input stays empty is refused and counts as no failed login', async () => {
  const fields = await visitor.loginFields();
  const entries = Object.entries(fields).map(([name, value]) => [name, value] as const);
  const scripted = entries.find(([, value]) =>
    entries.some(([, other]) => other === turned(value)),
  );
  const spoiled = {
    ...fields,
    [scripted![0]]: '',
    email: account.email,
    password: account.password,
  };
  const answer = await visitor.post('/takelogin.php', spoiled);
  assert.equal(answer.status, 200);
  assert.match(answer.text, /The form was not complete/);
  assert.equal(site.state().failedLogins, 0);
});

test('a login returns to where the stranger came from, but never to another site', async () => {
  const fields = await visitor.loginFields(
    `/login.php?returnto=${encodeURIComponent('/t/5000001')}`,
  );
  assert.equal(fields['returnto'], '/t/5000001');
  const right = { ...fields, email: account.email, password: account.password };
  assert.equal((await visitor.post('/takelogin.php', right)).headers.get('location'), '/t/5000001');
  const elsewhere = await visitor.loginFields('/login.php?returnto=//elsewhere.example/');
  assert.equal(elsewhere['returnto'], undefined);
});

test('strangers see by turns the page with status 200 and the redirect', async () => {
  const answers = [await visitor.get('/t/5000001'), await visitor.get('/t/5000001')];
  const redirected = answers.find(({ status }) => status === 302);
  const shown = answers.find(({ status }) => status === 200);
  assert.equal(redirected?.headers.get('location'), '/login.php?returnto=%2Ft%2F5000001');
  assert.match(shown?.text ?? '', /<h1>Not logged in!<\/h1>/);
  assert.match(shown?.text ?? '', /<title>Login \| My Anonamouse<\/title>/);
});

test('five failed logins lock the account, even for the right password', async () => {
  const own = await startTrackerSite({ world: { torrents: [] }, account, seed: 3 });
  try {
    const guesser = visitorOf(own);
    for (let attempt = 1; attempt <= 4; attempt += 1) {
      assert.match((await guesser.logIn('wrong')).text, /failed login/);
    }
    assert.match((await guesser.logIn('wrong')).text, /Login Locked!/);
    assert.match((await guesser.logIn()).text, /Login Locked!/);
    assert.deepEqual([own.state().locked, own.state().logins], [true, 0]);
  } finally {
    await own.stop();
  }
});

test('a session ends by itself after the number of requests that was set', async () => {
  const world = { torrents: someTorrents(1) };
  const own = await startTrackerSite({ world, account, seed: 3, sessionRequests: 2 });
  try {
    const reader = visitorOf(own);
    await reader.logIn();
    assert.match((await reader.get('/')).text, /id="tmUS"/);
    assert.match((await reader.get('/')).text, /id="tmUS"/);
    assert.doesNotMatch((await reader.get('/')).text, /id="tmUS"/);
  } finally {
    await own.stop();
  }
});

function turned(value: string): string {
  return [...value].reverse().join('');
}
