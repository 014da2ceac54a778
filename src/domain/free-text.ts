/** What uploaders write, as a person reads it: some sources serve it with its markup. */

const BREAK = /<\s*(?:br|\/p|\/li|\/div|\/h\d|\/tr|li)\b[^>]*>/giu;
const TAG = /<\/?[a-z][^<>]*>/giu;
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  quot: '"',
  apos: "'",
  lt: '<',
  gt: '>',
  nbsp: ' ',
  ndash: '–',
  mdash: '—',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  hellip: '…',
};
const ENTITY = /&(#\d{1,6}|#x[0-9a-f]{1,5}|[a-z]{2,6});/giu;

/** A text without its markup: breaks, paragraphs and items of lists end a line. */
export function withoutMarkup(text: string): string {
  if (!/[<&]/u.test(text)) return text;
  return text
    .replace(BREAK, '\n')
    .replace(TAG, '')
    .replace(ENTITY, readEntity)
    .replace(/[ \t]+/gu, ' ')
    .trim();
}

function readEntity(whole: string, name: string): string {
  if (!name.startsWith('#')) return NAMED[name.toLowerCase()] ?? whole;
  const isHex = /^#x/iu.test(name);
  const code = isHex ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
}
