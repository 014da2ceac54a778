import type { Command } from 'commander';
import { evaluateDecisionFiles, evaluateGapFiles } from '../../evaluation/files.ts';
import { FormatError, KindError } from '../../evaluation/read-rows.ts';
import type { Runner } from '../command.ts';
import { EXIT } from '../exit-codes.ts';

type Json = { readonly json?: boolean };
type GapFiles = Parameters<typeof evaluateGapFiles>[0] & Json;
type DecisionFiles = Parameters<typeof evaluateDecisionFiles>[0] & Json;

/** `mamcrawler eval gaps|decide`: judges JSON files; no server, database or configuration. */
export function addEval(program: Command, runner: Runner): void {
  const today = runner.terminal.now().toISOString().slice(0, 10);
  const command = program.command('eval').description('judge JSON files offline; see docs/schemas');
  const gaps = command
    .command('gaps')
    .description('which works of a catalogue a library lacks')
    .requiredOption('--library <file>', 'rows of the library')
    .requiredOption('--catalogue <file>', 'works that are known')
    .option('--expected <file>', 'what is right; adds the score')
    .option('--today <date>', 'what is released later is upcoming', today);
  withAnswer(gaps).action((options: GapFiles) =>
    answer(runner, options, (warn) => evaluateGapFiles(options, warn)),
  );
  const decide = command
    .command('decide')
    .description('which candidate fills which gap')
    .requiredOption('--gaps <file>', 'works that are wanted')
    .requiredOption('--candidates <file>', 'torrents; each is offered to every gap')
    .option('--policy <file>', 'what the user is willing to take')
    .option('--expected <file>', 'what is right; adds the score');
  withAnswer(decide).action((options: DecisionFiles) =>
    answer(runner, options, (warn) => evaluateDecisionFiles(options, warn)),
  );
}

/** `--json` is what every command takes. */
function withAnswer(command: Command): Command {
  return command.option('--json', 'errors in JSON too; the answer always is');
}

/** Prints what comes of it as JSON; a file that can't be used becomes a sentence. */
async function answer(
  runner: Runner,
  { json }: Json,
  evaluate: (warn: (words: string) => void) => Promise<unknown>,
): Promise<void> {
  const { out, err } = runner.terminal;
  const warnings: string[] = [];
  try {
    const answered = await evaluate((words) => void warnings.push(words));
    out.write(`${JSON.stringify(answered, null, 2)}\n`);
    // Below the answer, which is long: what stands above it nobody reads.
    for (const words of warnings) err.write(`${words}\n`);
    runner.exitCode = EXIT.done;
  } catch (error) {
    if (!(error instanceof FormatError)) throw error;
    for (const words of warnings) err.write(`${words}\n`);
    const { message } = error;
    const remedy = error instanceof KindError ? error.wanted : '';
    if (json === true) {
      out.write(`${JSON.stringify({ error: { kind: 'invalid', message, remedy } })}\n`);
    }
    err.write(`${[message, remedy].join('\n').trimEnd()}\n`);
    runner.exitCode = EXIT.usage;
  }
}
