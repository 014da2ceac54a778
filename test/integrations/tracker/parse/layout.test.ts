import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load, type CheerioAPI } from 'cheerio';
import { RemoteError } from '../../../../src/integrations/errors.ts';
import { parseResultPage } from '../../../../src/integrations/tracker/parse/index.ts';
import { saved } from './saved.ts';

/** One change of the site's layout, and the words in which the error names it. */
type Mutation = readonly [what: string, mutate: (page: CheerioAPI) => void, message: RegExp];

const remove =
  (selector: string) =>
  (page: CheerioAPI): void => {
    const found = page(selector);
    assert.ok(found.length > 0, `the saved page has ${selector}`);
    found.remove();
  };

const rename =
  (selector: string, attribute: string, value: string) =>
  (page: CheerioAPI): void => {
    const found = page(selector);
    assert.ok(found.length > 0, `the saved page has ${selector}`);
    found.attr(attribute, value);
  };

const ROW = '#tdr-985875';

const MUTATIONS: readonly Mutation[] = [
  ['#ssr', remove('#ssr'), /without search results/],
  [
    '#ssr and the account strip',
    (page) => page('#ssr, #userStat').remove(),
    /any page that we know/,
  ],
  ['the heading', remove('#ssr h1'), /neither results/],
  ["the heading's words", (page) => page('#ssr h1').text('Torrents'), /neither results/],
  ['the table', remove('table.newTorTable'), /neither results/],
  ["the table's class", rename('table.newTorTable', 'class', 'grid'), /neither results/],
  [
    'the table, but not its cells',
    (page) =>
      page('table.newTorTable').replaceWith(page('table.newTorTable').find('td').contents()),
    /neither results/,
  ],
  ['all rows', remove('table.newTorTable tr[id]'), /without a row/],
  ['all page lines', remove('.pageDiv'), /total/],
  ['the words of the total', (page) => page('.pageDiv').text('470 results'), /total/],
  ['the link to the next page', remove('input.nextPage'), /next page/],
  [
    'where the next page starts',
    rename('input.nextPage', 'data-newstartlocation', 'soon'),
    /next page/,
  ],
  [
    'a next page that leads nowhere',
    rename('input.nextPage', 'data-newstartlocation', '0'),
    /next page/,
  ],
  ["the row's id", (page) => page(ROW).removeAttr('id'), /lacks its id/],
  ["the form of the row's id", rename(ROW, 'id', 'tdr-x'), /lacks its id/],
  [
    "a row's id and title",
    (page) => page(ROW).removeAttr('id').find('a.torTitle').remove(),
    /lacks its id/,
  ],
  ['a cell', remove(`${ROW} > td:nth-child(4)`), /cells/],
  ['the category', remove(`${ROW} a.newCatLink`), /category/],
  ["the category's number", rename(`${ROW} a.newCatLink > div`, 'class', 'fantasy'), /category/],
  ['the title', remove(`${ROW} a.torTitle`), /title/],
  ["the title's text", (page) => page(`${ROW} a.torTitle`).text(' '), /title/],
  [
    "the title's link",
    rename(`${ROW} a.torTitle`, 'href', '/torrent?id=985875'),
    /link of its own id/,
  ],
  ['a title of another row', rename(`${ROW} a.torTitle`, 'href', '/t/1'), /link of its own id/],
  ["the author's class", rename(`${ROW} a.author`, 'class', 'writer'), /names an author/],
  ["the series' class", rename(`${ROW} a.series`, 'class', 'saga'), /names a series/],
  ['every author', remove('a.author'), /author/],
  ['every file type', remove('.torFileTypes'), /file type/],
  ['the size', (page) => page(`${ROW} > td:nth-child(5)`).text('12 files'), /size/],
  ["the size's unit", (page) => page(`${ROW} > td:nth-child(5)`).text('[11.9 Gigs]'), /size/],
  ['seeders, leechers, snatched', remove(`${ROW} > td:nth-child(7) p`), /seeders/],
  ['one of the three counts', remove(`${ROW} > td:nth-child(7) p:last-child`), /seeders/],
  [
    "a count's number",
    (page) => page(`${ROW} > td:nth-child(7) p`).first().text('many'),
    /seeders/,
  ],
];

for (const [what, mutate, message] of MUTATIONS) {
  test(`a page of results that lost ${what} is a changed layout, never "nothing found"`, () => {
    const page = load(saved('results'));
    mutate(page);
    assert.throws(
      () => parseResultPage(page.html(), { start: 0 }),
      (error) => {
        assert.ok(error instanceof RemoteError, String(error));
        assert.equal(error.kind, 'layout-changed');
        assert.match(error.message, message);
        assert.doesNotMatch(error.message, /pErSoNaLtOkEn|Ledger|Quill/);
        assert.notEqual(error.remedy, '');
        return true;
      },
    );
  });
}

test('an empty search that lost its heading is a changed layout', () => {
  const html = saved('empty').replace('<h1>Search Results</h1>', '');
  assert.throws(() => parseResultPage(html, { start: 0 }), { kind: 'layout-changed' });
});

test('an empty search on a page without an account is a changed layout', () => {
  const html = saved('empty').replace(/<div id="userStat">.*<\/div>/, '');
  assert.throws(() => parseResultPage(html, { start: 0 }), { kind: 'layout-changed' });
});

test('an empty search that lost its words is a changed layout', () => {
  const html = saved('empty').replace('Nothing returned, out of 0', '');
  assert.throws(() => parseResultPage(html, { start: 0 }), { kind: 'layout-changed' });
});

test('more rows than the total says is a changed layout', () => {
  const html = saved('results').replaceAll('out of 470', 'out of 2');
  assert.throws(() => parseResultPage(html, { start: 0 }), { kind: 'layout-changed' });
});
