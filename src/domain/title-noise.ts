import { isMedia, withoutMedia } from './title-media.ts';

/** What titles hold that says nothing of which work it is. Patterns for pieces in plain text. */

/** What a volume of a series is called in the name that its series has: `A Jack Reacher Novel`. */
export const GENRE_NOUNS =
  'novel|thriller|mystery|adventure|investigation|case|romance|story|book|roman|krimi';

const GENRES =
  'novel|novella|novelette|memoir|litrpg|gamelit|thriller|story|stories|audiobook|adventure|adventures|mystery|romance|fantasy|saga|series|epic|tale|cultivation|comedy|isekai|short|play|biography|autobiography|anthology|trilogy|book|prequel|sequel|western|duet|romantasy';
const DESCRIPTION = new RegExp(
  String.raw`^(?:an?|the(?!.*\b(?:mystery|tale|play|comedy|romance|adventures?|story|stories)$))\s+(?:[\p{L}\p{N}.'’/-]+\s+){0,5}(?:${GENRES})(?:\s+(?:series|novel|adventure|saga|story))?$`,
  'iu',
);
const BARE_DESCRIPTION = new RegExp(
  String.raw`^(?:(?:epic|fantasy|progression|litrpg|gamelit|sci-?fi|science|fiction|space|opera|light|apocalyptic|cozy|dark|urban|military|cultivation|lit\s?rpg|isekai|dungeon|core|portal|post|historical|crime|psychological)[\s/-]+)*(?:${GENRES}|fiction|opera)$`,
  'iu',
);
const EDITION =
  /^(?:(?:the|an?|\d+(?:st|nd|rd|th)|[\p{L}]+[’']?s?|tie-in|movie|tv)\s+){0,4}edition$|^(?:movie|tv|film)?\s*tie-?in$|^audible originals?$|^booktrack.*$/iu;
/** `(w/ 2nd Epilogue)`: what the recording holds besides. */
const EXTRAS =
  /^(?:w\/|with|incl(?:uding|udes|\.)?|plus)\s?.*\b(?:epilogue|prologue|bonus|preview|excerpt|interview|material|chapters?|scenes?|afterword|foreword|introduction)\b.*$|^.*\bepilogue\s+included$/iu;
/** `When He Was Wicked with 2nd Epilogue`. */
const EXTRAS_TAIL =
  /\s(?:with|w\/|plus|\+|&)\s?(?:(?:the|an?)\s)?(?:2nd|second|bonus|extra|extended|exclusive|new)\s(?:\p{L}+\s)?(?:epilogues?|chapters?|scenes?|material|content|interviews?)\s*$/iu;
/** Publishers that stand before the title of a course. */
const PUBLISHER = /^(?:ttc|(?:the\s+)?teaching\s+company|(?:the\s+)?great\s+courses)$/iu;
/** What recordings in other languages say of themselves. */
const FOREIGN_PACKAGING =
  /^(?:(?:un)?gek[uü]rzt(?:e[rs]?)?(?:\s+(?:lesung|autorenlesung|ausgabe|fassung|h[oö]rbuch))?|(?:autoren)?lesung|h[oö]rbuch|gelesen von .*|texte int[eé]gral|version int[eé]grale|(?:livre audio|audiolivre|audiolibro|audiobog|luisterboek)|lu par .*|le[ií]do por .*|narrado por .*|letto da .*|versi[oó]n completa)$/iu;
const PACKAGING =
  /^(?:un-?\s?abridged|abridged|audio\s?book|audio|m4b|mp3|flac|aac|opus|retail|remaster(?:ed)?|(?:complete\s+(?:and\s+)?)?unabridged.*|\d{2,3}\s?k(?:bps|b)?|v?\d{2,3}kbps.*|re-?up(?:load)?|asin[\s:.]*b0\w{8}|b0[0-9a-z]{8}|(?:19|20)\d{2}|english|eng|en|full[\s-]cast.*|multi[\s-]?cast.*|read by .*|narrated by .*|by [\p{L}.]+ [\p{L}. ]+|dramati[sz]ed.*|(?:a\s+)?dramati[sz]ation.*|graphic\s?audio.*|(?:bbc\s+)?(?:radio|audio)\s?(?:drama|play|4).*|a full[\s-]cast.*|ttc|tgc|the great courses|the teaching company|the modern scholar)$/iu;

/** `Ein Provinzkrimi`, `Roman policier`, `Ein Fall für Kommissar Dupin`. */
const FOREIGN_DESCRIPTION =
  /^(?:(?:ein|eine|un|une|una|uno)\s+)?(?:[\p{L}’'-]+\s+){0,2}(?:roman|kriminalroman|[\p{L}-]*krimi|erz[aä]hlung(?:en)?|polar|roman\s+policier|novela(?:\s+negra)?|romanzo|roman\s+noir)$|^(?:ein(?:\s+neuer)?\s+fall\s+f[uü]r|une\s+enqu[eê]te\s+(?:de|du)|un\s+caso\s+de|un['’]?indagine\s+(?:di|del))\s/iu;

/** `A Novel`, `A LitRPG Adventure`, `Special Edition`: true for a piece that is no name. */
export function isDescription(piece: string): boolean {
  return (
    DESCRIPTION.test(piece) ||
    BARE_DESCRIPTION.test(piece) ||
    EDITION.test(piece) ||
    FOREIGN_DESCRIPTION.test(piece) ||
    /^an?\s+(?:novel|story|tale)\s+(?:of|from|in)\s/iu.test(piece)
  );
}

const GENRE_WORDS = new RegExp(
  String.raw`^(?:an?|the)\s+(?:(?:${GENRES}|epic|progression|gamelit|sci-?fi|science|fiction|space|opera|light|apocalyptic|apocalypse|cozy|dark|urban|military|isekai|dungeon|core|portal|post|historical|crime|psychological|suspense|bestselling|original|graphic|new|xianxia|wuxia|crafting|system|slice|of|life|and|love|true|gripping|(?:lit)?rpg)[\s/-]*)+$`,
  'iu',
);

/** What the trade calls a book, and no author does: `A Deck-Building LitRPG`, `A Jack Reacher Novel`. */
const TRADE_WORD =
  /^an?\s.*\b(?:litrpg|gamelit|isekai|cultivation|romantasy|audiobook|novel|novella|novelette|thriller)$/iu;

/** True for a description with a word in it that no genre has: `A Caribbean Mystery`. */
export function mayBeName(piece: string): boolean {
  return DESCRIPTION.test(piece) && !GENRE_WORDS.test(piece) && !TRADE_WORD.test(piece);
}

/** `An Inspector Montalbano Novel`: whose novel it is. */
const OF_SOMEBODY = new RegExp(
  String.raw`^[Aa]n?\s(?=\p{Lu})(?!(?:\p{L}+[\s-])*(?:LitRPG|GameLit|Isekai|Cultivation|Romantasy|Audiobook)\b).+\s(?:${GENRE_NOUNS})$`,
  'iu',
);

/** True for a piece that names a series beside a number: not for `A LitRPG Adventure`. */
export function namesSeries(piece: string): boolean {
  if (!isDescription(piece) || mayBeName(piece)) return true;
  return OF_SOMEBODY.test(piece) && !GENRE_WORDS.test(piece);
}

/** `Unabridged`, `M4B`, `64 kbps`, `Dramatized Adaptation`: true for what tells of the recording only. */
export function isPackaging(piece: string): boolean {
  return (
    isMedia(piece) ||
    [PACKAGING, FOREIGN_PACKAGING, EXTRAS, PUBLISHER].some((words) => words.test(piece))
  );
}

/** Drops such words from the end of a piece: `The Legacy Unabridged`. */
export function withoutPackaging(piece: string): string {
  const named = piece
    .replace(/\.(?:m4b|m4a|mp3|flac|ogg|opus|torrent)$/iu, '')
    .replace(/(?<=\S)[\s,]+(?:read|narrated|performed)\s+by\s+(?!the\b)\p{L}.*$/iu, '');
  return withoutMedia(named)
    .replace(EXTRAS_TAIL, '')
    .replace(
      /(?:[\s,:–—-]+(?:un-?abridged|audio\s?book|m4b|mp3|retail|\d{2,3}\s?k(?:bps)?))+\s*$/iu,
      '',
    )
    .replace(/\s[–—-]+\s*$/u, '')
    .trim();
}

/** `Publication Order #1`: which list numbers it so, and no series. */
export function isOrder(piece: string): boolean {
  return /^(?:in\s+)?(?:chronological|publication|publishing|reading|internal)\s+order$/iu.test(
    piece,
  );
}

const COLLECTION =
  /\b(?:omnibus|box(?:ed)?\s?set|bundle|(?:the\s+)?complete\s+(?:series|saga|trilogy|collection|set|cycle|chronicles|\w+\s+(?:series|saga|trilogy|collection|cycle))|(?:series|complete)\s+collection|collection|compendium)\b|^the complete\s/iu;
const COUNTED: readonly (readonly [RegExp, number])[] = [
  [/\b(?:duology|dilogy)\s*$/iu, 2],
  [/\b(?:trilogy)\s*$/iu, 3],
  [/\b(?:quartet|tetralogy)\s*$/iu, 4],
  [/\b(?:quintet|pentalogy)\s*$/iu, 5],
];

/** True for a title that names a set of volumes: `Omnibus`, `Box Set`, `The Complete …`. */
export function isCollection(title: string): boolean {
  return COLLECTION.test(title.trim()) || countInTitle(title) !== null;
}

/** True for a set that says that nothing is left out of it, or that it is one: no `Collection` of tales. */
export function isWholeSet(title: string): boolean {
  return /\b(?:complete|entire|omnibus|box(?:ed)?\s?set|bundle)\b/iu.test(title);
}

const BESIDE_A_WORK =
  /\b(?:summary\s+(?:of|and)|study guide|analysis of|cliffs?\s?notes|sparknotes|workbook|deleted scenes?|bonus (?:content|material|scenes?|chapters?)|conversation starters|key takeaways|book club kit|(?:free|audio) (?:preview|sampler?)|sampler|colou?ring book|companion (?:to|guide)|official companion)\b/iu;

/** The same title, told anew and shorter. */
const FOR_THE_YOUNG =
  /\b(?:(?:adapted|adaptation|abridged|edition|version|edited|retold|rewritten)\s+for\s+(?:the\s+)?(?:young|younger|teens?|teenagers?|kids|children|middle[\s-]grade|students?)\b|(?:young(?:er)?\s+(?:reader|people|adult)|junior|children|kid|teen|middle[\s-]grade)(?:s?['’]?s?)\s+(?:edition|version|adaptation)\b|young\s+readers?['’]?s?\s*[)\]])/iu;

/** True for a work's adaptation for children: another text under the same title. */
export function isForTheYoung(title: string): boolean {
  return FOR_THE_YOUNG.test(title);
}

/** True for what is made from a work, and is none: a summary, a study guide, a sampler. */
export function isBesideAWork(title: string): boolean {
  return BESIDE_A_WORK.test(title) || isForTheYoung(title);
}

/** True for a title that calls itself short. */
export function isShortForm(title: string): boolean {
  return /\b(?:short story|novella|novelette)\b/iu.test(title);
}

/** How many volumes the last word of a piece stands for (`Trilogy`), or null. */
export function countInTitle(piece: string): number | null {
  return COUNTED.find(([pattern]) => pattern.test(piece.trim()))?.[1] ?? null;
}
