import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parseEnv } from 'node:util';
import type { ConfigProblem } from './problem.ts';
import { findUnquoted } from './unquoted.ts';
import { VARIABLES } from './variables.ts';
import { fromHome } from './home.ts';

/** Where a value comes from, for `config check`. */
export type Source = 'environment' | '.env' | 'file' | 'default' | 'unset';

/** A variable as it was found: its text and where that stood. */
export interface Setting {
  readonly text: string;
  readonly source: Source;
}

/** Where the environment is read from. */
export interface EnvironmentOptions {
  /** Folder that relative paths start from. */
  readonly cwd: string;
  /** The file of defaults, absolute or relative to `cwd`; null = none. It may be absent. */
  readonly envFile: string | null;
}

/** The environment with `.env` and the `NAME_FILE` secrets laid under it. */
export interface Environment {
  /** Every name that has a value; empty values are left out, they count as unset. */
  readonly settings: ReadonlyMap<string, Setting>;
  readonly problems: readonly ConfigProblem[];
  /** The owner must look: secrets whose line in `.env` may be read otherwise than it looks. */
  readonly warnings: readonly string[];
}

/** Reads the environment, then what `.env` adds, then the secrets that live in files of their own. */
export function readEnvironment(env: NodeJS.ProcessEnv, options: EnvironmentOptions): Environment {
  const settings = new Map<string, Setting>();
  const problems: ConfigProblem[] = [];
  const envText = readEnvFile(options, problems);
  for (const [name, text] of Object.entries(parseEnv(envText))) {
    if (text !== undefined) settings.set(name, { text, source: '.env' });
  }
  // The environment wins, even with an empty value: that is how one unsets what .env says.
  for (const [name, text] of Object.entries(env)) {
    if (text !== undefined) settings.set(name, { text, source: 'environment' });
  }
  for (const [name, setting] of settings) {
    if (setting.text.trim() === '') settings.delete(name);
  }
  const secrets = new Set<string>();
  for (const variable of VARIABLES) {
    if (!('secret' in variable)) continue;
    const found = readSecretFile(variable.name, { settings, problems, cwd: options.cwd });
    if (found !== null) settings.set(variable.name, { text: found, source: 'file' });
    if (settings.get(variable.name)?.source === '.env') secrets.add(variable.name);
  }
  const warnings: string[] = [];
  for (const name of findUnquoted(envText, secrets)) {
    warnings.push(
      `${name} has a # or $ outside quotes in .env, and may be cut there: write it in single quotes.`,
    );
  }
  return { settings, problems, warnings };
}

/** The text of the file; empty when there is none. */
function readEnvFile(options: EnvironmentOptions, problems: ConfigProblem[]): string {
  if (options.envFile === null) return '';
  const file = path.resolve(options.cwd, options.envFile);
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = codeOf(error);
    if (code === 'ENOENT') return '';
    problems.push({
      name: path.basename(file),
      value: null,
      problem: `can't be read (${code})`,
      remedy: `Make ${file} readable to the user that runs the program, or remove it.`,
    });
    return '';
  }
}

function readSecretFile(
  name: string,
  at: {
    readonly settings: ReadonlyMap<string, Setting>;
    readonly problems: ConfigProblem[];
    readonly cwd: string;
  },
): string | null {
  const fileVariable = `${name}_FILE`;
  const named = at.settings.get(fileVariable)?.text;
  if (named === undefined) return null;
  const refuse = (problem: string, remedy: string): null => {
    // No value: whoever mistakes NAME_FILE for NAME has written the secret there.
    at.problems.push({ name: fileVariable, value: null, problem, remedy });
    return null;
  };
  if (at.settings.has(name)) {
    return refuse(`is set, and so is ${name}`, 'Keep one of the two and remove the other.');
  }
  try {
    const text = readFileSync(path.resolve(at.cwd, fromHome(named)), 'utf8').replace(/(\r?\n)+$/, '');
    if (text.trim() !== '') return text;
    return refuse('names an empty file', `Write the value of ${name} into it.`);
  } catch (error) {
    return refuse(
      `names a file that can't be read (${codeOf(error)})`,
      `Give the path of a readable file that holds the value of ${name}, or unset it.`,
    );
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault';
}
