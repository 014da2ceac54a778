import type { PolicyFlags } from '../config.ts';
import { DEFAULT_POLICY } from '../domain/policy.ts';
import { valueAt } from './issues.ts';
import type { PolicyFile } from './schema.ts';
import type { FieldPath } from './field-path.ts';

type FlagName = keyof PolicyFlags;

/** Which field each of the old system's flags stands for. */
const FIELDS: Readonly<Record<FlagName, FieldPath>> = {
  MAM_MIN_SEEDS: ['minSeeders'],
  GAP_AUTHOR_MIN_ITEMS: ['authorMinItems'],
  GAP_SERIES_PRIORITY: ['first', 'series'],
  GAP_AUTHOR_PRIORITY: ['first', 'authors'],
  GAP_ANALYSIS_ENABLED: ['analysis'],
  ENABLE_GAP_ANALYSIS: ['analysis'],
  ENABLE_SERIES_COMPLETION: ['wants', 'series'],
  ENABLE_AUTHOR_COMPLETION: ['wants', 'authors'],
  RATIO_FLOOR: ['ratioFloor'],
};

/** What the flags say, in a policy's own fields. Of two for one field, off counts. */
export function saidByFlags(flags: PolicyFlags): PolicyFile {
  const {
    MAM_MIN_SEEDS: minSeeders = DEFAULT_POLICY.minSeeders,
    GAP_AUTHOR_MIN_ITEMS: authorMinItems = DEFAULT_POLICY.authorMinItems,
    RATIO_FLOOR: ratioFloor = DEFAULT_POLICY.ratioFloor,
    ...switches
  } = flags;
  return {
    minSeeders,
    authorMinItems,
    ratioFloor,
    analysis: switches.GAP_ANALYSIS_ENABLED !== false && switches.ENABLE_GAP_ANALYSIS !== false,
    wants: {
      series: switches.ENABLE_SERIES_COMPLETION !== false,
      authors: switches.ENABLE_AUTHOR_COMPLETION !== false,
    },
    first: {
      series: switches.GAP_SERIES_PRIORITY !== false,
      authors: switches.GAP_AUTHOR_PRIORITY !== false,
    },
  };
}

/** One sentence for each flag that says something else than the file, which wins. */
export function disagreements(flags: PolicyFlags, said: PolicyFile): readonly string[] {
  const warnings: string[] = [];
  for (const [name, path] of Object.entries(FIELDS)) {
    const flag = valueAt(flags, [name]);
    const inFile = valueAt(said, path);
    if (flag === null || inFile === null || flag === inFile) continue;
    warnings.push(
      `${name} says ${JSON.stringify(flag)}, ${path.join('.')} in the policy says ${JSON.stringify(inFile)}: the policy wins. Unset ${name}, or take the field out of the policy.`,
    );
  }
  return warnings;
}
