const POWERS: Readonly<Record<string, number>> = { B: 0, K: 1, M: 2, G: 3, T: 4, P: 5 };

/**
 * A size as the site writes it (`11.9 GiB`, `1,023.5 MiB`, `512 B`) in bytes, or null when the
 * text is none. The site counts in 1024s also where a unit lacks its `i`.
 */
export function parseSize(text: string): number | null {
  const found = /^([\d,]+(?:\.\d+)?) ?(?:([KMGTP])i?)?B(?:ytes)?$/i.exec(text.trim());
  if (found?.[1] === undefined) return null;
  const power = POWERS[(found[2] ?? 'B').toUpperCase()] ?? 0;
  return Math.round(Number(found[1].replaceAll(',', '')) * 1024 ** power);
}

/** A whole number as the site writes it (`1,234`), or null when the text is none. */
export function parseCount(text: string): number | null {
  const plain = text.trim().replaceAll(',', '');
  return /^\d+$/.test(plain) ? Number(plain) : null;
}
