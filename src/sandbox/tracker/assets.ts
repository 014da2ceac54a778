import type { Answer } from './answers.ts';
import { SEARCH_SCRIPT } from './pages/search-page.ts';

const PIXEL = Buffer.from('R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7', 'base64');

const STYLE = `@font-face { font-family: Mouse; src: url(/fonts/mouse.woff2) format('woff2'); }
body { font: 13px Mouse, Verdana, sans-serif; background: #e9e4d8 url(/pic/paper.png); color: #222; }
#userStat { font-size: 11px; text-align: right; } #userStat ul { list-style: none; margin: 0; }
.newTorTable { border-collapse: collapse; width: 100%; }
.newTorTable td, .newTorTable th { border: 1px solid #b8ac90; padding: 4px; vertical-align: top; }
.newTorTable td p { margin: 0; } .torTitle { font-weight: bold; } .pageDiv { margin: 8px 0; }
.torSeries, .torNarrator { display: block; font-size: 11px; }
div[class^='cat'] { width: 36px; height: 36px; background: url(/pic/cats.png); }
`;

/** What a page loads for itself: scripts, style, font and images. Null for any other path. */
export function assetOf(path: string): Answer | null {
  if (path === '/js/search.js') return asset('text/javascript; charset=utf-8', SEARCH_SCRIPT);
  if (path === '/css/main.css') return asset('text/css; charset=utf-8', STYLE);
  if (path.startsWith('/fonts/')) return asset('font/woff2', Buffer.alloc(64));
  if (/^\/(?:pic|posters|captcha)\/|^\/favicon\.ico$/.test(path)) return asset('image/gif', PIXEL);
  return null;
}

function asset(type: string, body: string | Uint8Array): Answer {
  return { status: 200, headers: { 'content-type': type }, body };
}
