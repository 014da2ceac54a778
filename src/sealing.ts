import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scryptSync } from 'node:crypto';
import type { Secret } from './secret.ts';

export { loadSecretKey, type SecretKeyOptions } from './sealing/secret-key.ts';

/** Why something sealed can't be opened. */
export type SealFault =
  | 'other-key' // sealed with another SECRET_KEY
  | 'damaged' // changed since, or sealed for another context
  | 'unknown-version'; // not ours, or sealed by a later version

/** Something sealed can't be opened. Nothing of it is in the message. */
export class SealError extends Error {
  readonly fault: SealFault;

  constructor(fault: SealFault) {
    super(describeFault(fault));
    this.name = 'SealError';
    this.fault = fault;
  }
}

/** Encrypts what is kept at rest. */
export interface Seal {
  /**
   * Encrypts. The same plain text gives another result each time.
   * @param context what it is and whose, e.g. `tracker-session`; it opens for that only.
   */
  seal(plain: Uint8Array | string, context: string): Buffer;
  /** @throws {SealError} never gives anything but what was sealed for this context. */
  open(sealed: Uint8Array, context: string): Buffer;
}

// version (1) | key id (4) | nonce (12) | cipher text | tag (16)
const VERSION = 1;
const KEY_ID_END = 5;
const HEADER_END = 17;
const TAG_BYTES = 16;
const CIPHER = 'aes-256-gcm';

/**
 * Builds a seal: AES-256-GCM, its key stretched by scrypt (a person may have chosen SECRET_KEY),
 * which takes about 50 ms, once. The salt is a constant, so that the key alone opens everything.
 */
export function createSeal(secretKey: Secret): Seal {
  const root = scryptSync(secretKey.reveal(), 'mamcrawler seal', 32, { N: 2 ** 14, r: 8, p: 1 });
  const key = derive(root, 'encryption', 32);
  // Tells "SECRET_KEY changed" from "damaged"; says nothing of the key itself.
  const keyId = derive(root, 'key id', KEY_ID_END - 1);
  return {
    seal(plain, context) {
      const header = Buffer.concat([
        Buffer.of(VERSION),
        keyId,
        randomBytes(HEADER_END - KEY_ID_END),
      ]);
      const cipher = createCipheriv(CIPHER, key, header.subarray(KEY_ID_END));
      cipher.setAAD(boundTo(header, context));
      const text = Buffer.concat([cipher.update(Buffer.from(plain)), cipher.final()]);
      return Buffer.concat([header, text, cipher.getAuthTag()]);
    },
    open(sealed, context) {
      const bytes = Buffer.from(sealed);
      if (bytes[0] !== VERSION) throw new SealError('unknown-version');
      if (bytes.length < HEADER_END + TAG_BYTES) throw new SealError('damaged');
      const header = bytes.subarray(0, HEADER_END);
      if (!header.subarray(1, KEY_ID_END).equals(keyId)) throw new SealError('other-key');
      const tag = bytes.subarray(-TAG_BYTES);
      const decipher = createDecipheriv(CIPHER, key, header.subarray(KEY_ID_END), {
        authTagLength: TAG_BYTES,
      });
      decipher.setAAD(boundTo(header, context));
      decipher.setAuthTag(tag);
      const start = decipher.update(bytes.subarray(HEADER_END, -TAG_BYTES));
      try {
        return Buffer.concat([start, decipher.final()]);
      } catch {
        // OpenSSL says only "unable to authenticate": the one way that final() fails.
        throw new SealError('damaged');
      }
    },
  };
}

function derive(root: Buffer, purpose: string, bytes: number): Buffer {
  return Buffer.from(hkdfSync('sha256', root, '', `mamcrawler ${purpose}`, bytes));
}

function boundTo(header: Buffer, context: string): Buffer {
  return Buffer.concat([header, Buffer.from(context, 'utf8')]);
}

function describeFault(fault: SealFault): string {
  switch (fault) {
    case 'other-key':
      return 'SECRET_KEY changed since this was stored: it can no longer be read, and the program signs in to the tracker anew. To avoid that, put the old SECRET_KEY (or secret.key) back.';
    case 'damaged':
      return 'What was stored encrypted is damaged or was stored for something else: it is not used, and the program signs in to the tracker anew.';
    case 'unknown-version':
      return 'What was stored encrypted is of a format that this version does not know: it is not used, and the program signs in to the tracker anew.';
    default:
      return fault satisfies never;
  }
}
