/** Authors joined by a common work: a union-find. */
export class Circles {
  readonly #parents = new Map<string, string>();

  /** Says that all of these belong together. */
  join(authors: readonly string[]): void {
    const [first] = authors;
    if (first === undefined) return;
    const root = this.rootOf(first);
    for (const author of authors) this.#parents.set(this.rootOf(author), root);
  }

  /** Says that everybody known belongs together. */
  joinAll(): void {
    this.join([...this.#parents.keys()]);
  }

  /** Whether anything was said of this one. */
  has(author: string): boolean {
    return this.#parents.has(author);
  }

  /** The one that stands for all who belong together with this one. */
  rootOf(author: string): string {
    let root = author;
    for (;;) {
      const parent = this.#parents.get(root) ?? root;
      if (parent === root) break;
      const above = this.#parents.get(parent) ?? parent;
      this.#parents.set(root, above);
      root = above;
    }
    return root;
  }
}
