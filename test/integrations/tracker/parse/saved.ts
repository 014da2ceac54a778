import { readFileSync } from 'node:fs';

/** A saved page, written from what is known of the site, with invented data. */
export function saved(name: string): string {
  return readFileSync(new URL(`../pages/${name}.html`, import.meta.url), 'utf8');
}
