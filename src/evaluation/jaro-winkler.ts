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
  const isTaken = new Uint8Array(b.length);
  let inA = '';
  for (let i = 0; i < a.length; i += 1) {
    const last = Math.min(b.length - 1, i + reach);
    for (let j = Math.max(0, i - reach); j <= last; j += 1) {
      if (isTaken[j] === 1 || a[i] !== b[j]) continue;
      isTaken[j] = 1;
      inA += a.charAt(i);
      break;
    }
  }
  const common = inA.length;
  if (common === 0) return 0;
  let swapped = 0;
  let at = 0;
  for (let j = 0; j < b.length; j += 1) {
    if (isTaken[j] !== 1) continue;
    if (b[j] !== inA[at]) swapped += 1;
    at += 1;
  }
  return (common / a.length + common / b.length + (common - swapped / 2) / common) / 3;
}
