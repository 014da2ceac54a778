import { type Command, Option } from 'commander';
import {
  chooseGaps,
  type GapFilter,
  listGaps,
  reopenGaps,
  reopenGapsThere,
} from '../../operations/index.ts';
import { GAP_STATES } from '../../domain/standing.ts';
import { act, type Runner, withJson } from '../command.ts';
import { chosenText, gapsText, reopenedText } from '../gap-texts.ts';

interface Options extends GapFilter {
  readonly json?: boolean;
}

/** `mamcrawler gaps` and what is below it. */
export function addGaps(program: Command, runner: Runner): void {
  const command = program
    .command('gaps')
    .description('what the library lacks, why, and when it is searched for')
    .option('--series <name>', 'only of this series')
    .option('--author <name>', 'only by this author')
    .addOption(new Option('--state <state>', 'only in this state').choices(GAP_STATES));
  withJson(command).action((options: Options) =>
    act(runner, options, async ({ session, print, terminal }) => {
      const gaps = await listGaps({ sql: session.sql() }, options);
      const style = { timeZone: session.config.timeZone, now: terminal.now(), filter: options };
      print(gaps, gapsText(gaps, style));
      return 0;
    }),
  );
  addChoice(command, runner, 'exclude');
  addChoice(command, runner, 'include');
  addReopen(command, runner);
}

const DESCRIPTIONS = {
  exclude: 'never search for these',
  include: 'search for these after all; it answers a question with yes',
} as const;

function addChoice(gaps: Command, runner: Runner, choice: 'exclude' | 'include'): void {
  const command = gaps
    .command(choice)
    .argument('[id...]', 'gaps: their numbers, keys or titles')
    .description(DESCRIPTIONS[choice])
    .option('--series <name>', 'all of this series')
    .option('--author <name>', 'all by this author');
  withJson(command).action((ids: string[], _: Options, command: Command) => {
    const options: Options = command.optsWithGlobals();
    const { series, author } = options;
    return act(runner, options, async ({ session, print, terminal }) => {
      const chosen = await chooseGaps(
        { sql: session.sql(), config: session.config },
        {
          choice,
          ids,
          ...(series === undefined ? {} : { series }),
          ...(author === undefined ? {} : { author }),
        },
      );
      print(chosen, chosenText(chosen, session.config.timeZone, terminal.now()));
      return 0;
    });
  });
}

function addReopen(gaps: Command, runner: Runner): void {
  const command = gaps
    .command('reopen')
    .argument('<what>', "a torrent's number or title, or a gap's number, key or title")
    .description('you removed its torrent from qBittorrent: search for its gaps again');
  withJson(command).action((what: string, _: Options, own: Command) =>
    act(runner, own.optsWithGlobals(), async ({ session, print }) => {
      const { config, api: url } = session;
      // The running program knows its own qBittorrent; these settings may name another.
      const there = url === null ? null : await reopenGapsThere({ url, key: config.api.key }, what);
      const reopened = there ?? (await reopenGaps({ sql: session.sql(), config }, what));
      print(reopened, reopenedText(reopened, config.timeZone));
      return 0;
    }),
  );
}
