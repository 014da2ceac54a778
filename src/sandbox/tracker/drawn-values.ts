import { createHmac } from 'node:crypto';

/** Values that look random and are the same for the same seed and names. */
export interface DrawnValues {
  /** Letters, digits, `-` and `_`; up to 86 of them. */
  token(name: string, length: number): string;
  /** A fraction from 0 up to 1. */
  fraction(name: string): number;
}

/** Draws values from a seed. They protect nothing: the sandbox listens on loopback only. */
export function createDrawnValues(seed: number): DrawnValues {
  const bytesOf = (name: string): Buffer =>
    createHmac('sha512', `seed ${seed}`).update(name).digest();
  return {
    token: (name, length) => bytesOf(name).toString('base64url').slice(0, length),
    fraction: (name) => bytesOf(name).readUInt32BE(0) / 2 ** 32,
  };
}
