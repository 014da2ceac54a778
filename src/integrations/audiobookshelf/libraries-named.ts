import type { Library } from './client.ts';

/** The libraries of that name, in capitals or not; null names all. */
export function librariesNamed(
  libraries: readonly Library[],
  name: string | null,
): readonly Library[] {
  if (name === null) return libraries;
  const wanted = name.toLowerCase();
  return libraries.filter((library) => library.name.toLowerCase() === wanted);
}
