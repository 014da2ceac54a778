import type { ConfigProblem } from './problem.ts';
import type { Config } from './shape.ts';

/** What a person asks for, as far as it needs settings that have no default. */
export type ConfiguredCommand = 'sync' | 'search' | 'start';

/**
 * What is still missing for a command: an empty list means that it can go. Kept apart from
 * `loadConfig`, because `runs` or `report` need none of it.
 */
export function requireFor(config: Config, command: ConfiguredCommand): ConfigProblem[] {
  const problems: ConfigProblem[] = [];
  const need = (name: string, present: boolean, remedy: string): void => {
    if (!present)
      problems.push({ name, value: null, problem: `is not set; ${command} needs it`, remedy });
  };
  if (command !== 'search') {
    need(
      'ABS_TOKEN',
      config.audiobookshelf.token !== null,
      'In Audiobookshelf, as an administrator: Settings > API Keys > Add; write the key into .env.',
    );
  }
  need(
    'MAM_USERNAME',
    config.tracker.username !== null,
    'Write the e-mail address of your account on the tracker into .env.',
  );
  need('MAM_PASSWORD', config.tracker.password !== null, 'Write its password into .env.');
  return problems;
}
