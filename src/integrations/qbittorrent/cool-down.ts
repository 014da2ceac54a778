export { fingerprintOf, isFingerprintOf } from '../fingerprint.ts';

/**
 * Remembers which credentials qBittorrent refused, beyond this process's life: five refused
 * logins ban the owner's whole address, and a crash loop makes five quickly.
 */
export interface LoginCoolDown {
  /** The fingerprint that was remembered last, or null. */
  refusedFingerprint(): Promise<string | null>;
  remember(fingerprint: string): Promise<void>;
}
