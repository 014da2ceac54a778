import { textKey } from './names.ts';

/** MyAnonamouse's classes that may not fetch a torrent for VIPs. */
const BELOW_VIP: ReadonlySet<string> = new Set(['mouse', 'user', 'power user']);

/** How many torrents may be unsatisfied at a time, by class; beyond it all downloads freeze. */
const UNSATISFIED_LIMITS: Readonly<Record<string, number>> = {
  mouse: 50,
  user: 50,
  'power user': 100,
  vip: 150,
  'elite vip': 200,
  elite: 200,
};

/** True for a class that is known to have no VIP rights. */
export function isBelowVip(userClass: string): boolean {
  return BELOW_VIP.has(textKey(userClass));
}

/** How many torrents an account of this class may have unsatisfied; null when nobody knows. */
export function unsatisfiedLimit(userClass: string | null): number | null {
  return UNSATISFIED_LIMITS[textKey(userClass ?? '')] ?? null;
}
