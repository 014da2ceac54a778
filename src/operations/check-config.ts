import {
  type ConfigProblem,
  type ConfigRow,
  describeConfig,
  type LoadedConfig,
  type PolicyConfig,
  requireFor,
} from '../config.ts';
import { loadPolicy } from '../policy/load.ts';
import { PolicyError, type PolicyProblem } from '../policy/problem.ts';
import { checkReach, type Reach, type ReachDependencies } from './reach.ts';

/** What `config check` tells. */
export interface CheckedConfig {
  readonly rows: readonly ConfigRow[];
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
  /** What `npm start` still lacks; empty = it can go. */
  readonly lacking: readonly ConfigProblem[];
  readonly policy: CheckedPolicy;
  /** Each server that was asked; empty when none was. */
  readonly reach: readonly Reach[];
}

/** How the policy stands. */
export interface CheckedPolicy {
  /** Where it is, or would be. */
  readonly file: string;
  /** False: there is none, and the defaults hold. */
  readonly isThere: boolean;
  /** What is wrong with it; `npm start` refuses to start, a run that meets it stops. */
  readonly problems: readonly PolicyProblem[];
  /** Settings that it overrules. */
  readonly warnings: readonly string[];
}

/** How the configuration stands; with servers given, also whether they answer. */
export async function checkConfig(
  loaded: LoadedConfig,
  servers: ReachDependencies | null,
): Promise<CheckedConfig> {
  return {
    rows: describeConfig(loaded),
    warnings: loaded.warnings,
    notes: loaded.notes,
    lacking: requireFor(loaded.config, 'start'),
    policy: await checkPolicy(loaded.config.policy),
    reach: servers === null ? [] : await checkReach(servers),
  };
}

async function checkPolicy(config: PolicyConfig): Promise<CheckedPolicy> {
  try {
    const { file, warnings } = await loadPolicy(config);
    return { file: config.file, isThere: file !== null, problems: [], warnings };
  } catch (error) {
    if (!(error instanceof PolicyError)) throw error;
    const { file, problems } = error;
    return { file, isThere: true, problems, warnings: [] };
  }
}
