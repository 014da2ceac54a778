import { escape } from './markup.ts';

/** What the account strip shows. */
export interface StripView {
  readonly userName: string;
  readonly userClass: string;
  readonly ratio: string;
  readonly uploaded: string;
  readonly downloaded: string;
  readonly unsatisfied: number;
  readonly wedges: number;
}

/** What a signed-in page is made of. */
export interface FrameView {
  readonly title: string;
  readonly strip: StripView;
  readonly body: string;
}

/** What every page refers to and a crawler has no use for: style, font, images. */
const HEAD = `<meta charset="utf-8">
<link rel="stylesheet" href="/css/main.css">
<link rel="preload" href="/fonts/mouse.woff2" as="font" type="font/woff2" crossorigin>
<link rel="icon" href="/favicon.ico">`;

/** A page around its body, for those who are signed in. */
export function signedInPage(view: FrameView): string {
  return `<!DOCTYPE html>
<html lang="en"><head><title>${escape(view.title)} | My Anonamouse</title>
${HEAD}</head>
<body>
<header><a href="/"><img src="/pic/logo.png" alt="My Anonamouse"></a>
${stripOf(view.strip)}
<form id="mainSearch" action="/tor/browse.php" method="get">
<input id="ts" name="tor[text]" type="search" placeholder="Search torrents">
<input type="submit" value="Search"></form>
</header>
<main id="mainBody">${view.body}</main>
<footer><img src="/pic/footer.png" alt=""></footer>
</body></html>`;
}

/** A page around its body, for strangers. */
export function strangersPage(title: string, body: string): string {
  return `<!DOCTYPE html>
<html lang="en"><head><title>${escape(title)} | My Anonamouse</title>
<meta http-equiv="refresh" content="570">
${HEAD}</head>
<body><header><img src="/pic/logo.png" alt="My Anonamouse"></header>
<main id="mainBody">${body}</main></body></html>`;
}

function stripOf(strip: StripView): string {
  // The site leaves the field of unsatisfied torrents out at zero.
  const unsatisfied =
    strip.unsatisfied === 0
      ? ''
      : `<a id="tmUN" href="/snatchlist.php?type=unsat">${strip.unsatisfied} Unsat(s)</a>`;
  return `<div id="userStat"><ul id="userMenu">
<li><a id="tmUS" class="myInfo" href="/u/1">${escape(strip.userName)}</a>
<span id="tmC">(${escape(strip.userClass)})</span></li>
<li><span id="tmR">${escape(strip.ratio)}</span> <span id="tmUP">${escape(strip.uploaded)}</span>
<span id="tmDL">${escape(strip.downloaded)}</span></li>
<li><a id="tmBP" href="/store.php">Bonus: 99999</a>
<a id="tmFW" href="/store.php">FL Wedges: ${strip.wedges}</a></li>
<li>${unsatisfied} <span id="tmCo">Client: connectable</span></li>
</ul><span class="tP" data-basedate="${Math.floor(Date.now() / 1000)}"></span></div>`;
}
