import {
  type ConfigProblem,
  type ConfigRow,
  describeConfig,
  type LoadedConfig,
  requireFor,
} from '../config.ts';
import { checkReach, type Reach, type ReachDependencies } from './reach.ts';

/** What `config check` tells. */
export interface CheckedConfig {
  readonly rows: readonly ConfigRow[];
  readonly warnings: readonly string[];
  readonly notes: readonly string[];
  /** What `npm start` still lacks; empty = it can go. */
  readonly lacking: readonly ConfigProblem[];
  /** Each server that was asked; empty when none was. */
  readonly reach: readonly Reach[];
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
    reach: servers === null ? [] : await checkReach(servers),
  };
}
