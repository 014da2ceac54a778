/**
 * The words before another title of a work, for titles and descriptions alike: `previously published
 * as`, `UK title`, `aka`. Patterns without groups; each ends before the name. With the flag `i`.
 */

const UK = String.raw`u\.?\s?k\.?(?![a-z])`;
const US = String.raw`u\.?\s?s\.?(?:\s?a\.?)?(?![a-z])`;
/** A country, as it stands behind `in`. */
export const LAND = String.raw`(?:the\s+)?(?:${UK}|${US}|united\s+(?:kingdom|states)|(?:great\s+)?britain|england|(?:north\s+)?america|australia|canada)`;
/** Whose title it is: `British title`. */
const OF_A_LAND = String.raw`(?:the\s+)?(?:${UK}|${US}|british|american|australian|canadian|english|german|french)`;
const OF_ANY = String.raw`(?:${OF_A_LAND}|original|first|alternate|alternative|other)`;

const BEFORE = '(?:also|first|originally|previously|formerly|later|earlier|once)';
const ISSUED = '(?:re-?)?(?:published|released)';
const WHERE = String.raw`(?:\s+(?:in|by|on)\s+[^:;()[\]{}]{2,30}?)?`;
const AS = String.raw`\s+(?:as|under\s+the\s+title(?:\s+of)?)`;
/** Said of books alone. `Sold as`, and `published under the name`, may tell of a person. */
export const PUBLISHED_AS = String.raw`(?:(?:${BEFORE}\s+)?${ISSUED}${WHERE}${AS}|${BEFORE}\s+(?:re-?)?issued${WHERE}${AS})`;
/** Said of lords too, behind a comma. */
export const TITLED_AS = String.raw`(?:${BEFORE}\s+(?:en)?titled(?:\s+(?:in\s+)?${LAND})?(?:${AS})?)`;
/** Said of heroes as well. */
export const KNOWN_AS = String.raw`(?:a\.?k\.?a\.?(?![a-z])|(?:${BEFORE}|better)\s+known${WHERE}\s+as)`;
/** `UK title:`, `the original title was`, `US edition of`. */
export const TITLE_OF_LAND = String.raw`(?:${OF_ANY}\s+(?:edition\s+)?title(?:\s+(?:is|was|of))?|${OF_A_LAND}\s+(?:edition|version)(?:\s+of|(?=\s*[:=])))`;
/** `(UK: The Scent of the Night)`: behind a bracket and before a colon nothing else is said so. */
export const LAND_ALONE = String.raw`(?<=[([{]\s*)${OF_A_LAND}(?=\s*:)`;
/** Short for some of those above; in brackets and behind signs of titles they say no more. */
const IN_TITLES = String.raw`(?:formerly|${BEFORE}\s+(?:published|called)(?:\s+(?:in\s+)?${LAND})?)`;
const FOREIGN = String.raw`(?:original-?titel|fr[uü]her(?:\s+erschienen)?(?:\s+(?:als|unter\s+dem\s+titel))|auch\s+(?:bekannt|erschienen)\s+als|titre\s+original|pr[eé]c[eé]demment\s+publi[eé]e?\s+sous(?:\s+le\s+titre)?|publicado\s+anteriormente\s+como|t[ií]tulo\s+original|titolo\s+originale)`;

/** Any of them, as a title writes them behind a sign. */
export const IN_A_TITLE = String.raw`(?:${[PUBLISHED_AS, TITLED_AS, KNOWN_AS, TITLE_OF_LAND, LAND_ALONE, IN_TITLES, FOREIGN].join('|')})`;
