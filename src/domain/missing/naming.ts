import type { PersonForms } from '../authors.ts';
import type { WrittenWork } from '../matching/reading.ts';
import { textKey } from '../names.ts';
import { addAt, byText } from '../order.ts';
import { wholeVolumes, type PositionSet } from '../positions.ts';
import { coresOf } from '../series-names.ts';
import { withoutFormerNames } from '../title-former.ts';

/** What is known of one name of a series. */
interface Naming {
  readonly key: string;
  readonly cores: ReadonlySet<string>;
  readonly surname: string | null;
  /** Who writes it. */
  readonly forms: Set<string>;
  inLibrary: number;
  count: number;
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

/**
 * Brings the names of one series together: `Phryne Fisher Mysteries` is `Phryne Fisher`, and
 * `Star Wars: X-Wing` is `X-Wing`. Names that are alike are of one series if one person writes in
 * both, or one volume stands at one number in both, and if no two volumes stand at one number
 * (`Star Wars: Thrawn` is not `Star Wars: The Thrawn Trilogy`).
 */
export class SeriesNaming {
  readonly #byKey = new Map<string, Naming>();
  readonly #byCore = new Map<string, Naming[]>();
  readonly #roots = new Map<string, string>();

  /** Notes that a work of these persons is placed there. */
  note({ key, name }: NamedPlace, persons: PersonForms, isInLibrary: boolean): void {
    if (key === '') return;
    const naming = this.#byKey.get(key) ?? this.#add(key, name);
    for (const form of persons.sure) naming.forms.add(form);
    naming.count += 1;
    if (isInLibrary) naming.inLibrary += 1;
  }

  #add(key: string, name: string): Naming {
    const made: Naming = {
      key,
      ...coresOf(name),
      forms: new Set(),
      inLibrary: 0,
      count: 0,
      titles: new Map(),
    };
    this.#byKey.set(key, made);
    for (const core of made.cores) addAt(this.#byCore, core, made);
    if (made.surname !== null) addAt(this.#byCore, `~${made.surname}`, made);
    return made;
  }

  /** Whether the name is like another, so that its volumes have to be known. */
  isContested(key: string): boolean {
    const naming = this.#byKey.get(key);
    return naming !== undefined && this.#alike(naming).length > 1;
  }

  #alike({ cores, surname }: Naming): readonly Naming[] {
    const found = new Set<Naming>();
    const asked = [...cores].flatMap((core) => [core, `~${core}`]);
    for (const core of surname === null ? asked : [...asked, surname]) {
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
    const sorted = [...this.#byKey.values()].sort(byWeight);
    for (const naming of sorted) {
      for (const other of this.#alike(naming)) {
        const [one, two] = [this.#rootOf(naming), this.#rootOf(other)];
        if (one === two || !isOneSeries(one, two)) continue;
        const [root, joined] = byWeight(one, two) < 0 ? [one, two] : [two, one];
        absorb(root, joined);
        this.#roots.set(joined.key, root.key);
      }
    }
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
    for (const core of coresOf(key).cores) {
      for (const other of this.#byCore.get(core) ?? []) {
        if (sharesOne(persons.sure, other.forms)) roots.add(this.#rootOf(other));
      }
    }
    const [root, more] = roots;
    return root === undefined || more !== undefined ? key : root.key;
  }
}

/** The library's own name for it first, then the one that is used most. */
function byWeight(one: Naming, two: Naming): number {
  return two.inLibrary - one.inLibrary || two.count - one.count || byText(one.key, two.key);
}

function isOneSeries(one: Naming, two: Naming): boolean {
  let [same, other] = [0, 0];
  for (const [volume, titles] of one.titles) {
    const there = two.titles.get(volume);
    if (there === undefined) continue;
    if (sharesOne(titles, there)) same += 1;
    else other += 1;
  }
  // A single slip of a list does not make two series of one.
  if (other > 0 && same < other * 2) return false;
  return same > 0 || sharesOne(one.forms, two.forms);
}

function absorb(root: Naming, joined: Naming): void {
  for (const form of joined.forms) root.forms.add(form);
  root.count += joined.count;
  root.inLibrary += joined.inLibrary;
  for (const [volume, titles] of joined.titles) {
    const known = root.titles.get(volume) ?? new Set<string>();
    root.titles.set(volume, known);
    for (const title of titles) known.add(title);
  }
}

function sharesOne(one: ReadonlySet<string>, other: ReadonlySet<string>): boolean {
  const [few, many] = one.size <= other.size ? [one, other] : [other, one];
  for (const text of few) if (many.has(text)) return true;
  return false;
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
