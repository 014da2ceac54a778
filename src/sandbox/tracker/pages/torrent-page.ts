import type { WorldTorrent } from '../../world/types.ts';
import { categoryName } from './categories.ts';
import { signedInPage, type StripView } from './frame.ts';
import { dateText, escape, sizeText } from './markup.ts';

/** What a torrent's own page is made from. */
export interface TorrentPageView {
  readonly strip: StripView;
  readonly torrent: WorldTorrent;
  readonly token: string;
}

/** A torrent's own page, `/t/<id>`. */
export function torrentPage({ strip, torrent, token }: TorrentPageView): string {
  const category = torrent.categoryId ?? 0;
  const rows = [
    row('Title', `<div class="TorrentTitle">${escape(torrent.title)}</div>`),
    row('Author', `<span class="torAuthors">${links(torrent.authors, 'author')}</span>`),
    row('Narrator', links(torrent.narrators, 'narrator')),
    ...torrent.series.map(({ name, position }) =>
      row(
        'Series',
        `${links([name], 'series')}${position === null ? '' : ` (#${escape(position)})`}`,
      ),
    ),
    row(
      'Info',
      `<div id="fInfo"><div class="cat${category}"></div><div id="multiCat"><a class="mCat"
 href="/tor/browse.php?tor[cat][]=${category}">${escape(categoryName(category))}</a></div></div>`,
    ),
    row('Tiles', tilesOf(torrent, token)),
    row('Description', `<div id="torDesc">${escape(torrent.description)}</div>`),
    row('Media', '<div id="mediaInfoDisplay"></div>'),
  ];
  const body = `<div id="torDetMainCon">${rows.join('\n')}</div>`;
  return signedInPage({ title: torrent.title, strip, body });
}

function tilesOf(torrent: WorldTorrent, token: string): string {
  const ratio = torrent.freeleech ? 'This torrent is freeleech!' : 'Would become 4.012345';
  return `<div id="size"><span>${sizeText(torrent.sizeBytes)}</span></div>
<div id="files">${torrent.fileCount}</div>
<div id="PrimaryFileTypes">${links(torrent.formats, 'filetype')}</div>
<div id="ratio">${torrent.vip ? 'VIP expires 2027-12-18' : ratio}</div>
<div id="download"><a id="tddl" href="/tor/download.php/${token}">Download</a>
<a id="tddlfl" href="/tor/download.php/${token}?fl">Use a wedge</a></div>
<div id="sls">${torrent.seeders} / ${torrent.leechers} / ${torrent.snatches}</div>
<div id="added">${dateText(torrent.addedAt)}</div>`;
}

function row(label: string, content: string): string {
  return `<div class="torDetRow"><div class="torDetLeft">${label}</div>
<div class="torDetRight">${content}</div></div>`;
}

function links(names: readonly string[], kind: string): string {
  return names
    .map((name) => {
      const query = encodeURIComponent(name);
      return `<a href="/tor/browse.php?${kind}=${query}">${escape(name)}</a>`;
    })
    .join(', ');
}
