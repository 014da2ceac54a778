import type { HttpAnswer } from '../http.ts';

/**
 * The `Cookie` header that answers a `Set-Cookie`: names and values raw, as they came. The name
 * differs by version (`SID`, `QBT_SID_8080`), and a re-encoded value is refused by 5.3.
 * Null when the answer sets none.
 */
export function cookieOf(answer: HttpAnswer): string | null {
  const set = answer.headers['set-cookie'];
  if (set === undefined) return null;
  const pairs: string[] = [];
  for (const line of Array.isArray(set) ? set : [set]) {
    const pair = line.split(';')[0]?.trim() ?? '';
    if (/^[^=]+=./.test(pair)) pairs.push(pair);
  }
  return pairs.length === 0 ? null : pairs.join('; ');
}
