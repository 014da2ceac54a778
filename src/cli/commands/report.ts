import type { Command } from 'commander';
import { findReport } from '../../operations/index.ts';
import { act, type Runner, withJson } from '../command.ts';

/** `mamcrawler report [ID]`. */
export function addReport(program: Command, runner: Runner): void {
  const command = program
    .command('report')
    .argument('[id]', 'the run; the newest report when left out')
    .description('print a report, in Markdown or JSON');
  withJson(command).action((id: string | undefined, options: { readonly json?: boolean }) =>
    act(runner, options, async ({ session, print }) => {
      const { report, markdown } = await findReport({ sql: session.sql() }, id);
      print(report, markdown);
      return 0;
    }),
  );
}
