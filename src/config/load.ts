import { assemble } from './assemble.ts';
import { readEnvironment, type Setting, type Source } from './environment.ts';
import { ConfigError } from './problem.ts';
import { checkRules } from './rules.ts';
import type { Config } from './shape.ts';
import { findUnknownNames } from './unknown-names.ts';
import { readValues, type Values } from './values.ts';
import { VARIABLES, type VariableName } from './variables.ts';
import { findSwitchedOff, findWithoutEffect } from './without-effect.ts';

/** Settings of {@link loadConfig}. */
export interface LoadOptions {
  /** Folder that `.env` and relative paths are looked for in; default: the working directory. */
  readonly cwd?: string;
  /** The file of settings below the environment; default `.env`, which may be absent; null = none. */
  readonly envFile?: string | null;
}

/** The configuration, and what the owner should hear about it. */
export interface LoadedConfig {
  readonly config: Config;
  /** The owner must look: an unknown name, a placeholder. Log them as `warn`. */
  readonly warnings: readonly string[];
  /** Worth one line of `info`: known names without effect. */
  readonly notes: readonly string[];
  /** Where each variable's value came from, for `describeConfig`. */
  readonly sources: ReadonlyMap<VariableName, Source>;
  /** The value of each variable, for `describeConfig`. */
  readonly values: Values;
}

/**
 * Reads the configuration from the environment (pass `process.env`), `.env` below it, and the
 * files that `NAME_FILE` names. Changes nothing: `process.env` stays as it is.
 *
 * @throws {ConfigError} with every problem at once, each with its remedy, and the warnings.
 */
export function loadConfig(env: NodeJS.ProcessEnv, options: LoadOptions = {}): LoadedConfig {
  const cwd = options.cwd ?? process.cwd();
  const envFile = options.envFile === undefined ? '.env' : options.envFile;
  const { settings, problems, warnings } = readEnvironment(env, { cwd, envFile });
  const read = readValues(settings, cwd);
  // A secret whose file can't be read is not "missing" as well.
  const broken = new Set(problems.map(({ name }) => name));
  const rules = checkRules(read).filter(({ name }) => !broken.has(`${name}_FILE`));
  const all = [...problems, ...read.problems, ...rules];
  const heard = [
    ...warnings,
    ...read.warnings,
    ...shortKeys(read.values),
    ...findUnknownNames(settings),
    ...findSwitchedOff(settings),
  ];
  if (all.length > 0) throw new ConfigError(all, heard);
  if (!isWhole(read.values)) throw new Error('a variable was neither read nor a problem');
  const values = read.values;
  return {
    config: assemble(values, settings),
    warnings: heard,
    notes: notesOn(settings),
    sources: read.sources,
    values,
  };
}

/** No problem means that every variable could be read: this says it to the compiler. */
function isWhole(values: Partial<Values>): values is Values {
  return VARIABLES.every(({ name }) => values[name] !== undefined);
}

function shortKeys({ SECRET_KEY: secret = null, API_KEY: api = null }: Partial<Values>): string[] {
  const warnings: string[] = [];
  if (secret !== null && secret.reveal().length < 16) {
    warnings.push(
      'SECRET_KEY is shorter than 16 characters: it can be guessed. Unset it to have one made.',
    );
  }
  if (api !== null && api.reveal().length < 16) {
    warnings.push('API_KEY is shorter than 16 characters: it can be guessed. Write a longer one.');
  }
  return warnings;
}

function notesOn(settings: ReadonlyMap<string, Setting>): string[] {
  const texts = new Map<string, string>();
  for (const [name, { text }] of settings) texts.set(name, text);
  const { later, retired } = findWithoutEffect(texts);
  const notes: string[] = [];
  if (later.length > 0) notes.push(`Known, without effect yet: ${later.join(', ')}`);
  if (retired.length > 0) notes.push(`Known, of no use any more: ${retired.join(', ')}`);
  const ignored = settings.has('QB_URL')
    ? ['QB_HOST', 'QB_PORT'].filter((n) => settings.has(n))
    : [];
  if (ignored.length > 0) notes.push(`QB_URL wins, so these have no effect: ${ignored.join(', ')}`);
  return notes;
}
