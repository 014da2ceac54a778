import type { Candidate, OwnHistory } from '../../../domain/candidate.ts';
import type { SeriesPlace } from '../../../domain/item.ts';
import { collapse, layoutChanged, textOf, type Nodes, type Page } from './markup.ts';
import { parseCount, parseSize } from './numbers.ts';

/** Category, poster and flags, title, download, size, added, peers. */
const CELLS = 7;

/**
 * Reads one row of the result table. The download link in it is personal and is not read.
 * @throws {RemoteError} `layout-changed`, naming what the row lacks.
 */
export function parseRow(page: Page, row: Nodes): Candidate {
  const sourceId = idOf(row);
  const lack = (what: string): Error => layoutChanged(`a result row lacks ${what}`);
  const cells = row.children('td');
  if (cells.length < CELLS) throw lack(`some of its ${CELLS} cells`);
  const [category, flags, about, , size, , peers] = cells.toArray().map((cell) => page(cell));
  if (!category || !flags || !about || !size || !peers) throw lack(`some of its ${CELLS} cells`);

  const title = titleOf(about, sourceId);
  const sizeBytes = parseSize(/\[([^\]]+)\]/.exec(textOf(size))?.[1] ?? '');
  if (sizeBytes === null) throw lack('its size');
  const [seeders, leechers, snatches] = countsOf(page, peers);
  const alts = textsOf(page, flags.find('img[alt]'), (image) => image.attr('alt') ?? '');
  return {
    source: 'mam',
    sourceId,
    title,
    authors: authorsOf(page, about),
    narrators: textsOf(page, about.find('.torNarrator a.narrator')),
    series: seriesOf(page, about.find('.torSeries')),
    description: textOf(about.find('.torRowDesc').first()),
    tags: [],
    formats: textsOf(page, about.find('.torFileTypes a')).map((format) => format.toLowerCase()),
    sizeBytes,
    seeders,
    leechers,
    snatches,
    categoryId: categoryOf(category),
    language: null,
    vip: alts.some((alt) => /^vip\b/i.test(alt)),
    freeleech: alts.some((alt) => /freeleech/i.test(alt)),
    abridged: alts.some((alt) => /^abridged\b/i.test(alt)),
    ownHistory: historyOf(textOf(about.find('div[class^="browse"]'))),
  };
}

/** `tdr-985875`, in older layouts `tdr985875`. */
function idOf(row: Nodes): string {
  const id = /^tdr-?(\d+)$/.exec(row.attr('id') ?? '')?.[1];
  if (id === undefined) throw layoutChanged('a result row lacks its id');
  return id;
}

function titleOf(about: Nodes, sourceId: string): string {
  const link = about.find('a.torTitle').first();
  const title = textOf(link);
  if (title === '') throw layoutChanged('a result row lacks its title');
  const linked = /\/t\/(\d+)/.exec(link.attr('href') ?? '')?.[1];
  if (linked !== sourceId) throw layoutChanged('a result row lacks the link of its own id');
  return title;
}

function categoryOf(cell: Nodes): number {
  const names = cell.find('a.newCatLink > div[class*="cat"]').attr('class') ?? '';
  const id = /(?:^|\s)cat(\d+)(?:\s|$)/.exec(names)?.[1];
  if (id === undefined) throw layoutChanged('a result row lacks its category');
  return Number(id);
}

function countsOf(page: Page, cell: Nodes): [number, number, number] {
  const counts = cell
    .find('p')
    .toArray()
    .map((p) => parseCount(textOf(page(p))));
  const [seeders, leechers, snatches] = counts;
  if (seeders == null || leechers == null || snatches == null) {
    throw layoutChanged('a result row lacks its seeders, leechers or times snatched');
  }
  return [seeders, leechers, snatches];
}

/** A torrent may have no author; one whose " by " is followed by no author link is a new layout. */
function authorsOf(page: Page, about: Nodes): string[] {
  const authors = textsOf(page, about.find('a.author'));
  if (authors.length > 0) return authors;
  const title = about.find('a.torTitle').first();
  for (const node of title.parent().contents().toArray()) {
    if (node.type === 'text' && /(?:^|\s)by\s*$/.test(node.data)) {
      throw layoutChanged('a result row names an author, but not where we look for it');
    }
  }
  return [];
}

/** Each series link is followed by its position as text: `(#1-41)`, `(#2.5)`, or nothing. */
function seriesOf(page: Page, holder: Nodes): SeriesPlace[] {
  const places: SeriesPlace[] = [];
  const links = holder.find('a.series');
  if (links.length === 0 && /series:\s*\S/i.test(textOf(holder))) {
    throw layoutChanged('a result row names a series, but not where we look for it');
  }
  for (const element of links.toArray()) {
    const name = textOf(page(element));
    let after = '';
    for (let node = element.nextSibling; node !== null; node = node.nextSibling) {
      if (node.type === 'tag' && node.name === 'a') break;
      after += page(node).text();
    }
    const position = /\(\s*#\s*([^)]+)\)/.exec(after)?.[1];
    if (name !== '')
      places.push({ name, position: position === undefined ? null : collapse(position) });
  }
  return places;
}

/**
 * Whatever the site says of our own history that is not "seeding now" counts as snatched:
 * we rather leave one torrent out than fetch it twice.
 */
function historyOf(text: string): OwnHistory {
  if (text === '') return 'none';
  return /(?<!\bnot )\bseeding\b/i.test(text) ? 'seeding' : 'snatched';
}

function textsOf(page: Page, nodes: Nodes, read: (node: Nodes) => string = textOf): string[] {
  const texts: string[] = [];
  for (const node of nodes.toArray()) {
    const text = collapse(read(page(node)));
    if (text !== '') texts.push(text);
  }
  return texts;
}
