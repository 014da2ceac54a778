import { CommanderError } from 'commander';
import type { Runner } from './command.ts';
import { EXIT } from './exit-codes.ts';
import { inNewWords } from './old-words.ts';
import { createProgram } from './program.ts';
import type { Terminal } from './terminal.ts';
import { thrownTrouble } from './usage.ts';

/** Runs one command line to its end; answers the exit code. Never throws for what a person did. */
export async function run(words: readonly string[], terminal: Terminal): Promise<number> {
  const runner: Runner = { terminal, exitCode: EXIT.done };
  try {
    await createProgram(runner).parseAsync(inNewWords(words), { from: 'user' });
    return runner.exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    // Commander has said what is wrong; its own code for every mistake is 1.
    if (error.exitCode === 0) return EXIT.done;
    if (words.includes('--json')) {
      const trouble = { kind: 'usage', ...thrownTrouble(error) };
      terminal.out.write(`${JSON.stringify({ error: trouble })}\n`);
    }
    return EXIT.usage;
  }
}
