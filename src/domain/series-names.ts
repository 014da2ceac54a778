import { seriesKey, textKey } from './names.ts';

/** What the name of a series comes down to. */
export interface SeriesCores {
  /** The name without words that name nothing: `Phryne Fisher Mysteries` is `phryne fisher`. */
  readonly whole: string;
  /** `whole`, and what stands behind a world (`Star Wars: X-Wing`) or a role (`Inspector Montalbano`). */
  readonly cores: ReadonlySet<string>;
  /** `reacher` of `Jack Reacher`; null where the name is no full one. */
  readonly surname: string | null;
  /** Every shorter form of it, and what was taken away for that. */
  readonly loose: readonly LooseCore[];
}

/** A shorter form of a name. `by` tells `Father Brown` from `Sister Brown`. */
export interface LooseCore {
  readonly core: string;
  readonly by: string;
}

const ARTICLE = /^(?:the|an?|her|his)\s(?=\S)/u;
/** `The Chronicles of Brother Cadfael`. Not `Legends of`: that is often another series. */
const HEAD =
  /^(?:(?:chronicles?|adventures?|mysteries|novels|books|cases|casebooks?|investigations|misadventures)\sof)\s(?=\S)/u;
const TAIL =
  /\s(?:series|saga|sequence|cycle|novels?|books?|mystery|mysteries|murder|murders|crime|thrillers?|litrpg|light novels?|alphabet|in order)$/u;
/** Words that may tell one series of a hero from another. */
const LOOSE_TAIL = /\s(adventures?|investigations?|chronicles)$/u;
/** An investigator's rank, in any language: the same person. */
const RANK =
  /^(?:(?:chief|detective|police)\s)?(?:inspector|superintendent|sergeant|detective|inspecteur|commissaire|commissario|kommissar|kommissarin|constable|dci|dcs|di|ds|dc|pc|sheriff)\s(?=\S)/u;
const TITLE = /^(dr|doctor|miss|mrs|mr|ms|father|brother|sister|captain)\s(?=\S)/u;

/** What {@link LooseCore} calls a rank that was taken away, whichever it was; and how a first name begins. */
export const A_RANK = 'rank';
export const FIRST_NAME = 'name ';

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
  const whole = wholeOf(segments.join(' '));
  const loose = shorten(whole, '');
  if (segments.length > 1) {
    const world = seriesKey(segments.slice(0, -1).join(' '));
    const last = wholeOf(segments.at(-1) ?? '');
    loose.push({ core: last, by: world }, ...shorten(last, world));
  }
  const [first, last, more] = whole.split(' ');
  const isFullName = first !== undefined && last !== undefined && more === undefined;
  const isTitled = RANK.test(whole) || TITLE.test(whole);
  const surname = isFullName && !isTitled && last.length > 3 ? last : null;
  if (surname !== null && first !== undefined)
    loose.push({ core: surname, by: `${FIRST_NAME}${first}` });
  const cores = loose.filter(({ core }) => core !== surname).map(({ core }) => core);
  return { whole, cores: new Set([whole, ...cores]), surname, loose };
}

/** The key of a name without words that name nothing; never empty for a name that has words. */
function wholeOf(text: string): string {
  const key = seriesKey(text);
  let core = key;
  for (;;) {
    const shorter = core.replace(ARTICLE, '').replace(HEAD, '').replace(TAIL, '');
    if (shorter === core) break;
    core = shorter;
  }
  // `Phryne Fisher's Murder Mysteries`: the key has no apostrophe any more.
  const isPossessive = /['’]s\s/u.test(text) && core !== key && core.endsWith('s');
  return isPossessive && key.startsWith(core) ? core.slice(0, -1) : core;
}

/** A name without rank, title or a word of its kind. */
function shorten(whole: string, before: string): LooseCore[] {
  const found: LooseCore[] = [];
  const add = (core: string, by: string) => {
    if (core !== whole) found.push({ core, by: `${before} ${by}`.trim() });
  };
  add(whole.replace(RANK, ''), A_RANK);
  add(whole.replace(TITLE, ''), TITLE.exec(whole)?.[1] ?? '');
  add(whole.replace(LOOSE_TAIL, ''), LOOSE_TAIL.exec(whole)?.[1] ?? '');
  return found;
}
