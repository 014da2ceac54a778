import type { Command } from 'commander';
import { startSearch } from '../../operations/index.ts';
import { act, type Runner, withJson } from '../command.ts';
import { follow } from '../following.ts';
import { sayStarted } from '../started.ts';

interface Options {
  readonly dryRun?: boolean;
  readonly library?: string;
  readonly follow: boolean;
  readonly json?: boolean;
}

/** `mamcrawler search TEXT`. */
export function addSearch(program: Command, runner: Runner): void {
  const command = program
    .command('search')
    .argument('<text>', 'an author, a series, a title')
    .description('make one search now; it overtakes a full sync that is under way')
    .option('--dry-run', 'do all but queue')
    .option('--library <name>', 'only fill gaps of this library')
    .option('--follow', 'stay and watch (this is the default)', true)
    .option('--no-follow', 'only start it');
  withJson(command).action((text: string, options: Options) =>
    act(runner, options, async (context) => {
      const { dryRun, library } = options;
      const { runId } = await startSearch(context.session.deps(), {
        text,
        ...(dryRun === undefined ? {} : { dryRun }),
        ...(library === undefined ? {} : { library }),
      });
      sayStarted(context, runId, options.follow);
      return options.follow ? follow(context, runId) : 0;
    }),
  );
}
