import { PAGE_ROWS, type Found } from '../search-index.ts';
import type { WorldTorrent } from '../../world/types.ts';
import { categoryName } from './categories.ts';
import { dateText, escape, sizeText } from './markup.ts';

/** What a page of results is made from. */
export interface ResultsView {
  readonly found: Found;
  readonly start: number;
  /** The personal download token of a torrent. */
  readonly tokenOf: (sourceId: string) => string;
}

/** A page of results, as the search page's script draws it into `#ssr`. */
export function resultsFragment(view: ResultsView): string {
  const { rows, total } = view.found;
  if (rows.length === 0) return `<h1>Search Results</h1><br>Nothing returned, out of ${total}`;
  const drawn = rows.map((torrent) => rowOf(torrent, view.tokenOf(torrent.sourceId)));
  const pages = pageDiv(total, view.start);
  return `<h1>Search Results</h1>${pages}
<table class="newTorTable" cellspacing="0"><tbody><tr><th>Cat</th><th></th><th>Title</th><th></th>
<th>Files<br>Size</th><th>Added</th><th>S/L/S</th></tr>
${drawn.join('\n')}
</tbody></table>${pages}`;
}

/** The same rows under other names, as after a relaunch of the site. */
export function renamedFragment(view: ResultsView): string {
  return resultsFragment(view)
    .replaceAll('newTorTable', 'resultGrid')
    .replaceAll('id="tdr-', 'data-row="')
    .replaceAll('torTitle', 'workTitle')
    .replaceAll('<h1>Search Results</h1>', '<h2>Results</h2>')
    .replaceAll('pageDiv', 'pager');
}

/** What the engine says in place of results. */
export function troubleFragment(message: string): string {
  return `<h1>Search Results</h1><br>Search error: index torrents: ${escape(message)}`;
}

function pageDiv(total: number, start: number): string {
  const options: string[] = [];
  for (let from = 0; from < total; from += PAGE_ROWS) {
    const selected = from === start ? ' selected' : '';
    const to = Math.min(from + PAGE_ROWS, total);
    options.push(`<option value="${from}"${selected}>${from + 1}-${to}</option>`);
  }
  const next =
    start + PAGE_ROWS < total
      ? `<input type="button" class="nextPage" value="&gt;" data-newstartlocation="${start + PAGE_ROWS}">`
      : '';
  return `<div class="pageDiv"><select class="jumpList">${options.join('')}</select>
out of ${total} ${next}</div>`;
}

function rowOf(torrent: WorldTorrent, token: string): string {
  const { sourceId } = torrent;
  const category = torrent.categoryId ?? 0;
  return `<tr id="tdr-${sourceId}">
<td><a class="newCatLink" href="/tor/browse.php?tor[cat][]=${category}"><div class="cat${category}"
 title="${escape(categoryName(category))}"></div></a></td>
<td><img class="posterImage" src="/posters/${sourceId}.jpg" alt="">${flagsOf(torrent)}</td>
<td>${aboutOf(torrent)}</td>
<td><a class="directDownload" id="dlLink${sourceId}" title="Download"
 href="/tor/download.php/${token}"><img src="/pic/download.png" alt="DL"></a><br>
<a id="torBookmark${sourceId}" role="button">Bookmark</a></td>
<td><a href="/t/${sourceId}&amp;filelist#filelistLink">${torrent.fileCount}</a><br>
[${sizeText(torrent.sizeBytes)}]</td>
<td>${dateText(torrent.addedAt)}<br>[${uploaderOf(torrent)}]</td>
<td><p>${torrent.seeders}</p><p>${torrent.leechers}</p><p>${torrent.snatches}</p></td></tr>`;
}

function uploaderOf(torrent: WorldTorrent): string {
  return torrent.uploader === null ? 'hidden' : `<a href="/u/77">${escape(torrent.uploader)}</a>`;
}

function flagsOf(torrent: WorldTorrent): string {
  const flags: string[] = [];
  if (torrent.vip)
    flags.push(Number(torrent.sourceId) % 2 === 0 ? 'VIP' : 'VIP expires 2027-11-26');
  if (torrent.freeleech) flags.push('freeleech');
  if (torrent.abridged) flags.push('Abridged book');
  if (Number(torrent.sourceId) % 9 === 0) flags.push('Contains Violence');
  return flags
    .map((alt) => `<img class="torFlag" src="/pic/flags.png" alt="${alt}" title="${alt}">`)
    .join('');
}

function aboutOf(torrent: WorldTorrent): string {
  const parts = [`<a class="torTitle" href="/t/${torrent.sourceId}">${escape(torrent.title)}</a>`];
  const authors = linked(torrent.authors, 'author');
  if (authors !== '') parts.push(` by ${authors}`);
  const narrators = linked(torrent.narrators, 'narrator');
  if (narrators !== '') parts.push(`<span class="torNarrator">Narrated by ${narrators}</span>`);
  if (torrent.series.length > 0) parts.push(seriesOf(torrent));
  const formats = linked(torrent.formats, 'filetype');
  parts.push(
    `<br><span class="torRowDesc">${escape(torrent.description)}</span>`,
    `<br><span class="torFileTypes">${formats}</span>`,
    `<a href="/t/${torrent.sourceId}#comments">${Number(torrent.sourceId) % 7} comments</a>`,
  );
  if (torrent.ownHistory === 'snatched') {
    parts.push('<div class="browseSnatched">Previously Seeded by you</div>');
  }
  if (torrent.ownHistory === 'seeding') {
    parts.push('<div class="browseSeeding">Currently Seeding by you</div>');
  }
  return parts.join('\n');
}

function seriesOf(torrent: WorldTorrent): string {
  const places = torrent.series.map(({ name, position }) => {
    const at = position === null ? '' : ` (#${escape(position)})`;
    return `${linked([name], 'series')}${at}`;
  });
  return `<span class="torSeries">Series: ${places.join(', ')}</span>`;
}

function linked(names: readonly string[], kind: string): string {
  return names
    .map((name) => {
      const query = encodeURIComponent(name);
      return `<a class="${kind}" href="/tor/browse.php?${kind}=${query}">${escape(name)}</a>`;
    })
    .join(', ');
}
