import { inspect } from 'node:util';

/**
 * A value that must never be seen: a password, an API key, a cookie.
 * Whatever turns it into text (template strings, JSON, `console.log`, pino, an error's
 * properties) gets `[secret]`; only {@link Secret.reveal} gives it, at the place of use.
 */
export class Secret {
  readonly #value: string;

  constructor(value: string) {
    this.#value = value;
  }

  /** The value itself. Call it where it is sent, never where it is stored or logged. */
  reveal(): string {
    return this.#value;
  }

  toString(): string {
    return '[secret]';
  }

  toJSON(): string {
    return '[secret]';
  }

  [inspect.custom](): string {
    return '[secret]';
  }
}
