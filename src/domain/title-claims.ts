import { seriesKey, textKey } from './names.ts';
import { ANY_ORDINAL, readOrdinal } from './ordinals.ts';
import { COUNTED_LEAD, ORDINAL_LEAD } from './title-marks.ts';
import { GENRE_NOUNS, namesSeries } from './title-noise.ts';
import type { SeriesNames } from './title-series.ts';

/** A place in a series, as a piece of a title words it. */
export interface WordedPlace {
  /** The series' name as written; null where the piece gives the number alone. */
  readonly series: string | null;
  /** As {@link parsePositions} reads it. */
  readonly position: string;
}

/** What a volume is called behind an ordinal. A novella is counted apart from the volumes. */
const VOLUME =
  'book|volume|novel|story|adventure|chronicle|case|mystery|tale|instal+ment|investigation|thriller|entry|memoir|mission|romance|fall|band|teil|buch|roman|kriminalroman|krimi|abenteuer|einsatz|auftrag|ermittlung|enqu[eê]te|aventure|tome|volet|livre|affaire|[eé]pisode|novela|caso|libro|entrega|volumen|aventura|parte|investigaci[oó]n|indagine|romanzo|avventura|episodio|inchiesta|boek|deel|zaak';
const ARTICLE = String.raw`(?:the|der|die|das|den|dem|la|le|les|los|las|el|il|lo|gli|het|een|de)\s+|l['’]`;
const OF = String.raw`(?:of|in|from|featuring|f[uü]r|von|vom|des|der|aus|um|mit|zur|du|de|d['’]|del|della|dell['’]|delle|dei|di|van|uit)(?:\s+|(?<=['’]))(?:${ARTICLE})?`;
const ADJECTIVES = String.raw`(?:[\p{Ll}-]+,?\s+){0,3}?`;

/** `The Third Book of …`, `The second and final novel in the …`, `Der dritte Fall für …`. */
const OF_SERIES = new RegExp(
  String.raw`^(?:${ARTICLE})?(${ANY_ORDINAL})\s+${ADJECTIVES}(?:${VOLUME})\s+(?:${OF})(.+)$`,
  'iu',
);
/** `Third in the Inspector Banks series`. */
const IN_SERIES = new RegExp(
  String.raw`^(?:${ARTICLE})?(${ANY_ORDINAL})\s+(?:in|of)\s+(?:the\s+)?(.+\s(?:series|saga|trilogy|cycle|chronicles|mysteries|novels))$`,
  'iu',
);
/** `The Fourth Rivers of London novel`. */
const BEFORE_SERIES = new RegExp(
  String.raw`^(?:the\s+|an?\s+)?(${ANY_ORDINAL})\s+(.+)\s(?:novel|mystery|thriller|case|adventure|investigation|chronicle|book)$`,
  'iu',
);
/** `Kommissar Dupins vierter Fall`. */
const GERMAN_VOLUME = '(?:fall|band|teil|roman|abenteuer|krimi|buch|einsatz|auftrag)';
const GENITIVE = new RegExp(
  String.raw`^(\p{Lu}.*?)(?:s|['’])?\s+(${ANY_ORDINAL})\s+${GERMAN_VOLUME}$`,
  'iu',
);
/** Most pieces end otherwise. */
const ENDS_AS_GENITIVE = new RegExp(String.raw`\s${GERMAN_VOLUME}$`, 'iu');
/** `Der vierte Fall`, `The Second Novel`: a number and nothing else. */
const NUMBER_ALONE = new RegExp(
  String.raw`^(?:${ARTICLE})?(${ANY_ORDINAL})\s+(?:${VOLUME})$`,
  'iu',
);

/** A place that a piece behind the title's head gives in words; null for any other piece. */
export function placeInWords(piece: string): WordedPlace | null {
  const [, number] = NUMBER_ALONE.exec(piece) ?? [];
  if (number !== undefined) return placeAt(null, number);
  for (const pattern of [OF_SERIES, IN_SERIES]) {
    const [, nth, series] = pattern.exec(piece) ?? [];
    if (nth !== undefined && series !== undefined) return placeAt(series, nth);
  }
  const [, owner, nth] = ENDS_AS_GENITIVE.test(piece) ? (GENITIVE.exec(piece) ?? []) : [];
  if (owner !== undefined && nth !== undefined) return placeAt(owner, nth);
  const [, before, name] = BEFORE_SERIES.exec(piece) ?? [];
  if (before === undefined || name === undefined) return null;
  // `The First World War Story` counts no volumes, and neither does `The second great novel`.
  return /^\p{Lu}/u.test(name) && !/^world\swar/iu.test(name) ? placeAt(name, before) : null;
}

function placeAt(series: string | null, ordinal: string): WordedPlace | null {
  const number = readOrdinal(ordinal);
  return number === null ? null : { series, position: String(number) };
}

/** The same for the head of a title, where much that sounds like it is a name. */
export function placeInHead(
  piece: string,
  names: SeriesNames,
): (WordedPlace & { readonly series: string }) | null {
  const [, nth, of] = ORDINAL_LEAD.exec(piece) ?? [];
  if (nth !== undefined && of !== undefined) return { series: of, position: nth };
  const [, number, known = ''] = COUNTED_LEAD.exec(piece) ?? [];
  const isKnown = number !== undefined && names.has(seriesKey(known));
  return isKnown ? { series: known, position: number } : null;
}

/** `Jackson Lamb Thriller 7`, `Phryne Fisher Mystery No. 1`, `LBJ 1`. */
const BARE = new RegExp(
  String.raw`^(.*?\p{L}.*?),?\s+(?:(?:no|nr|num|number|case|episode|ep|fall)\.?\s*)?(\d{1,2}(?:\.\d)?)$`,
  'iu',
);
/** Names of things that have a number, and are no series. */
const NUMBERED_THINGS =
  /\b(?:war|apollo|formula|area|flight|route|channel|highway|space|chapters?|top|under|age|ages|grades?|levels?|catch|agent|room|unit|squad(?:ron)?|site|world|version|season|part|arc|episode|case|day|year|and|or|to|the|of|in|at|is|for|disc|cd)$/iu;

/** The name and the number of a last piece that ends with one; null for any other. */
export function placeAtEnd(piece: string): WordedPlace | null {
  const [, name = '', position] = BARE.exec(piece) ?? [];
  if (position === undefined || NUMBERED_THINGS.test(textKey(name))) return null;
  return { series: namesSeries(name) ? name : null, position };
}

const CALLED = new RegExp(String.raw`^(?:an?\s+)?(.+)\s(?:${GENRE_NOUNS})$`, 'iu');
const GERMAN_SERIES = /[\s-]+(?:reihe|serie|saga|zyklus|trilogie)$/iu;
/** `Trilogía del Baztán`, `serie Baztán`: the word stands first. */
const SERIES_OF =
  /^(?:s[eé]rie|saga|trilog[ií]a|trilogie|cycle|ciclo)\s+(?:(?:del?|du|des|di|della|de\s+l[ao]s?)\s+)?(?=\S)/iu;
/** What publishers say of a series: `the gripping Jessie Cole series`. */
const PRAISE =
  /^(?:the\s+)?(?:(?:new\s+york\s+times\s+|internationally\s+)?(?:best-?selling|gripping|thrilling|exciting|acclaimed|award-winning|hilarious|beloved|much-loved|popular|addictive|page-turning|unputdownable|chilling|twisty|stunning|celebrated|brand[\s-]new),?\s+)+(?=\S)/iu;

/**
 * The key of the series that a piece names: `An Inspector Montalbano Novel` is of Inspector
 * Montalbano, `Kommissar Dupins` Fall one of Kommissar Dupin. A name that is known stays as it is.
 */
export function claimedKey(name: string, names: SeriesNames): string {
  const bare = name.trim().replace(PRAISE, '').replace(SERIES_OF, '').replace(GERMAN_SERIES, '');
  const whole = seriesKey(bare);
  const owner = seriesKey(bare.replace(/(?<=\p{L}{3})s$/u, ''));
  const called = CALLED.exec(bare)?.[1];
  const named = called === undefined ? '' : seriesKey(called);
  return [whole, named, owner].find((key) => key !== '' && names.has(key)) ?? (named || whole);
}
