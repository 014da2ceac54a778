import type { WorldItem, WorldLibrary } from '../world/types.ts';
import type { PageChange, SightPermission } from './faults.ts';
import { nameId } from './shapes.ts';

/** The state behind the stand-in: libraries and their items, oldest first. */
export class Shelf {
  readonly libraries: readonly WorldLibrary[];
  #byId = new Map<string, WorldItem>();
  #byLibrary = new Map<string, WorldItem[]>();
  #added = 0;

  constructor(libraries: readonly WorldLibrary[], items: Iterable<WorldItem>) {
    this.libraries = libraries;
    this.setItems(items);
  }

  /** Replaces all items. */
  setItems(items: Iterable<WorldItem>): void {
    this.#byId = new Map();
    this.#byLibrary = new Map(this.libraries.map((library) => [library.id, []]));
    for (const item of items) {
      const shelf = this.#byLibrary.get(item.libraryId);
      if (shelf === undefined) throw new Error(`No library ${item.libraryId} for item ${item.id}`);
      shelf.push(item);
      this.#byId.set(item.id, item);
    }
    for (const shelf of this.#byLibrary.values()) shelf.sort((a, b) => a.addedAt - b.addedAt);
  }

  item(id: string): WorldItem | undefined {
    return this.#byId.get(id);
  }

  /** The libraries that a user who lacks these permissions sees. */
  librariesFor(lacking: readonly SightPermission[]): readonly WorldLibrary[] {
    return lacking.includes('accessAllLibraries') ? this.libraries.slice(0, 1) : this.libraries;
  }

  /** The items of a library that such a user sees, oldest first. */
  itemsFor(libraryId: string, lacking: readonly SightPermission[]): readonly WorldItem[] {
    const all = this.#byLibrary.get(libraryId) ?? [];
    if (!lacking.some((permission) => permission !== 'accessAllLibraries')) return all;
    // Nothing in the answer tells that a tenth of the items is hidden.
    return all.filter((_, index) => index % 10 !== 9);
  }

  /** Changes a library while somebody reads it. */
  change(libraryId: string, change: PageChange): void {
    const shelf = this.#byLibrary.get(libraryId) ?? [];
    switch (change) {
      case 'none':
        return;
      case 'remove-oldest': {
        const gone = shelf.shift();
        if (gone !== undefined) this.#byId.delete(gone.id);
        return;
      }
      case 'add-newest': {
        const last = shelf.at(-1);
        if (last === undefined) return;
        this.#added += 1;
        const added = { ...last, id: `added-${this.#added}`, addedAt: last.addedAt + 1 };
        shelf.push(added);
        this.#byId.set(added.id, added);
        return;
      }
      default:
        change satisfies never;
    }
  }
}

/**
 * Applies `filter=<group>.<URL-encoded base64>`. As the real server: a value that is not
 * encoded matches nothing, an unknown group returns all.
 */
export function filtered(items: readonly WorldItem[], filter: string): readonly WorldItem[] {
  const dot = filter.indexOf('.');
  const group = dot < 0 ? filter : filter.slice(0, dot);
  const value = decode(dot < 0 ? '' : filter.slice(dot + 1));
  switch (group) {
    case 'authors':
      return items.filter((item) => item.authors.some((name) => nameId('author', name) === value));
    case 'series':
      return items.filter((item) =>
        item.series.some(({ name }) => nameId('series', name) === value),
      );
    case 'narrators':
      return items.filter((item) => item.narrators.includes(value));
    case 'languages':
      return items.filter((item) => item.language === value);
    case 'missing':
      return items.filter((item) => lacks(item, value));
    case 'issues':
      return items.filter((item) => item.isMissing);
    default:
      return items;
  }
}

function lacks(item: WorldItem, field: string): boolean {
  switch (field) {
    case 'asin':
    case 'isbn':
    case 'subtitle':
    case 'publishedYear':
    case 'language':
      return item[field] === null;
    case 'authors':
    case 'narrators':
    case 'series':
      return item[field].length === 0;
    default:
      return false;
  }
}

function decode(base64: string): string {
  const plain = Buffer.from(base64, 'base64').toString('utf8');
  const again = Buffer.from(plain, 'utf8').toString('base64').replace(/=+$/, '');
  return again === base64.replace(/=+$/, '') ? plain : '\0 not base64';
}
