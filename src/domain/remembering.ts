/**
 * Reads a thing once: asked for what was read before, it answers the very same again. For what is
 * few and stands beside much, such as names: what is shared takes no memory twice.
 *
 * @param keyOf tells what is one and the same; absent: things that are equal.
 */
export function remembering<T, V extends object>(
  read: (asked: T) => V,
  keyOf: (asked: T) => unknown = (asked) => asked,
): (asked: T) => V {
  const made = new Map<unknown, V>();
  return (asked) => {
    const key = keyOf(asked);
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = read(asked);
    made.set(key, value);
    return value;
  };
}
