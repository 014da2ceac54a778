import { authorKey, isJunkAuthor, textKey } from './names.ts';
import { sharesOne } from './order.ts';

/**
 * Names of persons as sources write them: several in one string, `Last, First`, initials with and
 * without dots, middle names, a handle behind the name (`JF Brink TheFirstDefier`). Two spellings
 * of one person share a form.
 */
export interface PersonForms {
  /** Forms that name the person on their own. */
  readonly sure: ReadonlySet<string>;
  /** First names shortened to initials: the same person only beside a name written that way. */
  readonly initials: ReadonlySet<string>;
  /** Forms that are written with initials themselves. */
  readonly short: ReadonlySet<string>;
  /** Names of one word, which may be somebody's last name: `Bradley`. */
  readonly lone: ReadonlySet<string>;
  /** Last names of those that are written in full. */
  readonly last: ReadonlySet<string>;
}

const JOINTS =
  /\s*(?:;|\/|\||\s&\s|\sand\s|\sund\s|\set\s|\swith\s|\s\+\s|\s(?:writing|written)\sas\s|\sa\.?k\.?a\.?\s)\s*/iu;
/** Those of them that may stand between the first names of a family. */
const FAMILY_JOINT = /^\s*(?:&|and|und|et|\+)\s*$/iu;

/** `Dakota Krout - 2018`: what a folder's name leaves behind an author. */
const YEAR_TAIL = /\s*(?:[-–—]\s*(?:19|20)\d{2}|[([](?:19|20)\d{2}[)\]])\s*$/u;
const LEADING_BY = /^\s*(?:written\s+)?by:?\s+/iu;
const HELP =
  'translator|editor|introduction|foreword|afterword|narrator|reader|illustrator|adaptor|adapter|contributor|preface|übersetzer(?:in)?|herausgeber(?:in)?|sprecher(?:in)?|traducteur|traductrice|traductora?|traduttore';
/** `foreword by X`, `X (Translator)`, `X - editor`, `X (trans.)`: somebody who helped, and did not write. */
const HELPER = new RegExp(
  String.raw`^(?:foreword|afterword|introduction|preface|translat(?:ed|ion)|edited|adapted|narrated|read|performed|illustrated)\s+by\b|[([\s-](?:${HELP})\s*[)\]]?\s*$|[([](?:trans|transl|tr|trad|ed|eds|ill|illus|übers|hrsg)\.?[)\]]\s*$`,
  'iu',
);

/** The names without those of helpers; all of them when nobody else is named. */
export function withoutHelpers(names: readonly string[]): readonly string[] {
  const writers = names.filter((name) => !HELPER.test(name.trim()));
  return writers.length > 0 ? writers : names;
}

/** The single names in strings that may hold several: `A & B`, `A, B` but not `Last, First`. */
export function splitNames(names: readonly string[]): readonly string[] {
  const single: string[] = [];
  for (const text of names) {
    const plain = text.replaceAll('_', ' ').replace(LEADING_BY, '').replace(YEAR_TAIL, '');
    const parts = plain.split(JOINTS).map((part) => part.trim());
    for (const [index, name] of parts.entries()) {
      if (name !== '') single.push(...splitAtCommas(name));
      const family = familyName(name, parts[index + 1]);
      if (family !== null && isFamilyJoint(plain, name)) single.push(`${name} ${family}`);
    }
  }
  return single;
}

/** `Will & Ariel Durant`: the last name that the first of the two shares, if it is a family. */
function familyName(name: string, next: string | undefined): string | null {
  const words = next?.split(/\s+/u) ?? [];
  const isGivenName = /^\p{Lu}[\p{Ll}'’-]+$/u.test(name) && !isJunkAuthor(name);
  if (!isGivenName || words.length < 2 || next?.includes(',') === true) return null;
  return words.at(-1) ?? null;
}

function isFamilyJoint(text: string, name: string): boolean {
  const behind = text.slice(text.indexOf(name) + name.length);
  return FAMILY_JOINT.test(/^\s*\S+\s/u.exec(behind)?.[0] ?? '');
}

const SUFFIX = /^(?:jr|sr|ii|iii|iv|ph\.?\s?d|m\.?d|esq)\.?$/iu;

/** `A B, C D` are two; `Tolkien, J. R. R.`, `Le Guin, Ursula K.` and `King, Jr.` are one. */
function splitAtCommas(name: string): readonly string[] {
  const parts = name
    .split(/[,，]/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  if (parts.length < 2 || SUFFIX.test(parts[1] ?? '')) return [name];
  if (parts.length > 2) return parts.every((part) => wordCount(part) === 1) ? [name] : parts;
  const [first = '', second = ''] = parts;
  const isLastFirst = wordCount(first) === 1 || wordCount(second) === 1 || INITIAL.test(second);
  return isLastFirst ? [name] : parts;
}

const INITIAL = /(?:^|\s)\p{L}(?:\.|$|\s)/u;

function wordCount(text: string): number {
  return text.split(/\s+/u).length;
}

/** All forms of all persons in the given names; junk (`Various`) has none. */
export function personForms(names: readonly string[]): PersonForms {
  const forms = {
    sure: new Set<string>(),
    initials: new Set<string>(),
    short: new Set<string>(),
    lone: new Set<string>(),
    last: new Set<string>(),
  };
  for (const name of withoutHelpers(splitNames(names))) {
    if (isJunkAuthor(name)) continue;
    for (const spelling of spellings(name)) addForms(spelling, forms);
  }
  return forms;
}

/** The name, a second one in brackets, the parts of a pen name, and what stands beside a handle. */
function spellings(name: string): readonly string[] {
  const plain = name.normalize('NFKC');
  const aside = [...plain.matchAll(/[([]([^)\]]+)[)\]]/gu)].map((match) => match[1] ?? '');
  const outside = plain.replace(/[([][^)\]]*[)\]]/gu, ' ').trim();
  const found = aside.length > 0 ? [outside, ...aside] : [outside];
  const [one = '', two = '', more] = outside.split(/,\s*/u);
  // `Shirtaloon, Travis Deverell`: a pen name and a name, or `Last, First`: nobody can tell.
  if (more === undefined && wordCount(two) > 1 && !INITIAL.test(two)) found.push(one, two);
  const words = outside.split(/\s+/u);
  const handle = words.findIndex((word) => HANDLE.test(word) && !NO_HANDLE.test(word));
  if (handle >= 0 && words.length > 1) {
    found.push(words.filter((_, index) => index !== handle).join(' '), words[handle] ?? '');
  }
  return found;
}

/** `TheFirstDefier`, `user123`. */
const HANDLE = /\p{Ll}\p{Lu}\p{Ll}|\p{L}\d/u;
/** `McCaffrey`, `MacDonald`, `DeMille`, `O'Brien` are names, no handles. */
const NO_HANDLE = /^(?:Ma?c|De|Di|Du|La|Le|Van|Von|Fitz|O['’])\p{Lu}\p{Ll}+$/u;

const HONORIFIC = /^(?:dr|sir|prof|professor|mr|mrs|ms|lord|lady|dame|rev)\.?\s+(?=\S)/iu;

type Forms = { readonly [name in keyof PersonForms]: Set<string> };

function addForms(name: string, forms: Forms): void {
  const key = authorKey(name.replace(HONORIFIC, ''));
  const words = key.split(' ');
  const last = words.at(-1) ?? '';
  if (key === '' || isJunkAuthor(name)) return;
  forms.sure.add(words.join(''));
  if (words.length < 2 && last.length > 3) forms.lone.add(last);
  if (words.length < 2 || last.length < 2) return;
  forms.last.add(last);
  // `Weir Andy` without its comma.
  forms.sure.add(`~${[...words].sort().join('')}`);
  const raw = textKey(firstNameFirst(name.replace(HONORIFIC, ''))).split(' ');
  const first = raw[0] ?? '';
  const full = raw.filter((word, index) => index === 0 || word.length > 1);
  const isShort = first.length === 1 || isInitials(words[0] ?? '', name);
  // Middle initials come and go: `Robert A. Heinlein`.
  if (!isShort && full.length > 1) forms.sure.add(full.join(''));
  if (isShort) {
    forms.short.add(`${first[0] ?? ''}.${last}`);
    forms.short.add(`${words.slice(0, -1).join('')}.${last}`);
    return;
  }
  if (full.length > 2) forms.sure.add(`${first}${last}`);
  const given = words.slice(0, -1);
  forms.initials.add(`${given.map((word) => word[0]).join('')}.${last}`);
}

/** `JRR` in `JRR Tolkien`: capitals only, where a name would have a vowel in small letters. */
function isInitials(word: string, name: string): boolean {
  return (
    word.length <= 3 &&
    new RegExp(String.raw`(?:^|[\s,])${word.toUpperCase()}(?:\s|$|,)`, 'u').test(name)
  );
}

function firstNameFirst(name: string): string {
  const [last = '', first, more] = name.split(/[,，]/u);
  return first === undefined || more !== undefined || SUFFIX.test(first.trim())
    ? last
    : `${first} ${last}`;
}

/** How sure it is that two sets of names have a person in common. */
export type Acquaintance = 'same' | 'likely' | 'different' | 'unknown';

/** `unknown` when one of the sides names nobody. */
export function comparePersons(one: PersonForms, other: PersonForms): Acquaintance {
  if (one.sure.size === 0 || other.sure.size === 0) return 'unknown';
  if (sharesOne(one.sure, other.sure)) return 'same';
  const isShortened =
    sharesOne(one.short, other.initials) ||
    sharesOne(other.short, one.initials) ||
    sharesOne(one.short, other.short);
  if (isShortened || joinsTwo(one.sure, other.sure) || joinsTwo(other.sure, one.sure))
    return 'same';
  if (sharesOne(one.lone, other.last) || sharesOne(other.lone, one.last)) return 'likely';
  return [...one.sure].some((a) => [...other.sure].some((b) => isSlip(a, b)))
    ? 'likely'
    : 'different';
}

/** `Travis Deverell Shirtaloon`, where the other side lists name and pen name one by one. */
function joinsTwo(names: ReadonlySet<string>, parts: ReadonlySet<string>): boolean {
  for (const part of parts) {
    if (part.length < LEAST_PART) continue;
    for (const name of names) {
      if (!name.startsWith(part) || name.length < part.length + LEAST_PART) continue;
      if (parts.has(name.slice(part.length))) return true;
    }
  }
  return false;
}

const LEAST_PART = 5;

/** One letter more, less, other or swapped, in a name long enough for it to be a slip of the pen. */
export function isSlip(a: string, b: string): boolean {
  const [short, long] = a.length <= b.length ? [a, b] : [b, a];
  if (short.length < 8 || long.length - short.length > 1 || short === long) return false;
  let start = 0;
  while (start < short.length && short[start] === long[start]) start += 1;
  let end = 0;
  while (end < short.length - start && short.at(-1 - end) === long.at(-1 - end)) end += 1;
  const left = short.length - start - end;
  if (left <= 0 || (left === 1 && long.length === short.length)) return true;
  const isSwap = left === 2 && long.length === short.length;
  return isSwap && short[start] === long[start + 1] && short[start + 1] === long[start];
}
