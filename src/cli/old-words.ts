/** The old system's `--full-sync` and `--search "X"`, in the words of today. */
export function inNewWords(words: readonly string[]): readonly string[] {
  const [first = '', ...rest] = words;
  if (first === '--full-sync') return ['sync', ...rest];
  if (first === '--search') return ['search', ...rest];
  if (first.startsWith('--search=')) return ['search', first.slice('--search='.length), ...rest];
  return words;
}
