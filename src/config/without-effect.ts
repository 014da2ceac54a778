/**
 * Names of the old system that a person's `.env` may still hold. They are accepted; one info
 * line names those that are set.
 */
export interface WithoutEffect {
  /** Known, waiting for the part that reads it. */
  readonly later: readonly string[];
  /** Of no use any more. */
  readonly retired: readonly string[];
}

/** Settings of tasks and account, which are not built yet. A name moves from here to the table. */
export const LATER: readonly string[] = [
  'MAM_MAX_PAGES_PER_SESSION',
  'SCHEDULER_TZ',
  'ENABLE_MAM_SCRAPING',
  'ENABLE_TOP10_DISCOVERY',
  'ENABLE_METADATA_CORRECTION',
  'ENABLE_API_LOGGING',
  'TASK_MAM_TIME',
  'TASK_TOP10_TIME',
  'TASK_METADATA_FULL_TIME',
  'TASK_METADATA_NEW_TIME',
  'TASK_SERIES_TIME',
  'TASK_AUTHOR_TIME',
  'TASK_GAPS_TIME',
  'HISTORY_RETENTION_DAYS',
  'ENABLED_GENRES',
  'DISABLED_GENRES',
  'RATIO_RECOVERY',
  'RATIO_CHECK_INTERVAL',
  'BACKUP_ENABLED',
  'BACKUP_DIR',
  'BACKUP_RETENTION_DAYS',
  'PROWLARR_URL',
  'PROWLARR_API_KEY',
];

/** Settings of the old program's own machinery; a trailing `*` stands for any ending. */
export const RETIRED: readonly string[] = [
  'PASSWORD_SALT',
  'ALGORITHM',
  'JWT_*',
  'SCHEDULER_JOB_STORE',
  'QB_API_VERSION',
  'MAM_TITLE_MATCH_THRESHOLD',
];

/** Which of the names that are set have no effect, and why. Empty values don't count as set. */
export function findWithoutEffect(environment: ReadonlyMap<string, string>): WithoutEffect {
  const later: string[] = [];
  const retired: string[] = [];
  for (const [name, value] of environment) {
    if (value.trim() === '') continue;
    if (LATER.includes(name)) later.push(name);
    if (isRetired(name)) retired.push(name);
  }
  return { later: later.toSorted(), retired: retired.toSorted() };
}

/** What goes on although its old switch is off, by the switch. */
const STILL_DONE: ReadonlyMap<string, string> = new Map([
  ['ENABLE_MAM_SCRAPING', 'a sync still searches the tracker'],
]);

/** One warning for each old switch that is off and keeps nothing from being done. */
export function findSwitchedOff(
  settings: ReadonlyMap<string, { readonly text: string }>,
): string[] {
  const warnings: string[] = [];
  for (const [name, stillDone] of STILL_DONE) {
    const text = settings.get(name)?.text.trim() ?? '';
    if (!/^(off|false|no|0)$/i.test(text)) continue;
    warnings.push(
      `${name} is off, but has no effect yet: ${stillDone}. SCHEDULER_ENABLED=off creates the schedule paused.`,
    );
  }
  return warnings;
}

/** True for a name of the old program that nothing reads any more. */
export function isRetired(name: string): boolean {
  for (const pattern of RETIRED) {
    if (pattern === name) return true;
    if (pattern.endsWith('*') && name.startsWith(pattern.slice(0, -1))) return true;
  }
  return false;
}
