import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Where our ports come from: below the range that systems give to outgoing connections
 * (32768 and up on Linux), so that a port is still ours after the server on it was restarted.
 */
const LOWEST = 15_000;
const HIGHEST = 30_000;
const TRIES = 50;

/** Whether a server could listen on this port of the loopback interface now. */
export function isPortFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      server.close(() => resolve(true));
    });
  });
}

/** Picks a free loopback port, the preferred one (that of the last start) if it can be had. */
export async function pickPort(preferred?: number): Promise<number> {
  if (preferred !== undefined && (await isPortFree(preferred))) return preferred;
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const port = randomInt(LOWEST, HIGHEST);
    if (port !== preferred && (await isPortFree(port))) return port;
  }
  throw new Error(`no free loopback port found between ${String(LOWEST)} and ${String(HIGHEST)}`);
}
