import { setTimeout as sleep } from 'node:timers/promises';

/** Polls until `probe` answers something other than undefined; fails by name after `ms`. */
export async function until<T>(
  what: string,
  probe: () => Promise<T | undefined>,
  ms = 60_000,
): Promise<T> {
  const deadline = Date.now() + ms;
  while (Date.now() < deadline) {
    const found = await probe();
    if (found !== undefined) return found;
    await sleep(50);
  }
  throw new Error(`not within ${ms} ms: ${what}`);
}
