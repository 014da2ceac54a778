import { readFile } from 'node:fs/promises';
import type { PolicyConfig } from '../config.ts';
import type { Policy } from '../domain/policy.ts';
import { disagreements, saidByFlags } from './flags.ts';
import { PolicyError } from './problem.ts';
import { readPolicyText } from './read.ts';
import { completeSaid } from './schema.ts';

/** A policy, and where it comes from. */
export interface LoadedPolicy {
  readonly policy: Policy;
  /** The file that was read; null where there is none, and the defaults hold. */
  readonly file: string | null;
  /** The owner must look: flags that say something else than the file. */
  readonly warnings: readonly string[];
}

/**
 * Reads the policy: the file, below it the flags that are set, below them the defaults.
 *
 * @throws {PolicyError} with every problem at once; also when a file that was named is absent.
 */
export async function loadPolicy(config: PolicyConfig): Promise<LoadedPolicy> {
  const text = await readText(config);
  return text === null ? withoutFile(config) : understand(config, text);
}

/**
 * Reads the policy whenever it is asked for, so that what a person changes holds from the next
 * step on; a text that has not changed is not understood anew.
 */
export function createPolicyReader(config: PolicyConfig): () => Promise<Policy> {
  let known: { readonly text: string | null; readonly loaded: LoadedPolicy } | null = null;
  return async () => {
    const text = await readText(config);
    if (known?.text !== text || known === null) {
      const loaded = text === null ? withoutFile(config) : understand(config, text);
      known = { text, loaded };
    }
    return known.loaded.policy;
  };
}

function withoutFile({ flags }: PolicyConfig): LoadedPolicy {
  return { policy: completeSaid(saidByFlags(flags)), file: null, warnings: [] };
}

function understand({ file, flags }: PolicyConfig, text: string): LoadedPolicy {
  const { said, problems } = readPolicyText(text);
  if (said === null) throw new PolicyError(file, problems);
  return {
    policy: completeSaid(saidByFlags(flags), said),
    file,
    warnings: disagreements(flags, said),
  };
}

/** Null where no file is, and none was named. */
async function readText({ file, isNamed }: PolicyConfig): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown fault';
    if (code === 'ENOENT' && !isNamed) return null;
    throw new PolicyError(file, [absent(code)]);
  }
}

function absent(code: string) {
  const problem = code === 'ENOENT' ? 'is not there' : `can't be read (${code})`;
  const remedy =
    code === 'ENOENT'
      ? 'Write it (policy.example.yaml shows every field), or unset POLICY_FILE.'
      : 'Make it readable to the user that runs the program, or remove it.';
  return { path: '', line: null, value: null, problem, remedy };
}
