import { load, type CheerioAPI } from 'cheerio';
import { RemoteError } from '../../errors.ts';

/** A parsed page. */
export type Page = CheerioAPI;

/** Some elements of a page. */
export type Nodes = ReturnType<CheerioAPI>;

/** Parses a page as a browser would (missing `tbody` and the like are added). */
export function openPage(html: string): Page {
  return load(html);
}

/** The text of some elements, white space collapsed; empty when there are none. */
export function textOf(nodes: Nodes): string {
  return collapse(nodes.text());
}

/** Collapses white space, non-breaking spaces included. */
export function collapse(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}

/**
 * The error for a page that lacks what every such page has. `what` names the missing thing
 * in our words: page text and links never enter an error.
 */
export function layoutChanged(what: string): RemoteError {
  return new RemoteError(`The tracker's page is not as we know it: ${what}`, {
    remote: 'tracker',
    kind: 'layout-changed',
    remedy:
      'Open the same search in a browser. If it works there, the site changed its layout: ' +
      'update MAMcrawler. Nothing was judged from this page.',
  });
}
