import type { Command } from 'commander';
import { startSync } from '../../operations/index.ts';
import { act, type Runner, withJson } from '../command.ts';
import { follow } from '../following.ts';
import { sayStarted } from '../started.ts';

interface Options {
  readonly dryRun?: boolean;
  readonly library?: string;
  readonly all?: boolean;
  readonly follow?: boolean;
  readonly json?: boolean;
}

/** `mamcrawler sync`. */
export function addSync(program: Command, runner: Runner): void {
  const command = program
    .command('sync')
    .description('start a full sync: find the gaps, search for them, queue what fits')
    .option('--dry-run', 'do all but queue')
    .option('--library <name>', 'only this library')
    .option('--all', 'search again for what was searched in vain lately')
    .option('--follow', 'stay and watch; Ctrl-C lets go of the run without ending it');
  withJson(command).action((options: Options) =>
    act(runner, options, async (context) => {
      const { dryRun, library, all } = options;
      const { runId } = await startSync(context.session.deps(), {
        ...(dryRun === undefined ? {} : { dryRun }),
        ...(library === undefined ? {} : { library }),
        ...(all === undefined ? {} : { all }),
      });
      sayStarted(context, runId, options.follow === true);
      return options.follow === true ? follow(context, runId) : 0;
    }),
  );
}
