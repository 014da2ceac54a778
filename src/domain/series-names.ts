import { seriesKey, textKey } from './names.ts';

/** What the name of a series comes down to, each of several ways. */
export interface SeriesCores {
  /** What is left of the whole name. */
  readonly whole: string;
  /** Names that share one of these are of one series, unless their volumes tell them apart. */
  readonly cores: ReadonlySet<string>;
  /** `reacher` of `Jack Reacher`: the same as a series that is called by nothing else. */
  readonly surname: string | null;
}

const ARTICLE = /^(?:the|an?|her|his)\s(?=\S)/u;
/** `The Chronicles of Brother Cadfael`. Not `Legends of`: that is often another series. */
const HEAD =
  /^(?:(?:chronicles?|adventures?|mysteries|novels|books|cases|casebooks?|investigations|misadventures)\sof)\s(?=\S)/u;
/** What a hero is called or not, from one shop to the next. */
const ROLE =
  /^(?:(?:chief|detective|police)\s)?(?:inspector|superintendent|sergeant|detective|inspecteur|commissaire|commissario|kommissar|kommissarin|constable|dr|doctor|dci|dcs|di|ds|dc|pc|sheriff|miss|mrs|mr|ms|father|brother|sister|captain)\s(?=\S)/u;
const TAIL =
  /\s(?:series|saga|trilogy|duology|quartet|quintet|sequence|cycle|novels?|books?|mystery|mysteries|murder|murders|crime|thrillers?|adventures?|investigations?|litrpg|light novels?|alphabet|in order)$/u;

/** Ends of names that tell one publisher's line from another's. */
const LINE = /^(?:legends?|canon|disney canon|unabridged|audiobooks?|audio)$/u;

/** Takes a series' name apart; `name` is as written, or its key where nothing else is known. */
export function coresOf(name: string): SeriesCores {
  const segments = name
    .replace(/\s*[([][^)\]]*[)\]]/gu, ' ')
    .split(/\s*:\s+|\s+[-–—]+\s+/u)
    .filter((segment) => textKey(segment) !== '');
  // `Dragonlance: Legends` is a series; `Star Wars: X-Wing - Legends` is a line of books.
  while (segments.length > 2 && LINE.test(textKey(segments.at(-1) ?? ''))) segments.pop();
  const cores = new Set<string>();
  // `Star Wars: X-Wing` is `X-Wing`, too.
  for (const text of [segments.join(' '), segments.at(-1) ?? '']) addCores(text, cores);
  const [whole = ''] = cores;
  const [first, last, more] = whole.split(' ');
  const isFullName = first !== undefined && last !== undefined && more === undefined;
  return { whole, cores, surname: isFullName && last.length > 3 ? last : null };
}

function addCores(text: string, cores: Set<string>): void {
  const key = seriesKey(text);
  if (key === '') return;
  const core = coreOf(key);
  cores.add(core);
  // `Phryne Fisher's Murder Mysteries`: the key has no apostrophe any more.
  if (core !== key && core.endsWith('s') && key.startsWith(core)) cores.add(core.slice(0, -1));
}

function coreOf(key: string): string {
  let core = key;
  for (;;) {
    const shorter = core.replace(ARTICLE, '').replace(HEAD, '').replace(ROLE, '').replace(TAIL, '');
    if (shorter === core) return core;
    core = shorter;
  }
}
