/** What stands behind a comma and is a part of the name before it. */
const SUFFIX = /^(?:jr|sr|ii|iii|iv|esq|ph\.? ?d|m\.? ?d|md|dds|rn)\.?$/iu;

/** `A. Quill, Martin King, Jr.` as a list of names: commas join them, and belong to some. */
export function splitNames(joined: string | null | undefined): string[] {
  const names: string[] = [];
  for (const part of (joined ?? '').split(',')) {
    const name = part.trim();
    const before = names.at(-1);
    if (name === '') continue;
    if (before !== undefined && SUFFIX.test(name)) names[names.length - 1] = `${before}, ${name}`;
    else names.push(name);
  }
  return names;
}
