import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** What a login is made of, its address included: another server may know the password. */
export interface LoginCredentials {
  readonly url: URL;
  readonly username: string;
  readonly password: string;
}

const derive = promisify<string, Buffer, number, Buffer>(scrypt);
const KEY_BYTES = 32;

/** A salted scrypt digest, `scrypt:<salt>:<key>`, which reveals nothing of the credentials. */
export async function fingerprintOf(credentials: LoginCredentials): Promise<string> {
  const salt = randomBytes(16);
  return `scrypt:${salt.toString('hex')}:${(await digest(credentials, salt)).toString('hex')}`;
}

/** Whether a remembered fingerprint is that of these credentials; false for a malformed one. */
export async function isFingerprintOf(
  fingerprint: string,
  credentials: LoginCredentials,
): Promise<boolean> {
  const parts = /^scrypt:([0-9a-f]{32}):([0-9a-f]{64})$/.exec(fingerprint);
  if (parts === null) return false;
  const [salt, key] = [Buffer.from(parts[1] ?? '', 'hex'), Buffer.from(parts[2] ?? '', 'hex')];
  return timingSafeEqual(await digest(credentials, salt), key);
}

function digest(credentials: LoginCredentials, salt: Buffer): Promise<Buffer> {
  const { url, username, password } = credentials;
  return derive(JSON.stringify([url.href, username, password]), salt, KEY_BYTES);
}
