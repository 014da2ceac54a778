import { splitNames } from './authors.ts';
import { textKey } from './names.ts';

/** True for a piece of a title that is the name of an author, or of several: `Fred Vargas`, `Vargas Fred`. */
export function namesAuthor(piece: string, authors: ReadonlySet<string>): boolean {
  const name = piece.replace(/^by\s+/iu, '');
  if (isAuthor(name, authors)) return true;
  if (!/[&,;]|\sand\s/iu.test(name)) return false;
  const names = splitNames([name]);
  return names.length > 1 && names.every((one) => isAuthor(one, authors));
}

/** In words. */
const LONGEST_NAME = 5;

function isAuthor(name: string, authors: ReadonlySet<string>): boolean {
  const words = textKey(name).split(' ');
  if (authors.has(words.join(''))) return true;
  const mayBe = words.length > 1 && words.length <= LONGEST_NAME;
  return mayBe && authors.has(`~${words.sort().join('')}`);
}

/** A shorter end of a name may be any word. */
const SHORTEST = 4;

/** `Durant` at the head of a title by Will Durant. */
export function isLastName(piece: string, authors: ReadonlySet<string>): boolean {
  const key = textKey(piece);
  if (key.length < SHORTEST || key.includes(' ')) return false;
  return [...authors].some((form) => !form.startsWith('~') && form !== key && form.endsWith(key));
}

/** True for a piece that is the name of a narrator. */
export function namesNarrator(piece: string, narrators: readonly string[]): boolean {
  const key = narrators.length === 0 ? '' : textKey(piece);
  return narrators.some((name) => name.length > 5 && textKey(name) === key);
}

/** `Passage to Dawn by R. A. Salvatore` without its author; null where no author is named so. */
export function withoutAuthor(piece: string, authors: ReadonlySet<string>): string | null {
  const by = piece.search(/\sby\s+(?!.*\sby\s)/iu);
  return by > 0 && namesAuthor(piece.slice(by + 1), authors) ? piece.slice(0, by) : null;
}
