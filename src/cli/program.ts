import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { z } from 'zod';
import type { Runner } from './command.ts';
import { addBlock } from './commands/block.ts';
import { addConfig } from './commands/config.ts';
import { addEval } from './commands/eval.ts';
import { addExplain } from './commands/explain.ts';
import { addGaps } from './commands/gaps.ts';
import { addReport } from './commands/report.ts';
import { addReview } from './commands/review.ts';
import { addRuns } from './commands/runs.ts';
import { addSearch } from './commands/search.ts';
import { addSite } from './commands/site.ts';
import { addSync } from './commands/sync.ts';
import { refuseEmpty, usageText } from './usage.ts';

const EXAMPLES = `
Examples:
  mamcrawler sync --follow               complete the library, and watch
  mamcrawler sync --dry-run              the same, but queue nothing
  mamcrawler search "Brandon Sanderson"  one search, now
  mamcrawler runs                        what ran, and what runs
  mamcrawler report                      the newest report
  mamcrawler explain "Mistborn 3"        why a gap, what was found, why not that
  mamcrawler gaps --author "Ada Quill"   what is lacking of hers, and why
  mamcrawler review                      what waits for your word

It needs the program running: npm start. Exit codes: 0 done or completed; 1 it could not
be done as things stand, or the run failed; 2 asked wrongly (words, files, settings);
130 let go of a run that goes on.`;

/** The whole command line. */
export function createProgram(runner: Runner): Command {
  const { out, err } = runner.terminal;
  const program = new Command('mamcrawler')
    .description('Completes audiobook libraries.')
    .version(versionOf(), '-V, --version', 'show the version')
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void out.write(text),
      writeErr: (text) => void err.write(text),
      outputError: (text, write) => write(usageText(text)),
      getOutHelpWidth: () => out.columns ?? 80,
      getErrHelpWidth: () => err.columns ?? 80,
      getOutHasColors: () => false,
      getErrHasColors: () => false,
    })
    .hook('preAction', (_, command) => refuseEmpty(command))
    .addHelpText('after', EXAMPLES);
  addSync(program, runner);
  addSearch(program, runner);
  addRuns(program, runner);
  addReport(program, runner);
  addExplain(program, runner);
  addGaps(program, runner);
  addReview(program, runner);
  addBlock(program, runner);
  addConfig(program, runner);
  addEval(program, runner);
  addSite(program, runner);
  return program;
}

const Package = z.object({ version: z.string() });

function versionOf(): string {
  const file = new URL('../../package.json', import.meta.url);
  return Package.parse(JSON.parse(readFileSync(file, 'utf8'))).version;
}
