import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project's folder. */
export const ROOT = resolve(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Where set-up puts what it brings; ignored by git. */
export const TOOLS = join(ROOT, '.tools');

/** A path inside the project. */
export function inRoot(...parts) {
  return join(ROOT, ...parts);
}
