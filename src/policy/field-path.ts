/** The way to a field from the top: names of fields, numbers of list entries. */
export type FieldPath = readonly PropertyKey[];

/** `series.Mistborn.stopAt`, `formats, entry 2`. */
export function nameOf(path: FieldPath): string {
  let name = '';
  for (const step of path) {
    if (typeof step === 'number') name += `, entry ${step + 1}`;
    else name += name === '' ? String(step) : `.${String(step)}`;
  }
  return name;
}
