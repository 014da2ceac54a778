import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chromium } from 'playwright';
import { isOwn, spacing } from '../../../src/sandbox/request-log.ts';
import { startTrackerSite } from '../../../src/sandbox/tracker/index.ts';
import { chromiumPath } from '../../support/chromium.ts';
import { account, someTorrents } from './some-torrents.ts';

test('a real browser signs in through the form and sees the results drawn', async () => {
  const site = await startTrackerSite({ world: { torrents: someTorrents(25) }, account, seed: 7 });
  const path = chromiumPath();
  const browser = await chromium.launch({
    ...(path === null ? {} : { executablePath: path }),
    args: ['--no-sandbox'],
  });
  try {
    const page = await browser.newPage();
    const search = '/tor/browse.php?tor[text]=hollow+tide&tor[startNumber]=0';
    await page.goto(`${site.url}${search}`);
    if (!page.url().includes('/login.php')) await page.waitForSelector('h1:text("Not logged in!")');
    await page.fill('input[name=email]', account.email);
    await page.fill('input[name=password]', account.password);
    await page.click('input[type=submit][value="Log in!"]');

    await page.waitForSelector('#ssr table.newTorTable');
    assert.equal(await page.locator('#ssr tr[id^="tdr"]').count(), 10);
    assert.equal(await page.textContent('#tmC'), '(VIP)');
    await page.click('#ssr .pageDiv:first-of-type input.nextPage');
    await page.waitForSelector('#tdr-5000011');
    if (process.env['SCREENSHOT'] !== undefined) {
      await page.screenshot({ path: process.env['SCREENSHOT'], fullPage: true });
    }
    await page.goto(`${site.url}/tor/browse.php?tor[text]=nobody&tor[startNumber]=0`);
    await page.waitForSelector('#ssr:has-text("Nothing returned, out of 0")');

    const own = site.log.entries.filter((entry) => isOwn(entry)).map((entry) => entry.kind);
    assert.deepEqual(own, ['search', 'login', 'result-page', 'search']);
    const drawn = site.log.entries.filter((entry) => entry.path === '/tor/js/loadSearch.php');
    assert.deepEqual(
      drawn.map((entry) => entry.kind),
      ['subresource', 'result-page', 'subresource'],
    );
    assert.ok(site.log.entries.some((entry) => entry.destination === 'image'));
    assert.ok(site.log.entries.some((entry) => entry.destination === 'font'));
    assert.ok(spacing(site.log).every((pause) => pause.ms > -50));
  } finally {
    await browser.close();
    await site.stop();
  }
});
