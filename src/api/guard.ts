import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingHttpHeaders } from 'node:http';
import { type ApiConfig, isLoopback } from '../config.ts';
import { Refusal } from './refusal.ts';

/** Lets a request in, or throws. */
export type Guard = (headers: IncomingHttpHeaders) => void;

/**
 * Who is let in. With a key: whoever shows it. Without one the API listens on loopback only, and a
 * web page in the person's own browser must not pass for them: neither under a name of its own that
 * leads to this machine, nor by a request across origins.
 *
 * The guard throws {@link Refusal}.
 */
export function createGuard({ key }: ApiConfig): Guard {
  if (key === null) return refuseForeign;
  const wanted = digest(Buffer.from(key.reveal().trim(), 'utf8'));
  const remedy = 'send the API_KEY of the settings in the header X-API-Key';
  return (headers) => {
    const shown = headers['x-api-key'];
    if (typeof shown !== 'string') throw new Refusal('no-key', 'a key is needed', remedy);
    // Headers come byte by byte; digests are of one length, so that comparing tells nothing.
    if (timingSafeEqual(digest(Buffer.from(shown, 'latin1')), wanted)) return;
    throw new Refusal('wrong-key', 'the key is not the right one', remedy);
  };
}

function digest(bytes: Buffer): Buffer {
  return createHash('sha256').update(bytes).digest();
}

function refuseForeign({ host = '', origin }: IncomingHttpHeaders): void {
  const url = /^[\w.:[\]-]+$/.test(host) ? URL.parse(`http://${host}`) : null;
  if (url === null || !isLoopback(url)) {
    const remedy = 'call it as 127.0.0.1 or localhost, or set API_KEY';
    throw new Refusal('foreign-host', 'the Host header names another machine', remedy);
  }
  if (origin === undefined || origin === url.origin) return;
  const remedy = 'call it from a program, or set API_KEY';
  throw new Refusal('foreign-origin', 'a web page of another origin asks (Origin header)', remedy);
}
