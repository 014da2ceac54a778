import type { PersonForms } from '../authors.ts';
import type { WrittenWork } from '../matching/reading.ts';
import { textKey } from '../names.ts';
import { addAt, byText, sharesOne } from '../order.ts';
import { wholeVolumes, type PositionSet } from '../positions.ts';
import { A_RANK, coresOf, FIRST_NAME, type SeriesCores } from '../series-names.ts';
import { withoutFormerNames } from '../title-former.ts';

/** What is known of one name of a series. */
interface Naming {
  readonly key: string;
  readonly cores: SeriesCores;
  /** Who writes it. */
  readonly forms: Set<string>;
  /** The titles at each number, where the name has to be told from another. */
  readonly titles: Map<number, Set<string>>;
}

/** A work's place in a series, as it is written. */
export interface NamedPlace {
  readonly key: string;
  readonly name: string;
  readonly positions: PositionSet;
}

/** A core that more names than this come down to tells nothing, and comparing all would take long. */
const MOST_NAMES = 30;
/** So many volumes at one number in both make one series of two names that are only alike. */
const TELLING_VOLUMES = 2;

/**
 * Brings the names of one series together, unless different works stand at one number in them
 * (and not the same ones at as many numbers, of two at least, which tells of regional titles):
 * - names that differ by words that name nothing, of one person: `Phryne Fisher Mysteries`
 * - a name and the same without its world, rank or first name (`Star Wars: X-Wing` and `X-Wing`),
 *   of one person, if nothing else goes by it: beside `Father Brown` and `Sister Brown`, `Brown`
 *   is neither's
 * - names that are alike otherwise, if two volumes stand at one number in both
 */
export class SeriesNaming {
  readonly #byKey = new Map<string, Naming>();
  readonly #byCore = new Map<string, Naming[]>();
  readonly #roots = new Map<string, string>();

  /** Notes that a work of these persons is placed there. */
  note({ key, name }: NamedPlace, persons: PersonForms): void {
    if (key === '') return;
    const naming = this.#byKey.get(key) ?? this.#add(key, name);
    for (const form of persons.sure) naming.forms.add(form);
  }

  #add(key: string, name: string): Naming {
    const made: Naming = { key, cores: coresOf(name), forms: new Set(), titles: new Map() };
    this.#byKey.set(key, made);
    for (const core of allCores(made)) addAt(this.#byCore, core, made);
    return made;
  }

  /** Whether the name is like another, so that its volumes have to be known. */
  isContested(key: string): boolean {
    const naming = this.#byKey.get(key);
    return naming !== undefined && this.#alike(naming).length > 1;
  }

  /** The names with which it shares a core, itself among them. */
  #alike(naming: Naming): readonly Naming[] {
    const found = new Set<Naming>();
    for (const core of allCores(naming)) {
      const names = this.#byCore.get(core) ?? [];
      if (names.length <= MOST_NAMES) for (const other of names) found.add(other);
    }
    return [...found];
  }

  /** Notes which work stands where. */
  noteVolume({ key, positions }: NamedPlace, work: WrittenWork): void {
    const [volume, more] = wholeVolumes(positions);
    const naming = this.#byKey.get(key);
    if (volume === undefined || more !== undefined || naming === undefined) return;
    const titles = naming.titles.get(volume) ?? new Set<string>();
    naming.titles.set(volume, titles);
    for (const title of titlesOf(work)) titles.add(title);
  }

  /** Decides which names are of one series: after all is noted, and before any is asked for. */
  settle(): void {
    for (const naming of [...this.#byKey.values()].sort(byName)) {
      for (const other of this.#alike(naming)) {
        const [one, two] = [this.#rootOf(naming), this.#rootOf(other)];
        if (one === two || !this.#areOne(naming, other)) continue;
        const [root, joined] = byName(one, two) < 0 ? [one, two] : [two, one];
        absorb(root, joined);
        this.#roots.set(joined.key, root.key);
      }
    }
  }

  #areOne(naming: Naming, other: Naming): boolean {
    const [one, two] = [this.#rootOf(naming), this.#rootOf(other)];
    const { same, clashes } = compareVolumes(one, two);
    // Slips of lists and regional titles do not make two series of one.
    if (clashes > 0 && same < Math.max(TELLING_VOLUMES, clashes)) return false;
    if (same >= TELLING_VOLUMES) return true;
    if (!sharesOne(naming.forms, other.forms)) return same > 0 && isPlainlyOne(naming, other);
    return isPlainlyOne(naming, other) || this.#isOnlyShorter(naming, other);
  }

  /** They come down to one core, and nothing else by these persons does so by another way. */
  #isOnlyShorter(one: Naming, two: Naming): boolean {
    if (one.titles.size === 0 || two.titles.size === 0) return false;
    for (const core of allCores(one)) {
      const isMeant = waysTo(core, one).some((a) => waysTo(core, two).some((b) => fit(a, b)));
      if (!isMeant) continue;
      const besides = (this.#byCore.get(core) ?? [])
        .filter(({ forms }) => sharesOne(forms, one.forms))
        .flatMap((naming) => waysTo(core, naming))
        .filter((by) => by !== '' && by !== A_RANK);
      if (new Set(besides).size <= 1 && !besides.some((by) => NEEDS_VOLUMES.test(by))) return true;
    }
    return false;
  }

  #rootOf(naming: Naming): Naming {
    let root = naming;
    for (;;) {
      const above = this.#byKey.get(this.#roots.get(root.key) ?? root.key);
      if (above === undefined || above === root) return root;
      root = above;
    }
  }

  /** The key under which the series of this name is kept, for a work of these persons. */
  canonical(key: string, persons: PersonForms): string {
    const known = this.#byKey.get(key);
    if (known !== undefined) return this.#rootOf(known).key;
    const roots = new Set<Naming>();
    for (const other of this.#byCore.get(coresOf(key).whole) ?? []) {
      if (sharesOne(persons.sure, other.forms)) roots.add(this.#rootOf(other));
    }
    const [root, more] = roots;
    return root === undefined || more !== undefined ? key : root.key;
  }
}

/** `Stone Adventures` may be a series beside `Stone`. */
const NEEDS_VOLUMES = /adventure|investigation|chronicle/u;

/** What is taken away from a name to come to a core; empty for nothing. */
function waysTo(core: string, { cores: { whole, loose } }: Naming): readonly string[] {
  const ways = loose.filter((one) => one.core === core).map(({ by }) => by);
  return whole === core ? ['', ...ways] : ways;
}

/** `Brunetti` and `Guido Brunetti`, or `Commissario Brunetti` and `Guido Brunetti`. */
function fit(one: string, two: string): boolean {
  if (one === '' || two === '') return true;
  const [rank, name] = one === A_RANK ? [one, two] : [two, one];
  return rank === A_RANK && name.startsWith(FIRST_NAME);
}

function allCores({ cores: { whole, loose } }: Naming): ReadonlySet<string> {
  return new Set([whole, ...loose.map(({ core }) => core)]);
}

function isPlainlyOne(one: Naming, two: Naming): boolean {
  return one.cores.whole === two.cores.whole;
}

/** The shortest first: whatever a library holds of each, and in whatever order it is read. */
function byName(one: Naming, two: Naming): number {
  return one.key.length - two.key.length || byText(one.key, two.key);
}

/** At how many numbers the same work stands in both, and at how many another. */
function compareVolumes(
  one: Naming,
  two: Naming,
): { readonly same: number; readonly clashes: number } {
  let [same, clashes] = [0, 0];
  for (const [volume, titles] of one.titles) {
    const there = two.titles.get(volume);
    if (there === undefined) continue;
    if (sharesOne(titles, there)) same += 1;
    else clashes += 1;
  }
  return { same, clashes };
}

function absorb(root: Naming, joined: Naming): void {
  for (const form of joined.forms) root.forms.add(form);
  for (const [volume, titles] of joined.titles) {
    const known = root.titles.get(volume) ?? new Set<string>();
    root.titles.set(volume, known);
    for (const title of titles) known.add(title);
  }
}

/** The pieces of a title, any of which may be the work's name. */
function titlesOf({ title, subtitle }: WrittenWork): readonly string[] {
  const pieces = [title, ...title.split(/:\s|\s[-–—]\s|[()[\]]/u), subtitle ?? ''];
  const former = [title, subtitle ?? ''].flatMap(
    (text, index) => withoutFormerNames(text, index === 0).names,
  );
  // `Agatha Raisin and the Potted Gardener`.
  const behindHero = pieces.flatMap(
    (piece) => /\s(?:and|&)\s+the\s+(.+)$/iu.exec(piece)?.[1] ?? [],
  );
  return [...pieces, ...former, ...behindHero]
    .map((piece) => textKey(piece).replace(/^(?:the|an?)\s/u, ''))
    .filter(isTelling);
}

function isTelling(piece: string): boolean {
  return piece.length > 2 && !/^(?:unabridged|a novel)$/u.test(piece);
}
