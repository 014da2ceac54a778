/**
 * The names among `secrets` whose line in the text of `.env` has a `#` or `$` outside quotes: from
 * the `#` on it is a comment, so a password is silently cut there, and other readers of the file
 * (Docker Compose, a shell) replace what follows a `$`.
 */
export function findUnquoted(envText: string, secrets: ReadonlySet<string>): string[] {
  const found = new Set<string>();
  for (const line of envText.split(/\r?\n/)) {
    const [, name = '', value = ''] = /^\s*(?:export\s+)?(\w+)\s*=\s*(.*)$/.exec(line) ?? [];
    if (!secrets.has(name) || /^['"`#]/.test(value)) continue;
    if (/[#$]/.test(value)) found.add(name);
  }
  return [...found];
}
