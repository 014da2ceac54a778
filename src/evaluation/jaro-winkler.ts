/** Letters at the start that may raise a similarity, and by how much each. */
const PREFIX = 4;
const PER_LETTER = 0.1;

/** The Jaro-Winkler similarity of two texts: 0 to 1. */
export function jaroWinkler(a: string, b: string): number {
  const jaro = jaroSimilarity(a, b);
  let prefix = 0;
  while (prefix < PREFIX && prefix < a.length && a[prefix] === b[prefix]) prefix += 1;
  return jaro + prefix * PER_LETTER * (1 - jaro);
}

function jaroSimilarity(a: string, b: string): number {
  if (a === b) return 1;
  if (a === '' || b === '') return 0;
  const reach = Math.max(0, Math.floor(Math.max(a.length, b.length) / 2) - 1);
  const inA: string[] = [];
  const taken = new Set<number>();
  for (let i = 0; i < a.length; i += 1) {
    const letter = a.charAt(i);
    const at = partnerOf(letter, { b, taken, from: i - reach, to: i + reach });
    if (at === null) continue;
    taken.add(at);
    inA.push(letter);
  }
  const common = inA.length;
  if (common === 0) return 0;
  const inB = [...taken].sort((one, other) => one - other).map((at) => b.charAt(at));
  const swapped = inA.filter((letter, index) => letter !== inB[index]).length / 2;
  return (common / a.length + common / b.length + (common - swapped) / common) / 3;
}

function partnerOf(
  letter: string,
  where: {
    readonly b: string;
    readonly taken: ReadonlySet<number>;
    readonly from: number;
    readonly to: number;
  },
): number | null {
  const { b, taken, from, to } = where;
  for (let j = Math.max(0, from); j <= Math.min(b.length - 1, to); j += 1) {
    if (b.charAt(j) === letter && !taken.has(j)) return j;
  }
  return null;
}
