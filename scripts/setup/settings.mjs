import { readFileSync } from 'node:fs';
import { inRoot } from './paths.mjs';

/** Those settings of the program that tell set-up what it need not bring. */
const NAMES = ['CHROMIUM_PATH', 'TEMPORAL_CLI', 'DATABASE_URL', 'TEMPORAL_ADDRESS'];

/**
 * Those of the settings that set-up heeds: the environment's, else those of the .env file. An empty
 * value counts as none, and one in the environment unsets the file's, as in the program.
 */
export function readSettings(file = inRoot('.env'), env = process.env) {
  const settings = { ...parse(read(file)), ...env };
  const found = {};
  for (const name of NAMES) found[name] = settings[name] || undefined;
  found.DATABASE_URL ??= settings.DATABASE_URL_FILE || undefined;
  return found;
}

function read(file) {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (error.code === 'ENOENT') return '';
    throw error;
  }
}

/** KEY=VALUE lines; quotes around a value and a comment behind it are no part of it. */
function parse(text) {
  const found = {};
  for (const line of text.split('\n')) {
    const [, name, rest] = /^\s*(?:export\s+)?([A-Z_]+)\s*=\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined) continue;
    const [, , quoted] = /^(["'])(.*?)\1/.exec(rest) ?? [];
    found[name] = quoted ?? rest.replace(/\s+#.*$|^#.*$/, '');
  }
  return found;
}
