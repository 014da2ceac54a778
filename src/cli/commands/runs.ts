import type { Command } from 'commander';
import { cancelRun, listRuns, pauseRun, resumeRun, showRun } from '../../operations/index.ts';
import { act, type Runner, withJson } from '../command.ts';
import { follow } from '../following.ts';
import { table } from '../table.ts';
import { runsText, shownRunText } from '../run-texts.ts';

interface Options {
  readonly json?: boolean;
}

/** `mamcrawler runs` and what is below it. */
export function addRuns(program: Command, runner: Runner): void {
  const runs = program.command('runs').description('list the latest runs, or look after one');
  withJson(runs).action((options: Options) =>
    act(runner, options, async ({ session, print }) => {
      const rows = await listRuns({ sql: session.sql() });
      const { temporalUi, api } = session;
      const places = [
        ['Temporal UI:', temporalUi ?? ''],
        ['REST API:', api ?? ''],
      ];
      const told = table(places.filter(([, url]) => url !== ''));
      print(rows, `${runsText(rows, session.config.timeZone)}\n\n${told}`);
      return 0;
    }),
  );
  addOne(runs, 'show', 'tell all about a run').action((id: string, _: Options, command: Command) =>
    act(runner, command.optsWithGlobals(), async ({ session, print }) => {
      const shown = await showRun({ sql: session.sql(), config: session.config }, id);
      print(shown, shownRunText(shown, session.config.timeZone));
      return 0;
    }),
  );
  addOne(runs, 'follow', 'watch a run until it ends').action(
    (id: string, _: Options, command: Command) =>
      act(runner, command.optsWithGlobals(), (context) => follow(context, id)),
  );
  addSwitches(runs, runner);
}

function addSwitches(runs: Command, runner: Runner): void {
  addOne(runs, 'cancel', 'end a run gently; it writes its report').action(
    (id: string, _: Options, command: Command) =>
      act(runner, command.optsWithGlobals(), async ({ session, print }) => {
        await cancelRun(session.deps(), id);
        const text = `${id} was told to end; it brings what is under way to its end and writes its report.`;
        print({ runId: id, asked: 'cancel' }, text);
        return 0;
      }),
  );
  addOne(runs, 'pause', 'stop a run before its next term').action(
    (id: string, _: Options, command: Command) =>
      act(runner, command.optsWithGlobals(), async ({ session, print }) => {
        const progress = await pauseRun(session.deps(), id);
        const text = `${id} pauses before its next term. Go on: mamcrawler runs resume ${id}`;
        print({ runId: id, asked: 'pause', progress }, text);
        return 0;
      }),
  );
  addOne(runs, 'resume', 'let a paused run go on').action(
    (id: string, _: Options, command: Command) =>
      act(runner, command.optsWithGlobals(), async ({ session, print }) => {
        const progress = await resumeRun(session.deps(), id);
        print({ runId: id, asked: 'resume', progress }, `${id} goes on.`);
        return 0;
      }),
  );
}

function addOne(runs: Command, name: string, description: string): Command {
  const command = runs.command(name).argument('<id>', 'the run, as “mamcrawler runs” names it');
  return withJson(command.description(description));
}
