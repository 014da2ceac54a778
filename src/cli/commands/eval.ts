import type { Command } from 'commander';
import { evaluateDecisionFiles, evaluateGapFiles } from '../../evaluation/files.ts';
import { FormatError } from '../../evaluation/read-rows.ts';
import type { Runner } from '../command.ts';
import { EXIT } from '../exit-codes.ts';

type GapFiles = Parameters<typeof evaluateGapFiles>[0];
type DecisionFiles = Parameters<typeof evaluateDecisionFiles>[0];

/** `mamcrawler eval gaps|decide`: judges JSON files; no server, database or configuration. */
export function addEval(program: Command, runner: Runner): void {
  const today = runner.terminal.now().toISOString().slice(0, 10);
  const command = program.command('eval').description('judge JSON files offline; see docs/schemas');
  command
    .command('gaps')
    .description('which works of a catalogue a library lacks')
    .requiredOption('--library <file>', 'rows of the library')
    .requiredOption('--catalogue <file>', 'works that are known')
    .option('--expected <file>', 'what is right; adds the score')
    .option('--today <date>', 'what is released later is upcoming', today)
    .action((options: GapFiles) => answer(runner, () => evaluateGapFiles(options)));
  command
    .command('decide')
    .description('which candidate fills which gap')
    .requiredOption('--gaps <file>', 'works that are wanted')
    .requiredOption('--candidates <file>', 'torrents; each is offered to every gap')
    .option('--policy <file>', 'what the user is willing to take')
    .option('--expected <file>', 'what is right; adds the score')
    .action((options: DecisionFiles) => answer(runner, () => evaluateDecisionFiles(options)));
}

/** Prints what comes of it as JSON; a file that can't be used becomes a sentence. */
async function answer(runner: Runner, evaluate: () => Promise<unknown>): Promise<void> {
  const { out, err } = runner.terminal;
  try {
    out.write(`${JSON.stringify(await evaluate(), null, 2)}\n`);
    runner.exitCode = EXIT.done;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    err.write(`${error.message}\n`);
    runner.exitCode = EXIT.usage;
  }
}
