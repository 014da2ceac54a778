import { type Command, InvalidArgumentError } from 'commander';
import { explainThing } from '../../operations/index.ts';
import { act, type Runner, withJson } from '../command.ts';
import { explanationOf, explanationText } from '../explanation-text.ts';

interface Options {
  readonly runs: number;
  readonly json?: boolean;
}

/** `mamcrawler explain WHAT`. */
export function addExplain(program: Command, runner: Runner): void {
  const command = program
    .command('explain')
    .argument('<what>', "a gap's number, key or title, or a torrent's number or title")
    .description(
      'the whole chain: why a gap, what was found, each decision and what would change it',
    )
    .option('--runs <n>', 'how many of the latest runs to tell of', wholeNumber, 3);
  withJson(command).action((what: string, { json, runs }: Options) =>
    act(runner, json === true ? { json } : {}, async ({ session, print, terminal }) => {
      const explained = await explainThing({ sql: session.sql() }, { what, runs });
      const clock = { timeZone: session.config.timeZone, now: terminal.now() };
      const explanation = explanationOf(explained, clock);
      print({ ...explained, explanation }, explanationText(explanation));
      return 0;
    }),
  );
}

function wholeNumber(text: string): number {
  if (!/^[1-9]\d{0,3}$/u.test(text))
    throw new InvalidArgumentError('Write a whole number from 1 to 9999.');
  return Number(text);
}
