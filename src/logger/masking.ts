/** What stands in the place of a secret. */
export const MASK = '[secret]';

/** Replaces what must not be seen in a text. */
export type Mask = (text: string) => string;

/** Shorter ones would blank out half the log and protect nothing. */
const SHORTEST = 3;

/** The end of a value in a header, a URL, a form, or JSON (also JSON inside a string). */
const VALUE = String.raw`(?:\[secret\]|[^\s;&"'\\,<>)\]}])+`;
/** Between a name and its value, in each of those. */
const IS = String.raw`(?:\\{0,3}["']?\s{0,3}[=:]\s{0,3}\\{0,3}["']?)`;

/** What looks like a secret, registered or not: the part in the first group stays. */
const LOOKS: readonly RegExp[] = [
  // The whole header: cookies hold several values, and schemes differ.
  new RegExp(String.raw`(\b(?:proxy-)?authorization${IS}(?:[a-z]{3,12}\s{1,3})?)${VALUE}`, 'gi'),
  new RegExp(String.raw`(\b(?:set-)?cookie${IS})[^"\r\n\\]+`, 'gi'),
  // Alone, it must look like a token: "Bearer of Bad News" is a title.
  /(\b(?:[Bb]earer|[Bb]asic|BEARER|BASIC)\s{1,3})(?=\S{16}|\S*\d|\S*[a-z][A-Z])[\w.~+/=-]{6,}/g,
  new RegExp(
    String.raw`(\b(?:mam_id|passkey|torrent_pass|authkey|(?:qbt_)?sid(?:_\d{1,5})?|x-api-key|api_?key|access_?token|refresh_?token|token|password|passwd)${IS})${VALUE}`,
    'gi',
  ),
  // The tracker's personal links and announce addresses; `?tid=` names a torrent, not a person.
  new RegExp(String.raw`(/download\.php/)${VALUE}`, 'gi'),
  /(\/announce(?:\.php)?\/)[^\s/"'\\&<>]+/gi,
  /(\/)[a-z0-9]{16,64}(?=\/announce)/gi,
  /(\bqbt_)(?!sid)[A-Za-z0-9]{6,}/gi,
  // user:password@ in a URL
  /(\b[a-z][a-z0-9+.-]{0,20}:\/\/)[^\s/?#"'\\]+(?=@)/gi,
  /()\beyJ[\w-]{6,}\.[\w-]{6,}\.[\w-]*/g,
];

/**
 * Builds the mask for a set of secrets: their values as they are and as URLs, forms, HTML and
 * JSON spell them, and whatever else looks like a secret of the remotes that we talk to.
 */
export function createMask(secrets: readonly string[]): Mask {
  const registered = registeredPattern(secrets);
  return (text) => {
    // The registered ones first: a pattern may cut one in half.
    let masked = registered === null ? text : text.replace(registered, MASK);
    for (const look of LOOKS) masked = masked.replace(look, `$1${MASK}`);
    return masked;
  };
}

function registeredPattern(secrets: readonly string[]): RegExp | null {
  const spellings = new Set<string>();
  for (const secret of secrets) {
    if (secret.length < SHORTEST) continue;
    for (const spelling of spellingsOf(secret)) spellings.add(spelling);
  }
  if (spellings.size === 0) return null;
  // Longest first, so that a secret that begins with another is masked whole.
  const sorted = [...spellings].toSorted((a, b) => b.length - a.length);
  return new RegExp(sorted.map((text) => escapePattern(text)).join('|'), 'g');
}

function spellingsOf(secret: string): string[] {
  const uri = encodeURIComponent(secret.toWellFormed());
  const form = new URLSearchParams({ v: secret }).toString().slice(2);
  const html = secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
  const json = JSON.stringify(secret).slice(1, -1);
  return [secret, uri, lowerCodes(uri), form, lowerCodes(form), html, json];
}

/** `%2F` as some programs write it, `%2f`. */
function lowerCodes(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase());
}

function escapePattern(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}
