import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  classifyPage,
  pageFailure,
  parseAccount,
  type FailedPageKind,
  type PageKind,
} from '../../../../src/integrations/tracker/parse/index.ts';
import { saved } from './saved.ts';

const BROWSE = 'https://tracker.test/tor/browse.php?tor[text]=x';

const PAGES: readonly [name: string, kind: PageKind, origin?: { url?: string; status?: number }][] =
  [
    ['results', 'results'],
    ['results-last-page', 'results'],
    ['empty', 'empty-results'],
    ['past-the-end', 'empty-results'],
    ['engine-trouble', 'engine-trouble'],
    ['not-drawn-yet', 'signed-in'],
    ['home', 'signed-in', { url: 'https://tracker.test/' }],
    ['new-member', 'signed-in'],
    ['not-logged-in', 'not-logged-in'],
    ['forbidden-text', 'not-logged-in', { status: 403 }],
    ['login', 'login', { url: 'https://tracker.test/login.php?returnto=%2F' }],
    ['login-failed', 'rejected-login', { url: 'https://tracker.test/takelogin.php' }],
    ['login-locked', 'locked', { url: 'https://tracker.test/takelogin.php' }],
    ['login-attempts', 'locked'],
    ['captcha', 'captcha'],
    ['maintenance', 'unknown'],
    ['results', 'unknown', { status: 500 }],
  ];

for (const [name, kind, origin] of PAGES) {
  const status = origin?.status ?? 200;
  test(`the page "${name}" with status ${status} is ${kind}`, () => {
    assert.equal(classifyPage(saved(name), { url: origin?.url ?? BROWSE, status }), kind);
  });
}

test('a page of results is believed without an account strip, a home page is not', () => {
  const bare = saved('results').replace(/<div id="userStat">.*<\/div>/, '');
  assert.equal(classifyPage(bare, { url: BROWSE, status: 200 }), 'results');
  const home = saved('home').replace(/<div id="userStat">.*<\/div>/, '');
  assert.notEqual(classifyPage(home, { url: BROWSE, status: 200 }), 'signed-in');
});

const ACCOUNTS: readonly [string, string, object][] = [
  [
    'a ratio of Inf',
    saved('new-member'),
    { userClass: 'User', ratio: Infinity, bonusPoints: null, wedges: null, unsatisfied: 0 },
  ],
  ['a ratio of ---', saved('new-member').replace('>Inf<', '>---<'), { ratio: Infinity }],
  ['a ratio of 0.98', saved('new-member').replace('>Inf<', '>0.98<'), { ratio: 0.98 }],
  ['a ratio with thousands', saved('new-member').replace('>Inf<', '>1,204.5<'), { ratio: 1204.5 }],
  [
    'a whole strip',
    saved('home'),
    { userClass: 'VIP', ratio: 4.057668, bonusPoints: 99999, wedges: 116, unsatisfied: 3 },
  ],
  ['a strip that is there twice', saved('results-last-page'), { wedges: 116, unsatisfied: 3 }],
  [
    'no strip',
    saved('login'),
    { userClass: null, ratio: null, bonusPoints: null, wedges: null, unsatisfied: 0 },
  ],
];

for (const [what, html, expected] of ACCOUNTS) {
  test(`the account is read from a page with ${what}`, () => {
    const account = parseAccount(html);
    assert.deepEqual({ ...account, ...expected }, account);
  });
}

const FAILURES: readonly [FailedPageKind, string, RegExp][] = [
  ['login', 'not-signed-in', /./],
  ['not-logged-in', 'not-signed-in', /./],
  ['locked', 'login-locked', /by hand/],
  ['captcha', 'captcha', /browser/],
  ['rejected-login', 'bad-credentials', /MAM_USERNAME.*MAM_PASSWORD/],
  ['engine-trouble', 'search-refused', /browse languages/],
  ['signed-in', 'layout-changed', /update/],
  ['unknown', 'layout-changed', /update/],
];

for (const [page, kind, remedy] of FAILURES) {
  test(`a page of kind ${page} is raised as ${kind} with what the owner does next`, () => {
    const error = pageFailure(page);
    assert.deepEqual([error.remote, error.kind], ['tracker', kind]);
    assert.match(error.remedy, remedy);
  });
}
